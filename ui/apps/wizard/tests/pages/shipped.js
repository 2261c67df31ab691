// The build that is shipped: it speaks to Rust and to nothing else.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { inWindow, serveShipped, SHIPPED } from "./window.js";

/** Takes the place of Tauri in the page: answers `subscribe` with two states, out of order, and records all calls. */
function standInForTauri() {
  Object.freeze(Object.prototype);
  const fresh = { locale: "en", busy: null, problem: null, company: null, offer: null, key_place: null, tasks: [] };
  const rest = { checks: [], readiness: null, report: null, delivery: null };
  /** @type {Function[]} */
  const callbacks = [];
  /** @type {unknown[]} */
  const calls = [];
  /** @param {string} command @param {any} args */
  const invoke = async (command, args) => {
    calls.push([command, JSON.parse(JSON.stringify(args))]);
    if (command === "subscribe") {
      const send = callbacks[args.channel.id];
      send?.({ index: 0, message: { ...fresh, ...rest, revision: 2, page: { name: "notice" } } });
      send?.({ index: 1, message: { ...fresh, ...rest, revision: 1, page: { name: "declined" } } });
    }
  };
  const transformCallback = (/** @type {Function} */ callback) => callbacks.push(callback) - 1;
  Object.assign(window, { calls, __TAURI_INTERNALS__: { invoke, transformCallback, unregisterCallback() {} } });
}

/**
 * @param {import("@porchlight/kit/testing").Suite} suite
 * @param {import("playwright-core").Browser} browser
 */
export async function testShipped(suite, browser) {
  const server = await serveShipped();

  suite.test("the shipped build has no stand-in for Rust in it", async () => {
    const files = readdirSync(SHIPPED, { recursive: true, encoding: "utf8" }).filter((path) => /\.(js|html)$/.test(path));
    assert.ok(files.length > 1);
    for (const file of files) {
      assert.ok(!readFileSync(join(SHIPPED, file), "utf8").includes("Bramble"), file);
    }
  });

  suite.test("the shipped build subscribes, drops an older state, and hands over what the person does", async () => {
    await inWindow(browser, `${server.origin}/index.html`, { before: standInForTauri }, async (page) => {
      await page.getByRole("heading", { level: 1, name: "Your computer, your choice" }).waitFor();
      await page.getByRole("button", { name: "Check my computer" }).click();
      const calls = await page.evaluate(() => /** @type {any} */ (window).calls);
      assert.deepEqual(calls, [
        ["subscribe", { channel: "__CHANNEL__:0" }],
        ["act", { action: { do: "accept_notice" } }],
      ]);
    });
  });

  return server.close;
}

// Every screen of the console in a real Chromium, under the collector's headers, with a stand-in for the collector.
//
//     node tests/pages.js [--only WORDS] [--pictures DIR]

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";

import { startChromium, Suite } from "@porchlight/kit/testing";

import { accounts } from "./accounts.js";
import { behaviour } from "./behaviour.js";
import { desk } from "./desk.js";
import { looks } from "./looks.js";
import { StandIn } from "./stand-in/server.js";

/** @param {string} name */
function option(name) {
  const at = argv.indexOf(name);
  return at < 0 ? undefined : argv[at + 1];
}

const pictures = option("--pictures");
if (pictures !== undefined) {
  mkdirSync(pictures, { recursive: true });
}

const collector = new StandIn(fileURLToPath(new URL("../build", import.meta.url)));
await collector.start();
const browser = await startChromium();
const suite = new Suite();

/**
 * Adds a test that gets a page of its own and everything at the collector as it was at first.
 *
 * @param {string} name
 * @param {(page: import("playwright-core").Page) => Promise<void>} run
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
function test(name, run, options = {}) {
  suite.test(name, async () => {
    collector.reset();
    const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", baseURL: collector.origin, ...options });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    try {
      await run(page);
      assert.deepEqual(collector.complaints, []);
    } catch (error) {
      if (pictures !== undefined) {
        await page.screenshot({ path: join(pictures, `FAILED ${name.replaceAll("/", "-")}.png`), fullPage: true });
      }
      throw error;
    } finally {
      await context.close();
    }
  });
}

behaviour(test, collector);
desk(test, collector);
accounts(test, collector);
looks(test, collector, pictures);

const passed = await suite.run(option("--only"));
await browser.close();
collector.stop();
exit(passed ? 0 : 1);

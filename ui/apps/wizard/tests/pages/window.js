// A window of the wizard under test: its CSP, its clock, and what it must not complain of.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { complaintsOf, serve } from "@porchlight/kit/testing";

// What the shipped window allows, without the scheme by which it reaches Rust.
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'";
const NOW = new Date("2026-11-22T12:00:00Z");

export const PREVIEW = fileURLToPath(new URL("../../.svelte-kit/preview", import.meta.url));
export const SHIPPED = fileURLToPath(new URL("../../build", import.meta.url));

/** The app with the stand-in for Rust. */
export function servePreview() {
  return serve(PREVIEW, CSP);
}

/** The app as it is shipped. */
export function serveShipped() {
  return serve(SHIPPED, CSP);
}

/**
 * Opens `address` in a window of its own, hands it to `use`, and fails on any complaint of the page.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions & { before?: () => void }} options with what runs before the page's own scripts
 * @param {(page: import("playwright-core").Page) => Promise<void>} use
 */
export async function inWindow(browser, address, { before, ...options }, use) {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
    viewport: { width: 1080, height: 720 },
    ...options,
  });
  try {
    const page = await context.newPage();
    if (before !== undefined) {
      await page.addInitScript(before);
    }
    await page.clock.setFixedTime(NOW);
    const complaints = complaintsOf(page);
    await page.goto(address);
    await page.locator("h1").waitFor();
    await use(page);
    assert.deepEqual(complaints, [], complaints.join("\n"));
  } finally {
    await context.close();
  }
}

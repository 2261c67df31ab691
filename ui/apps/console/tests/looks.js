// Every screen in every look: nothing for axe to find, nothing blocked, nothing wider than the window.

import assert from "node:assert/strict";
import { join } from "node:path";

import { assertAccessible, assertFitsWidth, assertTargetsAtLeast, complaintsOf } from "@porchlight/kit/testing";

import { screensOf } from "./screens.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ name: string, locale: string, colorScheme: "light" | "dark", forcedColors?: "active", viewport: { width: number, height: number } }} Look */
/** @typedef {(name: string, run: (page: Page) => Promise<void>, options?: import("playwright-core").BrowserContextOptions) => void} Test */

const WIDE = { width: 1280, height: 800 };

/** @type {Look[]} */
const LOOKS = [
  { name: "light", locale: "en-GB", colorScheme: "light", viewport: WIDE },
  { name: "dark", locale: "en-GB", colorScheme: "dark", viewport: WIDE },
  { name: "Spanish", locale: "es-ES", colorScheme: "light", viewport: WIDE },
  { name: "Spanish, dark", locale: "es-ES", colorScheme: "dark", viewport: WIDE },
  { name: "at 200 %", locale: "en-GB", colorScheme: "light", viewport: { width: 640, height: 400 } },
  { name: "320 px, Spanish", locale: "es-ES", colorScheme: "light", viewport: { width: 320, height: 640 } },
  { name: "forced colours", locale: "en-GB", colorScheme: "dark", forcedColors: "active", viewport: WIDE },
];

/** Those that find most, for what is seen less often. */
const BRIEFLY = new Set(["dark", "320 px, Spanish", "forced colours"]);

/**
 * @param {Test} test
 * @param {import("./stand-in/server.js").StandIn} collector
 * @param {string | undefined} pictures
 */
export function looks(test, collector, pictures) {
  for (const { name, ...options } of LOOKS) {
    for (const screen of screensOf(collector).filter(({ brief }) => brief !== true || BRIEFLY.has(name))) {
      const picture = pictures && join(pictures, `${screen.name} – ${name}.png`);
      test(`${screen.name} is sound: ${name}`, (page) => soundly(page, screen.go, picture), options);
    }
  }
}

/**
 * @param {Page} page
 * @param {(page: Page) => Promise<void>} go
 * @param {string | undefined} picture
 */
async function soundly(page, go, picture) {
  const complaints = complaintsOf(page);
  await go(page);
  await page.getByRole("heading", { level: 1, includeHidden: true }).waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  if (picture !== undefined) {
    await page.screenshot({ path: picture, fullPage: true });
  }
  await assertAccessible(page);
  await assertFitsWidth(page);
  await assertTargetsAtLeast(page, 24);
  // An answer that says no is no fault of the page.
  assert.deepEqual(complaints.filter((complaint) => !/status of (401|404|409|410|500)/.test(complaint)), []);
}

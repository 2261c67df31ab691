// Each page at its best and at its worst: in both languages and in made-up ones, light and dark, with forced colours,
// wide and narrow; and what it says to assistive technology.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import {
  assertAccessible,
  assertContrast,
  assertFitsWidth,
  assertNothingCut,
  assertNothingMoves,
  assertTargetsAtLeast,
} from "@porchlight/kit/testing";

import { servePreview, windowFor } from "./window.js";

const SAID = fileURLToPath(new URL("./said", import.meta.url));

export const STORIES = [
  "notice",
  "stopped",
  "declined",
  "declined-enrolled",
  "declined-sent",
  "invite",
  "invite-looking-up",
  "invite-mistyped",
  "invite-no-address",
  "invite-offline",
  "confirm",
  "confirm-enrolling",
  "confirm-offline",
  "confirm-no-key-store",
  "confirm-key-in-file",
  "confirm-rate-limited",
  "home-new",
  "home-checked",
  "home-mixed",
  "home-waiting",
  "home-ready",
  "home-left",
  "home-nameless",
  "check-new",
  "check-running",
  "check-stopped",
  "check-good",
  "check-mixed",
  "check-answered",
  "finding-fail",
  "finding-cannot-do",
  "finding-disagree",
  "finding-warn",
  "finding-unknown",
  "finding-good",
  "finding-not-applicable",
  "finding-suspended",
  "finding-two-reasons",
  "report",
  "report-mixed",
  "report-answered",
  "report-left-out",
  "report-sending",
  "report-disk-full",
  "receipt-sending",
  "receipt-ready",
  "receipt-left",
  "receipt-offline",
  "receipt-server-error",
  "history",
  "history-waiting",
  "history-exported",
  "sent",
  "sent-waiting",
  "sent-withdrawing",
  "sent-withdrawn",
];

/** Each page where it has most on it: enough to see whether longer words fit, and whether all is mirrored. */
const FULLEST = [
  "notice",
  "stopped",
  "declined-sent",
  "invite-no-address",
  "confirm-no-key-store",
  "home-mixed",
  "home-ready",
  "check-running",
  "check-answered",
  "finding-two-reasons",
  "finding-cannot-do",
  "report-left-out",
  "receipt-offline",
  "receipt-left",
  "history-exported",
  "sent-withdrawing",
  "sent-withdrawn",
];

/** @typedef {{ name: string, width: number, height: number, media: { colorScheme: "light" | "dark", forcedColors?: "active" | "none" }, measure?: (page: Page) => Promise<void> }} Look */

/** @typedef {import("playwright-core").Page} Page */

/** @type {Look} */
const PLAIN = { name: "light", width: 1080, height: 720, media: { colorScheme: "light" } };

/** @type {Look} */
const LIGHT = { ...PLAIN, measure: assertAccessible };

/** @type {Look[]} What a window of 1080 × 720 is at 200 %, and the narrowest there is. */
export const NARROW = [
  { name: "200 percent", width: 540, height: 360, media: { colorScheme: "light" } },
  { name: "320 px", width: 320, height: 640, media: { colorScheme: "light" } },
];

/** @type {Look[]} The same page in other colours. */
const DARK = [
  { name: "dark", width: 1080, height: 720, media: { colorScheme: "dark" }, measure: assertContrast },
  { name: "forced colours", width: 1080, height: 720, media: { colorScheme: "dark", forcedColors: "active" } },
];

/** @type {Record<string, { locale: string, stories: string[], looks: Look[] }>} The last two are made up from English. */
const LANGUAGES = {
  "English": { locale: "en-GB", stories: STORIES, looks: [LIGHT, ...NARROW, ...DARK] },
  "Spanish": { locale: "es-ES", stories: STORIES, looks: [LIGHT, ...NARROW, ...DARK] },
  "longer English": { locale: "en-XA", stories: FULLEST, looks: [PLAIN, ...NARROW] },
  "English from right to left": { locale: "ar-XB", stories: FULLEST, looks: [PLAIN, ...NARROW] },
};

/**
 * @param {import("@porchlight/kit/testing").Suite} suite
 * @param {import("playwright-core").Browser} browser
 * @param {{ pictures: string | undefined, update: boolean }} options a folder for a picture of every page in every
 *   look; whether what pages say to assistive technology is written down anew
 */
export async function testStories(suite, browser, { pictures, update }) {
  const server = await servePreview();
  for (const [language, { locale, stories, looks }] of Object.entries(LANGUAGES)) {
    const window = windowFor(browser, server.origin, { locale });
    for (const story of stories) {
      suite.test(`${story} in ${language} is accessible, fits every window, and says everything`, () =>
        window.tell(story, async (page) => {
          await assertNothingMoves(page);
          for (const look of looks) {
            await page.setViewportSize({ width: look.width, height: look.height });
            await page.emulateMedia({ forcedColors: "none", ...look.media });
            await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
            if (pictures !== undefined) {
              await page.screenshot({ path: join(pictures, `${story}, ${language}, ${look.name}.png`), fullPage: true });
            }
            await assertFitsWidth(page);
            await assertNothingCut(page);
            await assertTargetsAtLeast(page, 44);
            await look.measure?.(page);
          }
          if (language === "English") {
            await assertSaidAs(page, story, update);
          }
        }),
      );
    }
  }
  return server.close;
}

/**
 * Compares what the page says to assistive technology with what was written down.
 *
 * @param {Page} page
 * @param {string} story
 * @param {boolean} update whether to write it down instead
 */
async function assertSaidAs(page, story, update) {
  const path = join(SAID, `${story}.yml`);
  const said = `${await page.locator("body").ariaSnapshot()}\n`;
  if (update) {
    writeFileSync(path, said);
  } else {
    assert.equal(said, readFileSync(path, "utf8"), `${path}: --update writes it down anew`);
  }
}

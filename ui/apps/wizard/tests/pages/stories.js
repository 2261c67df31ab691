// Each page at its best and at its worst: in both languages, light and dark, with forced colours, wide and narrow.

import { join } from "node:path";

import { assertAccessible, assertFitsWidth, assertTargetsAtLeast } from "@porchlight/kit/testing";

import { inWindow, servePreview } from "./window.js";

const STORIES = [
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

const LANGUAGES = { English: "en-GB", Spanish: "es-ES" };

/** @typedef {{ name: string, width: number, height: number, media: { colorScheme: "light" | "dark", forcedColors?: "active" | "none" } }} Look */

/** @type {Look[]} The second and third are what a window of 1080 × 720 is at 200 %, and the narrowest there is. */
const LOOKS = [
  { name: "light", width: 1080, height: 720, media: { colorScheme: "light" } },
  { name: "200 percent", width: 540, height: 360, media: { colorScheme: "light" } },
  { name: "320 px", width: 320, height: 640, media: { colorScheme: "light" } },
  { name: "dark", width: 1080, height: 720, media: { colorScheme: "dark" } },
  { name: "forced colours", width: 1080, height: 720, media: { colorScheme: "dark", forcedColors: "active" } },
];
const MEASURED_BY_AXE = ["light", "dark"];

/**
 * @param {import("@porchlight/kit/testing").Suite} suite
 * @param {import("playwright-core").Browser} browser
 * @param {string | undefined} pictures a folder for a picture of every page in every look
 */
export async function testStories(suite, browser, pictures) {
  const server = await servePreview();
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    for (const story of STORIES) {
      suite.test(`${story} in ${language} is accessible, fits every window, and says everything`, () =>
        inWindow(browser, `${server.origin}/?fake=${story}`, { locale }, async (page) => {
          for (const look of LOOKS) {
            await page.setViewportSize({ width: look.width, height: look.height });
            await page.emulateMedia({ forcedColors: "none", ...look.media });
            if (pictures !== undefined) {
              await page.screenshot({ path: join(pictures, `${story}, ${language}, ${look.name}.png`), fullPage: true });
            }
            await assertFitsWidth(page);
            await assertTargetsAtLeast(page, 44);
            if (MEASURED_BY_AXE.includes(look.name)) {
              await assertAccessible(page);
            }
          }
        }),
      );
    }
  }
  return server.close;
}

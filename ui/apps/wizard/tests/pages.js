// Every page of the wizard in a real Chromium, under the CSP of the shipped window, with the stand-in for Rust.
//
//     node tests/pages.js [--only WORDS] [--pictures DIR]

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";

import { assertAccessible, assertFitsWidth, assertTargetsAtLeast, complaintsOf, serve, startChromium, Suite } from "@porchlight/kit/testing";

import { journeys } from "./journeys.js";

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";
const PREVIEW = fileURLToPath(new URL("../.svelte-kit/preview", import.meta.url));
const NOW = new Date("2026-11-22T12:00:00Z");

/** The stories that show each page at its best and at its worst. */
const STORIES = [
  "notice",
  "declined",
  "invite",
  "invite-looking-up",
  "invite-mistyped",
  "invite-no-address",
  "invite-offline",
  "confirm",
  "confirm-enrolling",
  "confirm-no-key-store",
  "confirm-rate-limited",
  "home-new",
  "home-checked",
  "home-mixed",
  "home-waiting",
  "home-ready",
  "home-left",
  "check-new",
  "check-running",
  "check-good",
  "check-mixed",
  "finding-fail",
  "finding-warn",
  "finding-unknown",
  "finding-good",
  "report",
  "report-mixed",
  "report-sending",
  "report-disk-full",
  "receipt-ready",
  "receipt-left",
  "receipt-offline",
  "receipt-server-error",
];

/** @typedef {{ name: string, locale: string, colorScheme: "light" | "dark", forcedColors?: "active", width: number, height: number }} Look */

/** @type {Look[]} */
const LOOKS = [
  { name: "light", locale: "en-GB", colorScheme: "light", width: 1080, height: 720 },
  { name: "dark", locale: "en-GB", colorScheme: "dark", width: 1080, height: 720 },
  { name: "Spanish", locale: "es-ES", colorScheme: "light", width: 1080, height: 720 },
  { name: "Spanish, dark", locale: "es-ES", colorScheme: "dark", width: 1080, height: 720 },
  { name: "at 200 %", locale: "en-GB", colorScheme: "light", width: 540, height: 360 },
  { name: "320 px, Spanish", locale: "es-ES", colorScheme: "light", width: 320, height: 640 },
  { name: "forced colours", locale: "en-GB", colorScheme: "dark", forcedColors: "active", width: 1080, height: 720 },
];

/** @param {string} name */
function option(name) {
  const at = argv.indexOf(name);
  return at < 0 ? undefined : argv[at + 1];
}

const pictures = option("--pictures");
if (pictures !== undefined) {
  mkdirSync(pictures, { recursive: true });
}

const server = await serve(PREVIEW, CSP);
const browser = await startChromium();
const suite = new Suite();

/**
 * Opens a story in a window of its own, hands it to `use`, and fails on any complaint of the page.
 *
 * @param {Look} look
 * @param {string} query
 * @param {(page: import("playwright-core").Page) => Promise<void>} use
 */
async function inWindow(look, query, use) {
  const context = await browser.newContext({
    locale: look.locale,
    timezoneId: "Europe/London",
    colorScheme: look.colorScheme,
    forcedColors: look.forcedColors ?? "none",
    reducedMotion: "reduce",
    viewport: { width: look.width, height: look.height },
  });
  try {
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    const complaints = complaintsOf(page);
    await page.goto(`${server.origin}/?${query}`);
    await page.locator("h1").waitFor();
    await use(page);
    assert.deepEqual(complaints, [], complaints.join("\n"));
  } finally {
    await context.close();
  }
}

for (const look of LOOKS) {
  for (const story of STORIES) {
    suite.test(`${story}, ${look.name}: accessible, fits, says everything`, () =>
      inWindow(look, `fake=${story}`, async (page) => {
        if (pictures !== undefined) {
          await page.screenshot({ path: join(pictures, `${story}, ${look.name}.png`), fullPage: true });
        }
        await assertFitsWidth(page);
        await assertTargetsAtLeast(page, 44);
        await assertAccessible(page);
      }),
    );
  }
}

const [plain] = LOOKS;
if (plain !== undefined) {
  for (const { name, query, play } of journeys) {
    suite.test(name, () => inWindow(plain, query, play));
  }
}

const passed = await suite.run(option("--only"));
await browser.close();
server.close();
exit(passed ? 0 : 1);

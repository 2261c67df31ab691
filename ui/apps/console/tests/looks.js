// Every screen in every look: nothing for axe to find, nothing blocked, nothing wider than the window.

import assert from "node:assert/strict";
import { join } from "node:path";

import { assertAccessible, assertFitsWidth, assertTargetsAtLeast, complaintsOf } from "@porchlight/kit/testing";

import { openSignedIn } from "./signed-in.js";
import { HOSTILE } from "./stand-in/content.js";

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

/**
 * @param {Test} test
 * @param {import("./stand-in/server.js").StandIn} collector
 * @param {string | undefined} pictures
 */
export function looks(test, collector, pictures) {
  /** @param {string | null} person */
  const device = (person) => `/devices/${collector.device(person).id}`;

  /** @type {[string, (page: Page) => Promise<void>][]} */
  const screens = [
    ["sign-in", async (page) => void (await page.goto("/"))],
    ["devices", async (page) => arrive(page, "/devices", "tr[data-device]").then(() => counted(page))],
    ["devices, nothing fits", async (page) => arrive(page, "/devices?q=nobody", "a[href='/devices']")],
    ["devices, none yet", async (page) => {
      collector.devices = [];
      await arrive(page, "/devices", "code");
    }],
    ["devices, no company yet", async (page) => {
      collector.devices = [];
      collector.companies = [];
      await arrive(page, "/devices", "code");
    }],
    ["devices, broken", async (page) => {
      collector.broken.set("/devices", 500);
      await arrive(page, "/devices", "[role=alert]");
    }],
    ["device, failing", async (page) => arrive(page, device("Ana Prieto"), "[data-check]")],
    ["device, very stale", async (page) => arrive(page, device("Wim de Boer"), "[data-check]")],
    ["device, right to left", async (page) => arrive(page, device("نور الهدى"), "[data-check]")],
    ["device, hostile", async (page) => arrive(page, device(HOSTILE), "[data-check]")],
    ["device, never reported", async (page) => arrive(page, device(null), "aside")],
    ["device, not found", async (page) => arrive(page, "/devices/nothing", "[role=alert]")],
    ["device, exact report", async (page) => {
      await arrive(page, device("Ana Prieto"), "[data-check]");
      await page.locator("main [aria-controls]").last().click();
      await page.locator("pre").waitFor();
    }],
    ["keys", async (page) => {
      await arrive(page, "/devices", "tr[data-device]");
      await counted(page);
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    }],
    ["nowhere", async (page) => arrive(page, "/nowhere", "main a")],
  ];

  for (const { name, ...options } of LOOKS) {
    for (const [screen, go] of screens) {
      test(`${screen} is sound: ${name}`, (page) => soundly(page, go, pictures && join(pictures, `${screen} – ${name}.png`)), options);
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
  assert.deepEqual(complaints.filter((complaint) => !/status of (401|404|500)/.test(complaint)), []);
}

/** @param {Page} page */
async function counted(page) {
  await page.locator("nav strong", { hasText: /\d/ }).first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} sign
 */
async function arrive(page, path, sign) {
  await openSignedIn(page, path);
  await page.locator(sign).first().waitFor();
}

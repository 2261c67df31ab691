// A window of the wizard under test: its CSP, its clock, and what it must not complain of.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

import { complaintsOf, serve } from "@porchlight/kit/testing";

// What the shipped window allows, without the scheme by which it reaches Rust.
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'";
const NOW = new Date("2026-11-22T12:00:00Z");

// In milliseconds; a test that waits for what never comes fails soon.
const PATIENCE = 20_000;

/** @typedef {import("playwright-core").Page} Page */

export const PREVIEW = fileURLToPath(new URL("../../.svelte-kit/preview", import.meta.url));
export const SHIPPED = fileURLToPath(new URL("../../build", import.meta.url));

/** The app with the stand-in for Rust. @param {string} [first] a script that runs before its own */
export function servePreview(first) {
  return serve(PREVIEW, CSP, first);
}

/** The app as it is shipped. */
export function serveShipped() {
  return serve(SHIPPED, CSP);
}

/**
 * A window for many stories, one after another.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin of the app with the stand-in
 * @param {import("playwright-core").BrowserContextOptions} options
 */
export function windowFor(browser, origin, options) {
  /** @type {Promise<{ page: Page, complaints: string[] }> | undefined} */
  let opened;
  return {
    /**
     * Begins `story`, hands its page to `use`, and fails on any complaint of it.
     *
     * @param {string} story
     * @param {(page: Page) => Promise<void>} use
     */
    async tell(story, use) {
      opened ??= begin(browser, origin, options);
      const { page, complaints } = await opened;
      complaints.length = 0;
      await page.evaluate(turnTo, story);
      await use(page);
      assert.deepEqual(complaints, [], complaints.join("\n"));
    },
  };
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin
 * @param {import("playwright-core").BrowserContextOptions} options
 */
async function begin(browser, origin, options) {
  const opened = await open(browser, options);
  await opened.page.goto(origin);
  await opened.page.locator("h1").waitFor();
  return opened;
}

/**
 * In the page: begins a story by way of another page, so that nothing of the last one is left, and waits until it is drawn.
 *
 * @param {string} story
 */
export async function turnTo(story) {
  const { tell } = /** @type {{ tell: (name: string) => void }} */ (/** @type {unknown} */ (window));
  tell(story.startsWith("declined") ? "notice" : "declined");
  await new Promise((done) => setTimeout(() => requestAnimationFrame(done)));
  tell(story);
  await new Promise((done) => setTimeout(() => requestAnimationFrame(done)));
}

/**
 * Opens `address` in a window of its own, hands it to `use`, and fails on any complaint of the page.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions & { before?: () => void }} options with what runs before the page's own scripts
 * @param {(page: Page) => Promise<void>} use
 */
export async function inWindow(browser, address, { before, ...options }, use) {
  const { page, complaints } = await open(browser, options, before);
  try {
    await page.goto(address);
    await page.locator("h1").waitFor();
    await use(page);
    assert.deepEqual(complaints, [], complaints.join("\n"));
  } finally {
    await page.context().close();
  }
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {() => void} [before]
 */
async function open(browser, options, before) {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
    viewport: { width: 1080, height: 720 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (before !== undefined) {
    await page.addInitScript(before);
  }
  await page.clock.setFixedTime(NOW);
  return { page, complaints: complaintsOf(page) };
}

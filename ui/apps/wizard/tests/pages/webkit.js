// Every page in WebKitGTK, the engine of the real window on Linux: what axe-core finds, whether it fits, what it
// complains of, and where the keyboard gets to.

import assert from "node:assert/strict";

import {
  assertAccessible,
  assertContrast,
  assertFitsWidth,
  assertNothingCut,
  assertNothingMoves,
  assertTargetsAtLeast,
  requireWebKit,
  startWebKit,
} from "@porchlight/kit/testing";

import { NARROW, STORIES } from "./stories.js";
import { servePreview, turnTo } from "./window.js";

/** @typedef {import("@porchlight/kit/testing").WebKitPage} WebKitPage */

const WIDE = { width: 1080, height: 720 };

/** Each in light and in dark, side by side: axe-core takes its time in WebKit. */
const LANGUAGES = ["en", "es"];

/** @typedef {{ language: string, dark: boolean }} Look */

/**
 * In the page, before its own scripts: puts down all that is wrong, and says which language is wanted.
 *
 * @param {string} language
 */
function watch(language) {
  /** @type {string[]} */
  const complaints = [];
  const listen = (/** @type {string} */ type, /** @type {(event: any) => unknown} */ say) =>
    window.addEventListener(type, (event) => complaints.push(`${type}: ${say(event)}`), { capture: true });
  listen("error", ({ message, target }) => message ?? target.src ?? target.href);
  listen("unhandledrejection", ({ reason }) => reason);
  listen("securitypolicyviolation", ({ violatedDirective, blockedURI }) => `${violatedDirective}, ${blockedURI}`);
  for (const level of /** @type {const} */ (["error", "warn"])) {
    console[level] = (...words) => complaints.push(`console: ${words.join(" ")}`);
  }
  Object.assign(window, { complaints });
  Object.defineProperty(navigator, "languages", { value: [language] });
}

/**
 * @param {import("@porchlight/kit/testing").Suite} suite
 * @returns {Promise<() => Promise<void>>} closes what was opened
 */
export async function testInWebKit(suite) {
  requireWebKit();
  const servers = await Promise.all(LANGUAGES.map((language) => servePreview(`(${watch})("${language}");`)));
  const windows = servers.flatMap(({ origin }, at) => {
    const language = LANGUAGES[at] ?? "";
    return [
      windowFor(origin, { language, dark: false }, assertSound),
      windowFor(origin, { language, dark: true }, assertContrast),
    ];
  });
  for (const story of STORIES) {
    suite.test(`${story} in WebKit is accessible, fits every window, and is reached by the keyboard`, async () => {
      const told = await Promise.allSettled(windows.map((window) => window.tell(story)));
      const failed = told.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
      assert.deepEqual(failed, [], failed.join("\n"));
    });
  }
  return async () => {
    await Promise.all(windows.map((window) => window.close()));
    servers.forEach((server) => server.close());
  };
}

/** The page as it is looked at most closely. @param {WebKitPage} page */
async function assertSound(page) {
  await assertFocusAtTop(page);
  await assertReached(page);
  await assertNothingMoves(page);
  await assertAccessible(page);
  for (const room of [...NARROW, WIDE]) {
    await page.setViewportSize(room);
    await assertFitsWidth(page);
    await assertNothingCut(page);
    await assertTargetsAtLeast(page, 44);
  }
}

/**
 * A window for many stories, one after another; it opens with the first of them.
 *
 * @param {string} origin of the app with the stand-in
 * @param {Look} look
 * @param {(page: WebKitPage) => Promise<void>} use
 */
function windowFor(origin, look, use) {
  /** @type {Promise<WebKitPage> | undefined} */
  let opened;
  return {
    /** Begins `story`, looks at its page, and fails on any complaint of it. @param {string} story */
    async tell(story) {
      opened ??= open(origin, look);
      try {
        const page = await opened;
        await page.evaluate(turnTo, story);
        await use(page);
        const complaints = await page.evaluate(() => /** @type {any} */ (window).complaints.splice(0));
        assert.deepEqual(complaints, [], complaints.join("\n"));
      } catch (error) {
        throw new Error(`${look.language}, ${look.dark ? "dark" : "light"}: ${error instanceof Error ? error.message : error}`);
      }
    },

    async close() {
      await (await opened)?.close();
    },
  };
}

/** @param {string} origin @param {Look} look */
async function open(origin, { language, dark }) {
  const page = await startWebKit({ dark });
  await page.setViewportSize(WIDE);
  await page.goto(origin);
  await page.evaluate(untilDrawn);
  const seen = await page.evaluate(() => ({
    language: document.documentElement.lang,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  }));
  assert.deepEqual(seen, { language, dark }, "the window is not as it was asked for");
  return page;
}

/** In the page: waits until it has a heading. @returns {Promise<void>} */
async function untilDrawn() {
  while (document.querySelector("h1") === null) {
    await new Promise((done) => requestAnimationFrame(done));
  }
}

/** The focus is on what went wrong, or else on the heading. @param {WebKitPage} page */
async function assertFocusAtTop(page) {
  const elsewhere = await page.evaluate(() => {
    const wanted = document.querySelector("main [role='alert'][tabindex='-1']") ?? document.querySelector("h1");
    return wanted === document.activeElement ? null : (document.activeElement?.outerHTML.slice(0, 120) ?? "nothing");
  });
  assert.equal(elsewhere, null, `the focus is on ${elsewhere}`);
}

/** From there, Tab comes by all that can be pressed below, in the order of the page. @param {WebKitPage} page */
async function assertReached(page) {
  const { below, primary } = await page.evaluate(listenForFocus);
  await page.tab(below.length);
  const reached = await page.evaluate(() => /** @type {any} */ (window).reached);
  assert.deepEqual(reached, below, "Tab goes another way");
  assert.deepEqual(primary.filter((button) => !below.includes(button)), [], "the primary button is out of reach");
}

/** In the page: begins to put down where the keyboard gets to, and names what is below the focus, in its order. */
function listenForFocus() {
  const nameOf = (/** @type {Element | null} */ element) => `${element?.tagName} ${element?.id || element?.textContent?.trim()}`;
  const focus = document.activeElement ?? document.body;
  /** @type {HTMLElement[]} */
  const pressable = [...document.querySelectorAll(/** @type {"button"} */ ("main :is(a[href], button, input, select, [tabindex])"))];
  const below = pressable.filter(
    (element) =>
      element.tabIndex >= 0 &&
      element.getClientRects().length > 0 &&
      (focus.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  /** @type {string[]} */
  const reached = [];
  Object.assign(window, { reached });
  document.onkeyup = () => reached.push(nameOf(document.activeElement));
  return { below: below.map(nameOf), primary: [...document.querySelectorAll("main .primary")].map(nameOf) };
}

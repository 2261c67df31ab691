// One page under test: what it complains about, and what axe-core finds in it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const CONTRAST = { type: "rule", values: ["color-contrast"] };

/** @typedef {Pick<import("playwright-core").Page, "evaluate">} Page as any browser has it, for whatever looks at it from inside */

/**
 * Collects all that `page` reports as wrong: errors of scripts, missing texts, what the CSP blocked.
 *
 * @param {import("playwright-core").Page} page
 * @returns {string[]} filled as complaints come
 */
export function complaintsOf(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (!LEFT.includes(why)) complaints.push(`request: ${request.url()}: ${why}`);
  });
  return complaints;
}

/** What Chromium and WebKit say of a request whose page was left before its answer: no fault of anybody's. */
const LEFT = ["net::ERR_ABORTED", "Load request cancelled"];

/**
 * Fails if axe-core finds anything wrong with the page as it stands.
 *
 * @param {Page} page
 */
export async function assertAccessible(page) {
  await assertNoViolation(page, ALL);
}

/**
 * Fails if axe-core finds words that stand out too little: all that can change with the colours.
 *
 * @param {Page} page
 */
export async function assertContrast(page) {
  await assertNoViolation(page, CONTRAST);
}

/**
 * @param {Page} page
 * @param {{ type: string, values: string[] }} runOnly
 */
async function assertNoViolation(page, runOnly) {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(AXE);
  }
  const violations = await page.evaluate(async (runOnly) => {
    const axe = /** @type {any} */ (window).axe;
    /** @type {import("axe-core").AxeResults} */
    const found = await axe.run(document, { runOnly, resultTypes: ["violations"], elementRef: false });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n    ${node.failureSummary}`));
  }, runOnly);
  assert.deepEqual(violations, [], `axe-core:\n${violations.join("\n")}`);
}

/**
 * Fails if the page is wider than its window, so that people would have to scroll sideways.
 *
 * @param {Page} page
 */
export async function assertFitsWidth(page) {
  const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok((content ?? 0) <= (room ?? 0), `the page is ${content} px wide in a window of ${room} px`);
}

/**
 * Fails if something to press is smaller than `least` px in either direction; links inside a sentence may be.
 *
 * @param {Page} page
 * @param {number} least
 */
export async function assertTargetsAtLeast(page, least) {
  const small = await page.evaluate((px) => {
    const targets = [...document.querySelectorAll("button, input, select, summary, a[href]")];
    return targets
      .filter((target) => target.closest("p") === null && target.getClientRects().length > 0)
      .map((target) => ({ box: target.getBoundingClientRect(), html: target.outerHTML.slice(0, 120) }))
      .filter(({ box }) => box.width < px || box.height < px)
      .map(({ box, html }) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${html}`);
  }, least);
  assert.deepEqual(small, [], `smaller than ${least} px:\n${small.join("\n")}`);
}

/**
 * Fails if words stand outside the window, or are cut off by something around them.
 *
 * @param {Page} page
 */
export async function assertNothingCut(page) {
  const cut = await page.evaluate(() => {
    /** @param {Element | null} element @returns {Element | null} what cuts off or scrolls, from the inside out */
    const clipperOf = (element) => {
      if (element === null || getComputedStyle(element).overflowX !== "visible") {
        return element;
      }
      return clipperOf(element.parentElement);
    };
    /** @param {Text} text */
    const isCut = (text) => {
      const around = text.parentElement;
      if (around === null || around.closest(".visually-hidden, script, style") !== null) {
        return false;
      }
      const range = document.createRange();
      range.selectNodeContents(text);
      const clipper = clipperOf(around);
      const room = clipper?.getBoundingClientRect() ?? { left: 0, right: window.innerWidth };
      return [...range.getClientRects()].some((box) => box.width > 0 && (box.left < room.left - 1 || box.right > room.right + 1));
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (isCut(/** @type {Text} */ (node))) {
        found.push(node.textContent?.trim() ?? "");
      }
    }
    return found;
  });
  assert.deepEqual(cut, [], `cut off:\n${cut.join("\n")}`);
}

/**
 * Fails if anything still moves, for those who asked their system that nothing does.
 *
 * @param {Page} page
 */
export async function assertNothingMoves(page) {
  const moving = await page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const lasts = Number(animation.effect?.getComputedTiming().duration ?? 0);
      return lasts > 1 ? [`${lasts} ms: ${animation.id || animation.constructor.name}`] : [];
    }),
  );
  assert.deepEqual(moving, []);
}

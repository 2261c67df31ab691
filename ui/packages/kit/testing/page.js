// One page under test: what it complains about, and what axe-core finds in it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

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
  page.on("requestfailed", (request) => complaints.push(`request: ${request.url()}`));
  return complaints;
}

/**
 * Fails if axe-core finds anything wrong with the page as it stands.
 *
 * @param {import("playwright-core").Page} page
 */
export async function assertAccessible(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (tags) => {
    const axe = /** @type {import("axe-core")} */ (/** @type {any} */ (window).axe);
    const found = await axe.run(document, { runOnly: tags });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n    ${node.failureSummary}`));
  }, TAGS);
  assert.deepEqual(violations, [], `axe-core:\n${violations.join("\n")}`);
}

/**
 * Fails if the page is wider than its window, so that people would have to scroll sideways.
 *
 * @param {import("playwright-core").Page} page
 */
export async function assertFitsWidth(page) {
  const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok((content ?? 0) <= (room ?? 0), `the page is ${content} px wide in a window of ${room} px`);
}

/**
 * Fails if something to press is smaller than `least` px in either direction; links inside a sentence may be.
 *
 * @param {import("playwright-core").Page} page
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

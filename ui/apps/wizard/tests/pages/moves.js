// What a person does on a page, with the mouse or with the keyboard alone.

import assert from "node:assert/strict";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Waits until the page has this heading and the focus is where it should be.
 *
 * @param {Page} page
 * @param {string | RegExp} name
 */
export async function arriveAt(page, name) {
  const heading = page.getByRole("heading", { level: 1, name });
  await heading.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
}

/**
 * Waits until the page has this heading and a problem that has the focus.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function arriveAtProblem(page, name) {
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert");
}

/**
 * @param {Page} page
 * @param {string} name
 */
export async function press(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
}

/**
 * Goes forward with Tab to what has this name, and presses it.
 *
 * @param {Page} page
 * @param {string | RegExp} name
 * @param {string} [key]
 */
export async function tabTo(page, name, key = "Enter") {
  await pressOn(page, name, "Tab", key);
}

/**
 * Goes back with Shift and Tab to what has this name, and presses it.
 *
 * @param {Page} page
 * @param {string | RegExp} name
 */
export async function tabBack(page, name) {
  await pressOn(page, name, "Shift+Tab", "Enter");
}

/** @param {Page} page @param {string | RegExp} name @param {string} way @param {string} key */
async function pressOn(page, name, way, key) {
  const heard = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press(way);
    const focus = page.locator(":focus");
    const label = (await focus.count()) === 0 ? "" : bare(await focus.evaluate(nameOf));
    heard.push(label);
    if (typeof name === "string" ? label === name : name.test(label)) {
      await assertInSight(focus);
      await page.keyboard.press(key);
      return;
    }
  }
  assert.fail(`no ${name} on the way of Tab: ${heard.join(" · ")}`);
}

/** In the page: what something is called. @param {Element} element */
function nameOf(element) {
  const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const labels = ids.map((id) => document.getElementById(id)?.textContent ?? "");
  return (labels.join(" ") || (element.textContent ?? "")).replaceAll(/\s+/g, " ").trim();
}

/** What has the focus must be in sight, and nothing may lie over it. @param {import("playwright-core").Locator} focus */
async function assertInSight(focus) {
  const isSeen = await focus.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
    return above !== null && (element.contains(above) || above.contains(element));
  });
  assert.ok(isSeen, "the focus is hidden");
}

/** The isolation marks that Fluent puts around values. @param {string} text */
export const bare = (text) => text.replaceAll(/[\u2068\u2069]/g, "");

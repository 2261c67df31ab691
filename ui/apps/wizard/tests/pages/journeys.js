// What a person does in the wizard, step by step, and what they must find.

import assert from "node:assert/strict";

import { inWindow, servePreview } from "./window.js";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Waits until the page has this heading and the focus is where it should be.
 *
 * @param {Page} page
 * @param {string | RegExp} name
 */
async function arriveAt(page, name) {
  const heading = page.getByRole("heading", { level: 1, name });
  await heading.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function press(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
}

/** The isolation marks that Fluent puts around values. @param {string} text */
const bare = (text) => text.replaceAll(/[\u2068\u2069]/g, "");

/** @type {{ name: string, query: string, play: (page: Page) => Promise<void> }[]} */
const JOURNEYS = [
  {
    name: "from the notice to the receipt, every page takes the focus and names the window",
    query: "fake=notice&pace=5",
    async play(page) {
      await arriveAt(page, "Your computer, your choice");
      assert.equal(await page.title(), "Your computer, your choice");
      await press(page, "Check my computer");
      await arriveAt(page, "Enter your invitation");
      await page.getByLabel("Invitation code or link").fill("K7Q2M-9X4TB");
      await press(page, "Look up my invitation");
      await arriveAt(page, /Set up this computer for .*Bramble & Co\./);
      await page.getByRole("button", { name: /^Yes, set up this computer for/ }).click();
      await arriveAt(page, "Let’s get this computer ready");
      assert.equal(bare(await page.title()), "Let’s get this computer ready – Bramble & Co.");
      assert.equal(await page.getByRole("button", { name: /Read and send your report/ }).count(), 0);
      await page.getByRole("button", { name: /^Check your computer/ }).click();
      await arriveAt(page, "Your computer");
      await press(page, "Start checking");
      await press(page, "Read your report");
      await arriveAt(page, "Read your report");
      await page.getByRole("button", { name: /^Send this report to .*Bramble & Co\..*’s help desk/ }).click();
      await arriveAt(page, "Your report has arrived");
      await page.getByText("PL-7F3K-Q2").waitFor();
      await page.getByText("You are ready to work.").waitFor();
      assert.equal(await page.locator("svg .lit").count() > 3, true, "the porch light is on");
    },
  },
  {
    name: "the whole way works with the keyboard alone",
    query: "fake=notice&pace=5",
    async play(page) {
      await arriveAt(page, "Your computer, your choice");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await arriveAt(page, "Enter your invitation");
      await page.keyboard.press("Tab");
      await page.keyboard.type("K7Q2M9X4TB");
      await page.keyboard.press("Enter");
      await arriveAt(page, /Set up this computer/);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await arriveAt(page, "Let’s get this computer ready");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await arriveAt(page, "Your computer");
    },
  },
  {
    name: "a problem takes the focus, stands beside its field in the same words, and leads to it",
    query: "fake=invite-asks-address&pace=5",
    async play(page) {
      await page.getByLabel("Invitation code or link").fill("K7Q2M-9X4TB");
      await press(page, "Look up my invitation");
      const summary = page.getByRole("alert");
      await summary.waitFor();
      assert.equal(await summary.evaluate((element) => element === document.activeElement), true);
      assert.match(await page.title(), /^Error: /);
      const words = await summary.getByRole("link").innerText();
      const beside = await page.locator("#address-error").innerText();
      assert.equal(bare(beside), `Error: ${words}`);
      await summary.getByRole("link").click();
      assert.equal(await page.evaluate(() => document.activeElement?.id), "address");
      assert.equal(await page.getByLabel("Invitation code or link").inputValue(), "K7Q2M-9X4TB");
      await page.keyboard.type("https://help.example");
      await page.keyboard.press("Enter");
      await arriveAt(page, /Set up this computer/);
    },
  },
  {
    name: "a language can be chosen at any time, and the page says so",
    query: "fake=notice&pace=5",
    async play(page) {
      await press(page, "Español");
      await page.getByRole("heading", { level: 1, name: "Tu ordenador, tu decisión" }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), "es");
      assert.equal(await page.title(), "Tu ordenador, tu decisión");
      await press(page, "English");
      await page.getByRole("heading", { level: 1, name: "Your computer, your choice" }).waitFor();
    },
  },
  {
    name: "one can say no, and think again",
    query: "fake=notice&pace=5",
    async play(page) {
      await press(page, "I’d rather not use my own computer");
      await arriveAt(page, "That’s all right");
      await press(page, "I’ve changed my mind");
      await arriveAt(page, "Your computer, your choice");
    },
  },
  {
    name: "a missing key store offers the explicit yes to a file",
    query: "fake=confirm-no-key-store&pace=5",
    async play(page) {
      await page.getByRole("alert").waitFor();
      await press(page, "Yes, keep the key in a file");
      await page.getByText("The key of this computer is kept in a file", { exact: false }).waitFor();
      assert.equal(await page.getByRole("alert").count(), 0);
      await arriveAt(page, /Set up this computer/);
      await page.getByRole("button", { name: /^Yes, set up this computer for/ }).click();
      await arriveAt(page, "Let’s get this computer ready");
    },
  },
  {
    name: "checks stream in, and the finding leads back to the list",
    query: "fake=check-mixed-new&pace=1000",
    async play(page) {
      await page.clock.install();
      await press(page, "Start checking");
      await page.getByRole("heading", { level: 1, name: "Checking your computer" }).waitFor();
      assert.equal(await page.getByText("Looks good").count(), 0);
      await page.clock.runFor(1000);
      await page.getByText("Looks good").waitFor();
      assert.equal(await page.getByText("Checking", { exact: true }).count(), 3);
      await page.clock.runFor(3000);
      await page.getByText(/^\W*1\W* of \W*4\W* look good\./).waitFor();
      await page.getByRole("button", { name: /Must be mended/ }).click();
      await page.getByRole("heading", { name: "How to mend it" }).waitFor();
      await press(page, "Check again");
      await press(page, "Your computer");
      await arriveAt(page, "Your computer");
    },
  },
  {
    name: "what was mended says so, and takes the focus",
    query: "fake=finding-mended&pace=5",
    async play(page) {
      await page.getByText("Must be mended").waitFor();
      await press(page, "Check again");
      await page.getByText("Looks good").waitFor();
      await arriveAt(page, "Your disk is protected");
    },
  },
  {
    name: "the focus stays on the button that runs the checks",
    query: "fake=check-new&pace=5",
    async play(page) {
      await press(page, "Start checking");
      await page.getByText(/look good\./).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), "Check all again");
    },
  },
  {
    name: "the exact data on the screen is the data to be sent, character by character",
    query: "fake=report&pace=5",
    async play(page) {
      await press(page, "View exact data");
      const exact = await page.locator("pre").innerText();
      assert.equal(JSON.parse(exact).schema, "porchlight.report/1");
      assert.equal(exact, JSON.stringify(JSON.parse(exact), null, 2));
    },
  },
  {
    name: "a report that waits says so, and goes on the next try",
    query: "fake=receipt-offline&pace=5",
    async play(page) {
      await arriveAt(page, "Waiting for internet");
      assert.equal(await page.getByText("PL-7F3K-Q2").count(), 0);
      await press(page, "Try now");
      await arriveAt(page, "Your report has arrived");
    },
  },
  {
    name: "the name of the program stands only in About, which gives the focus back",
    query: "fake=notice&pace=5",
    async play(page) {
      assert.equal(await page.getByText("Porchlight").count(), 0);
      await press(page, "About this app");
      await page.getByRole("dialog", { name: "About Porchlight" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await page.waitForFunction(() => document.activeElement?.textContent?.includes("About this app"));
    },
  },
];

/**
 * @param {import("@porchlight/kit/testing").Suite} suite
 * @param {import("playwright-core").Browser} browser
 */
export async function testJourneys(suite, browser) {
  const server = await servePreview();
  for (const { name, query, play } of JOURNEYS) {
    suite.test(name, () => inWindow(browser, `${server.origin}/?${query}`, {}, play));
  }
  return server.close;
}

// What a person does in the wizard, step by step, and what they must find.

import assert from "node:assert/strict";

import { arriveAt, arriveAtProblem, bare, press, tabBack, tabTo } from "./moves.js";
import { inWindow, servePreview } from "./window.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {{ name: string, query: string, locale?: string, play: (page: Page) => Promise<void> }[]} */
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
    name: "the whole way, to the report and back again, works with the keyboard alone",
    query: "fake=notice&pace=5",
    async play(page) {
      await arriveAt(page, "Your computer, your choice");
      await tabTo(page, "Check my computer");
      await arriveAt(page, "Enter your invitation");
      await page.keyboard.press("Tab");
      await page.keyboard.type("K7Q2M9X4TB");
      await page.keyboard.press("Enter");
      await arriveAt(page, /Set up this computer/);
      await tabTo(page, /^Yes, set up/);
      await arriveAt(page, "Let’s get this computer ready");
      await tabTo(page, /Check your computer/);
      await arriveAt(page, "Your computer");
      await tabTo(page, "Start checking");
      await page.getByText(/look good\./).waitFor();
      await tabTo(page, /Worth mending/);
      await arriveAt(page, "Your screen locks a little late");
      await tabTo(page, "I can’t do this");
      await page.getByText("can help you", { exact: false }).waitFor();
      await tabBack(page, "Your computer");
      await arriveAt(page, "Your computer");
      await tabTo(page, "Read your report");
      await arriveAt(page, "Read your report");
      await tabTo(page, "Leave this out Screen lock", "Space");
      await page.getByText("You left this out").waitFor();
      await tabTo(page, "View exact data");
      await page.locator("pre", { hasText: "not_shared" }).waitFor();
      await tabTo(page, /^Send this report to/);
      await arriveAt(page, "Your report has arrived");
      await tabTo(page, "What was sent");
      await arriveAt(page, "What was sent");
      await tabTo(page, /Today/);
      await arriveAt(page, /Report .*PL-7F3K-Q2/);
      await tabTo(page, "Take this report back");
      await tabTo(page, "Yes, take it back");
      await page.getByText("You took this report back", { exact: false }).waitFor();
      await arriveAt(page, /Report .*PL-7F3K-Q2/);
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
      await page.getByText("We checked nothing and sent nothing.").waitFor();
      await press(page, "I’ve changed my mind");
      await arriveAt(page, "Your computer, your choice");
    },
  },
  {
    name: "one can say no at any time, read what the company has, and take a report back",
    query: "fake=home-ready&pace=5",
    async play(page) {
      await press(page, "I’d rather not use my own computer");
      await arriveAt(page, "That’s all right");
      await page.getByRole("heading", { name: /^What .*Bramble & Co\..* has$/ }).waitFor();
      await press(page, "See what was sent, or take it back");
      await arriveAt(page, "What was sent");
      await page.getByRole("button", { name: /PL-9T4V-H6/ }).click();
      await press(page, "Take this report back");
      const question = page.getByRole("heading", { name: "Take this report back?" });
      assert.equal(await question.evaluate((element) => element === document.activeElement), true);
      await press(page, "No, leave it there");
      const trigger = page.getByRole("button", { name: "Take this report back" });
      assert.equal(await trigger.evaluate((element) => element === document.activeElement), true);
      await trigger.click();
      await press(page, "Yes, take it back");
      await page.getByText("You took this report back", { exact: false }).waitFor();
      await arriveAt(page, /Report .*PL-9T4V-H6/);
      assert.equal(await page.getByRole("button", { name: "Take this report back" }).count(), 0);
      await press(page, "What was sent");
      assert.equal(await page.getByText("Taken back", { exact: true }).count(), 2);
    },
  },
  {
    name: "without internet, a report cannot be taken back yet, and the page says so calmly",
    query: "fake=sent-offline&pace=5",
    async play(page) {
      await press(page, "Take this report back");
      await press(page, "Yes, take it back");
      await page.getByRole("status").getByText("This computer has no internet connection.").waitFor();
      assert.equal(await page.getByRole("alert").count(), 0);
      assert.doesNotMatch(await page.title(), /^Error/);
      await press(page, "Yes, take it back");
      await page.getByText("You took this report back", { exact: false }).waitFor();
    },
  },
  {
    name: "a copy of everything says where it went",
    query: "fake=history&pace=5",
    async play(page) {
      await press(page, "Save a copy of everything");
      await page.getByRole("status").getByText("/home/ana/Downloads/reports-2026-11-22.json").waitFor();
    },
  },
  {
    name: "no internet is a state and not an error: what was typed stays, and the next try goes on",
    query: "fake=invite-goes-offline&pace=5",
    async play(page) {
      await page.getByLabel("Invitation code or link").fill("K7Q2M-9X4TB");
      await press(page, "Look up my invitation");
      await page.getByRole("status").getByText("This computer has no internet connection.").waitFor();
      assert.equal(await page.getByRole("alert").count(), 0);
      assert.equal(await page.title(), "Enter your invitation");
      await press(page, "Look up my invitation");
      await arriveAt(page, /Set up this computer/);
    },
  },
  {
    name: "a side that could not start has one thing to do, and goes on from there",
    query: "fake=stopped&pace=5",
    async play(page) {
      await arriveAtProblem(page, "The app could not start");
      assert.equal(await page.getByRole("main").getByRole("button").count(), 1);
      await press(page, "Try again");
      await arriveAt(page, "Your computer, your choice");
    },
  },
  {
    name: "what a person says to a finding is in the list and in the report, and can be taken back",
    query: "fake=finding-fail&pace=5",
    async play(page) {
      const wrong = page.getByRole("button", { name: "I think this is wrong", exact: true });
      await wrong.click();
      await page.getByText("can look into it", { exact: false }).waitFor();
      assert.equal(await wrong.getAttribute("aria-pressed"), "true");
      await press(page, "I can’t do this");
      assert.equal(await wrong.getAttribute("aria-pressed"), "false");
      await press(page, "Your computer");
      await page.getByText("You said: I can’t do this.").waitFor();
      await press(page, "Read your report");
      await page.getByText("You said: I can’t do this.").waitFor();
      await press(page, "Your tasks");
      await page.getByRole("button", { name: /^Check your computer/ }).click();
      await page.getByRole("button", { name: /Must be mended/ }).click();
      await press(page, "I can’t do this");
      await page.getByText("Tell us here.", { exact: false }).waitFor();
    },
  },
  {
    name: "the settings can be opened, and if not, the page says so",
    query: "fake=finding-no-settings&pace=5",
    async play(page) {
      await press(page, "Open settings");
      await page.getByRole("alert").getByText("The settings page did not open.").waitFor();
      await press(page, "Open settings");
      await page.getByRole("alert").waitFor({ state: "detached" });
    },
  },
  {
    name: "checks can be stopped: what they found stays, and the focus is not lost",
    query: "fake=check-new&pace=1000",
    async play(page) {
      await page.clock.install();
      await press(page, "Start checking");
      await page.clock.runFor(1000);
      await page.getByText("Looks good").waitFor();
      await press(page, "Stop checking");
      await page.clock.runFor(1000);
      await page.getByText(/^\W*1\W* of \W*\d\W* checks are done\./).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), "Check all again");
      assert.equal(await page.getByRole("button", { name: "Read your report" }).count(), 0);
    },
  },
  {
    name: "what is left out is never shown as failing, and the box follows the state",
    query: "fake=report-mixed&pace=5",
    async play(page) {
      const box = page.getByRole("checkbox", { name: "Leave this out Screen lock" });
      await box.click();
      await page.getByText("Not shared", { exact: true }).waitFor();
      assert.equal(await box.isChecked(), true);
      assert.equal(await page.getByText("Worth mending").count(), 0);
      await box.click();
      await page.getByText("Worth mending").waitFor();
      assert.equal(await box.isChecked(), false);
      assert.equal(await page.getByRole("checkbox", { name: /Disk protection/ }).count(), 0);
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
      const rows = await page.getByRole("main").getByRole("listitem").count();
      assert.equal(await page.getByText("Checking", { exact: true }).count(), rows - 1);
      await page.clock.runFor(1000 * rows);
      await page.getByText(/^\W*\d\W* of \W*\d\W* look good\./).waitFor();
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
    name: "from right to left, the panel, the rows and the arrows stand the other way round",
    query: "fake=history&pace=5",
    locale: "ar-XB",
    async play(page) {
      assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
      const leftOf = async (/** @type {import("playwright-core").Locator} */ one) => (await one.boundingBox())?.x ?? NaN;
      assert.ok((await leftOf(page.getByRole("banner"))) > (await leftOf(page.getByRole("main"))), "the panel is on the right");
      const row = page.getByRole("main").getByRole("listitem").first();
      assert.ok((await leftOf(row.locator(".mark"))) > (await leftOf(row.locator(".forward"))), "rows begin on the right");
      const path = page.getByText("/home/ana", { exact: false });
      await page.getByRole("main").locator("footer button").click();
      const [words, note] = [await path.boundingBox(), await path.locator("..").boundingBox()];
      assert.ok((words?.x ?? 0) > (note?.x ?? 0) + 1, "what is written from left to right stands at the right, too");
      const arrow = row.locator(".forward svg");
      assert.equal(await arrow.evaluate((svg) => getComputedStyle(svg).transform), "matrix(-1, 0, 0, 1, 0, 0)");
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
  for (const { name, query, locale = "en-GB", play } of JOURNEYS) {
    suite.test(name, () => inWindow(browser, `${server.origin}/?${query}`, { locale }, play));
  }
  return server.close;
}

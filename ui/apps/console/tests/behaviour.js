// What the console does, as somebody at a help desk sees it.

import assert from "node:assert/strict";

import { complaintsOf } from "@porchlight/kit/testing";

import { openSignedIn, plain, rowOf } from "./signed-in.js";
import { HOSTILE, PASSWORD, TECHNICIAN } from "./stand-in/content.js";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

/**
 * @param {import("./looks.js").Test} test
 * @param {import("./stand-in/server.js").StandIn} collector
 */
export function behaviour(test, collector) {
  signingIn(test, collector);
  filtering(test, collector);
  news(test, collector);
  keys(test);
  reading(test, collector);
}

/** @type {(test: import("./looks.js").Test, collector: import("./stand-in/server.js").StandIn) => void} */
function signingIn(test, collector) {
  test("a wrong password is said, focused, and nothing typed is lost", async (page) => {
    await page.goto("/devices");
    await page.getByLabel("E-mail").fill(TECHNICIAN.email);
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    const summary = page.getByRole("alert");
    await summary.getByText("wrong").first().waitFor();
    assert.equal(await summary.evaluate((element) => element === document.activeElement), true);
    assert.equal(await page.getByLabel("E-mail").inputValue(), TECHNICIAN.email);
    assert.match(await page.title(), /^Error: /);
  });

  test("an empty field is named before anything is sent", async (page) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByRole("link", { name: "Enter your e-mail address" }).click();
    assert.equal(await page.getByLabel("E-mail").evaluate((element) => element === document.activeElement), true);
  });

  test("signing in leads to the page that was asked for", async (page) => {
    const path = `/devices/${collector.device("Tom Ashby").id}`;
    await page.goto(path);
    await page.getByLabel("E-mail").fill(TECHNICIAN.email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Tom Ashby" }).waitFor();
    assert.equal(new URL(page.url()).pathname, path);
  });

  test("signing out ends the session", async (page) => {
    await openSignedIn(page, "/devices");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  test("a session that ran out is said, and the page is still there afterwards", async (page) => {
    await openSignedIn(page, "/devices?q=Ana");
    await rowOf(page, "Ana Prieto").waitFor();
    await page.context().clearCookies();
    await page.getByRole("link", { name: "All devices" }).click();
    await page.getByText("Your session has ended").waitFor();
    await page.getByLabel("E-mail").fill(TECHNICIAN.email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await rowOf(page, "Ana Prieto").waitFor();
    assert.equal(new URL(page.url()).search, "?q=Ana");
  });

  test("the language can be changed and is remembered", async (page) => {
    await openSignedIn(page, "/devices");
    await page.getByLabel("Language").selectOption("es");
    await page.getByRole("heading", { level: 1, name: "Equipos" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Equipos" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "es");
  });
}

/** @type {(test: import("./looks.js").Test, collector: import("./stand-in/server.js").StandIn) => void} */
function filtering(test, collector) {
  test("the filter is the address, and the back button takes it back", async (page) => {
    await openSignedIn(page, "/devices");
    const rows = page.locator("tr[data-row]");
    await rows.nth(10).waitFor();
    await page.getByRole("combobox", { name: "Company" }).selectOption({ index: 1 });
    await page.waitForURL(/company=/);
    await page.getByRole("link", { name: "Failing" }).click();
    await page.waitForURL(/standing=must_mend/);
    await rows.nth(1).waitFor({ state: "detached" });
    assert.equal(await rows.count(), 1);
    await rowOf(page, "Ana Prieto").waitFor();

    await page.reload();
    await rowOf(page, "Ana Prieto").waitFor();
    assert.equal(await rows.count(), 1);

    await page.goBack();
    await rows.nth(4).waitFor();
    await page.goBack();
    await rows.nth(10).waitFor();
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await page.getByRole("combobox", { name: "Company" }).inputValue(), "");
  });

  test("every count stands with its n", async (page) => {
    await openSignedIn(page, "/devices");
    const all = collector.devices.length;
    const tile = page.getByRole("link", { name: "Ready to work" });
    await tile.getByText(/of/).waitFor();
    assert.equal(plain(await tile.textContent()), `6 of ${all} Ready to work`);
    assert.equal(plain(await page.getByRole("link", { name: "Never reported" }).textContent()), `2 of ${all} Never reported`);
  });

  test("a reference finds its device, one search is one step back", async (page) => {
    const device = collector.device("Lea Brandt");
    await openSignedIn(page, "/devices");
    await page.locator("tr[data-row]").nth(10).waitFor();
    await page.getByRole("searchbox").pressSequentially(device.reports[0]?.reference ?? "", { delay: 40 });
    await page.locator("tr[data-row]").nth(1).waitFor({ state: "detached" });
    await rowOf(page, "Lea Brandt").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("a:focus", { hasText: "Lea Brandt" }).waitFor();
    await page.goBack();
    await page.locator("tr[data-row]").nth(10).waitFor();
    assert.equal(await page.getByRole("searchbox").inputValue(), "");
  });

  test("what is left off is fetched when asked for", async (page) => {
    const [first] = collector.devices;
    assert.ok(first !== undefined);
    collector.devices = Array.from({ length: 120 }, (_, at) => ({
      ...first,
      id: `${String(at).padStart(8, "0")}-7c1f-7d52-9c5b-2f0f6d0c9a11`,
      person: `Person ${at}`,
    }));
    await openSignedIn(page, "/devices");
    await page.getByText("50 of 120 devices").or(page.getByText(/50.* of .*120/)).first().waitFor();
    await page.getByRole("button", { name: "Show more" }).click();
    await page.locator("tr[data-row]").nth(99).waitFor();
    await page.getByRole("button", { name: "Show more" }).click();
    await page.locator("tr[data-row]").nth(119).waitFor();
    await page.getByRole("button", { name: "Show more" }).waitFor({ state: "detached" });
  });
}

/** @type {(test: import("./looks.js").Test, collector: import("./stand-in/server.js").StandIn) => void} */
function news(test, collector) {
  test("a new report shows within a second, is announced, and moves neither focus nor page", async (page) => {
    await openSignedIn(page, "/devices");
    await page.getByText("Live", { exact: true }).waitFor();
    await rowOf(page, "Lea Brandt").getByRole("link").focus();
    const before = Date.now();
    collector.report("Priya Raman", "good");
    const row = rowOf(page, "Priya Raman");
    await row.getByText("Ready").waitFor();
    const tookMs = Date.now() - before;
    assert.ok(tookMs < 1000, `it took ${tookMs} ms`);
    assert.match((await row.getAttribute("class")) ?? "", /fresh/);
    await page.locator("[data-announcements]").getByText("New report from").waitFor();
    assert.equal(plain(await page.locator("[data-announcements]").textContent()), "New report from Priya Raman, Ostler Ltd.");
    assert.equal(await focused(page), "Lea Brandt");
    assert.equal(await page.evaluate(() => window.scrollY), 0);
  });

  test("a new computer shows before its first report", async (page) => {
    await openSignedIn(page, "/devices");
    await page.getByText("Live", { exact: true }).waitFor();
    collector.enrol("Newcomer");
    await rowOf(page, "Newcomer").getByText("Never reported").waitFor();
  });

  test("the device's own page follows its reports", async (page) => {
    await openSignedIn(page, `/devices/${collector.device("Ana Prieto").id}`);
    await page.locator("[data-check='disk.encryption'][data-standing='must_mend']").waitFor();
    await page.getByText("Live", { exact: true }).waitFor();
    collector.report("Ana Prieto", "good");
    await page.locator("[data-check='disk.encryption'][data-standing='good']").waitFor();
    await page.locator("[data-announcements]").getByText("A new report").waitFor();
  });

  test("what was missed on a busy line is there all the same", async (page) => {
    await openSignedIn(page, "/devices");
    await page.getByText("Live", { exact: true }).waitFor();
    collector.reportUnheard("Priya Raman", "good");
    await rowOf(page, "Priya Raman").getByText("Ready").waitFor();
  });

  test("a broken line is said, mends itself, and what was missed is there", async (page) => {
    await openSignedIn(page, "/devices");
    await page.getByText("Live", { exact: true }).waitFor();
    collector.breakLine();
    await page.getByText("Not live", { exact: true }).waitFor();
    collector.report("Priya Raman", "good");
    collector.mendLine();
    await page.getByText("Live", { exact: true }).waitFor();
    await rowOf(page, "Priya Raman").getByText("Ready").waitFor();
  });
}

/** @param {import("./looks.js").Test} test */
function keys(test) {
  test("j and k move, Enter opens, back returns to the row", async (page) => {
    await openSignedIn(page, "/devices");
    await rowOf(page, "Ana Prieto").waitFor();
    assert.equal(await focused(page), "Devices");
    await page.keyboard.press("j");
    assert.equal(await focused(page), "Ana Prieto");
    await page.keyboard.press("j");
    assert.equal(await focused(page), "Tom Ashby");
    await page.keyboard.press("k");
    assert.equal(await focused(page), "Ana Prieto");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Tom Ashby" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
    await page.goBack();
    await rowOf(page, "Tom Ashby").waitFor();
    assert.equal(await focused(page), "Tom Ashby");
  });

  test("the slash searches, and letters typed there are letters", async (page) => {
    await openSignedIn(page, "/devices");
    await rowOf(page, "Jo Marsh").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("jo");
    assert.equal(await page.getByRole("searchbox").inputValue(), "jo");
    await page.waitForURL(/q=jo/);
  });

  test("the question mark lists the keys, Escape closes it, and the keys can be turned off", async (page) => {
    await openSignedIn(page, "/devices");
    await rowOf(page, "Ana Prieto").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.getByLabel("Use single-letter keys").uncheck();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("j");
    assert.notEqual(await focused(page), "Ana Prieto");
  });
}

/** @type {(test: import("./looks.js").Test, collector: import("./stand-in/server.js").StandIn) => void} */
function reading(test, collector) {
  test("what fails comes first, and unknown looks different from failing", async (page) => {
    await openSignedIn(page, `/devices/${collector.device("Ana Prieto").id}`);
    await page.locator("[data-check]").first().waitFor();
    const standings = await page.locator("[data-check]").evaluateAll((items) => items.map((item) => item.getAttribute("data-standing")));
    assert.deepEqual(standings, ["must_mend", "unclear", "worth_mending", "good"]);
    const [failing, unknown] = await Promise.all(
      ["must_mend", "unclear"].map((standing) =>
        page.locator(`[data-standing='${standing}'] .standing .tag`).evaluate((tag) => ({
          words: tag.textContent?.trim(),
          icon: tag.querySelector("svg")?.innerHTML,
          line: getComputedStyle(tag).borderStyle,
          ground: getComputedStyle(tag).backgroundColor,
        })),
      ),
    );
    assert.deepEqual([failing?.words, unknown?.words], ["Failing", "Unknown"]);
    for (const trait of /** @type {const} */ (["icon", "line", "ground"])) {
      assert.notEqual(failing?.[trait], unknown?.[trait], trait);
    }
    await page.getByText("Ours to mend").waitFor();
  });

  test("an old report says so, in two steps", async (page) => {
    await openSignedIn(page, "/devices");
    assert.equal(plain(await rowOf(page, "Max Ferrer").locator(".when .tag").textContent()), "Stale");
    assert.equal(plain(await rowOf(page, "Wim de Boer").locator(".when .tag").textContent()), "Very stale");
    assert.equal(await rowOf(page, "Noor Haddad").locator(".when .tag").count(), 0);
  });

  test("the report is shown exactly as it was sent", async (page) => {
    const device = collector.device("Ana Prieto");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openSignedIn(page, `/devices/${device.id}`);
    await page.getByRole("button", { name: "Exact report as sent" }).first().click();
    const [report] = device.reports;
    assert.equal(await page.locator("pre").textContent(), report?.exact);
    await page.getByText(report?.sha256 ?? "").waitFor();
    await page.getByRole("button", { name: "Copy the report" }).click();
    await page.getByText("Copied").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), report?.exact);
  });

  test("hostile strings are shown as text", async (page) => {
    const complaints = complaintsOf(page);
    await openSignedIn(page, `/devices?q=${encodeURIComponent("<script>alert(1)</script>")}`);
    await page.getByRole("link", { name: "Show all devices" }).or(page.locator("tr[data-row]")).first().waitFor();
    await page.goto("/devices");
    const row = page.locator("tr[data-row]", { hasText: "onerror" });
    assert.equal(await row.getByRole("link").textContent(), HOSTILE);
    assert.equal(await row.locator("img, script").count(), 0);
    await row.getByRole("link").click();
    const heading = page.getByRole("heading", { level: 1 });
    await heading.getByText("onerror").waitFor();
    assert.equal(await heading.textContent(), HOSTILE);
    assert.equal(await page.locator("main img").count(), 0);
    assert.match(await page.title(), /onerror/);
    await page.getByText("quantum_broken").waitFor();
    assert.deepEqual(complaints, []);
  });

  test("a fault of the collector is said with its trace, and trying again helps", async (page) => {
    collector.broken.set("/devices", 500);
    await openSignedIn(page, "/devices");
    await page.getByRole("alert").getByText("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff").waitFor();
    collector.broken.clear();
    await page.getByRole("button", { name: "Try again" }).click();
    await rowOf(page, "Ana Prieto").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
  });
}

// What the desk does, as somebody at a help desk sees it: what waits, invites, companies and what they ask for.

import assert from "node:assert/strict";

import { complaintsOf } from "@porchlight/kit/testing";

import { openSignedIn, plain } from "./signed-in.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./stand-in/server.js").StandIn} StandIn */
/** @typedef {(test: import("./looks.js").Test, collector: StandIn) => void} Tests */

/** @param {Page} page @param {RegExp | string} words */
const row = (page, words) => page.locator("tr[data-row]").filter({ hasText: words });
/** @param {Page} page */
const rowInFocus = (page) => page.evaluate(() => document.activeElement?.closest("tr")?.dataset["row"]);

/** @type {Tests} */
export function desk(test, collector) {
  waiting(test, collector);
  inviting(test, collector);
  asking(test, collector);
}

/** @type {Tests} */
function waiting(test, collector) {
  test("one click leads from what waits to why it is red", async (page) => {
    await openSignedIn(page, "/");
    await row(page, "Wim de Boer").filter({ hasText: "Failing" }).getByRole("link").click();
    const check = page.locator("[data-check='disk.encryption'].meant");
    await check.getByText("Your disk is not protected").waitFor();
    assert.equal(await check.evaluate((item) => item.getBoundingClientRect().top < window.innerHeight), true);
    await page.goBack();
    await row(page, "Wim de Boer").first().waitFor();
    assert.match((await rowInFocus(page)) ?? "", /^must_mend .* disk\.encryption$/);
  });

  test("j and k move, e takes on, and the focus stays", async (page) => {
    await openSignedIn(page, "/");
    await row(page, "Waits for you").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const before = await rowInFocus(page);
    assert.match(before ?? "", /^person_says/);
    await page.keyboard.press("e");
    await row(page, "Waits for you").getByText("Sam Okafor").waitFor();
    assert.equal(await rowInFocus(page), before);
    await page.locator("[data-announcements]").getByText("You have taken on").waitFor();
  });

  test("s puts off, but not without a reason, and what was put off can be seen", async (page) => {
    await openSignedIn(page, "/");
    await row(page, "Max Ferrer").getByRole("link").focus();
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog", { name: "Put it off" });
    await dialog.getByRole("button", { name: "Put it off" }).click();
    await dialog.getByText("Write one line").waitFor();
    await dialog.getByLabel("Why").fill("On holiday");
    await page.keyboard.press("Enter");
    await row(page, "Max Ferrer").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "A");
    await page.getByRole("link", { name: "Show 1 that was put off" }).click();
    await row(page, "Max Ferrer").waitFor();
    assert.equal(new URL(page.url()).search, "?snoozed=true");
  });

  test("a tile narrows what waits, every number has its n, and back widens it", async (page) => {
    await openSignedIn(page, "/");
    const tile = page.locator("main nav a").filter({ hasText: "Failing" });
    assert.equal(plain(await tile.textContent()), "3 of 12 Failing");
    const all = await page.locator("tr[data-row]").count();
    await tile.click();
    await page.waitForURL("/?kind=must_mend");
    await row(page, "Stale").first().waitFor({ state: "detached" });
    assert.equal(await page.locator("tr[data-row]").count(), 3);
    await page.goBack();
    await page.locator("tr[data-row]").nth(all - 1).waitFor();
  });

  test("what waits follows the reports, in the side bar too", async (page) => {
    await openSignedIn(page, "/");
    await page.getByText("Live", { exact: true }).waitFor();
    const before = Number(await page.locator("#pages .count").textContent());
    collector.report("Tom Ashby", "failing");
    await row(page, "Tom Ashby").waitFor();
    await page.locator("#pages .count", { hasText: String(before + 1) }).waitFor();
  });

  test("each role sees its own pages, and an auditor changes nothing", async (page) => {
    const pages = () => page.locator("#pages a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    await openSignedIn(page, "/");
    assert.deepEqual(await pages(), ["/", "/companies", "/people", "/devices", "/invites"]);
    await openSignedIn(page, "/", "owner");
    assert.deepEqual((await pages()).slice(-2), ["/audit", "/staff"]);
    await openSignedIn(page, "/", "auditor");
    await row(page, "Waits for you").waitFor();
    assert.deepEqual((await pages()).slice(-1), ["/audit"]);
    assert.equal(await page.locator("tr[data-row] button").count(), 0);
    await page.keyboard.press("j");
    await page.keyboard.press("s");
    assert.equal(await page.getByRole("dialog").count(), 0);
    await page.goto("/invites");
    await row(page, "Open").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Take back" }).count(), 0);
  });
}

/** @type {Tests} */
function inviting(test, collector) {
  test("a file of people is looked through, sent as a whole, and its codes are shown once", async (page) => {
    await openSignedIn(page, "/invites/new");
    await page.getByLabel("Company").selectOption({ label: "Ostler Ltd" });
    const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("\ufeffTeam;Name\r\nSales;Elif Demir\r\nSales;Rosa Vidal\r\nIT;rosa vidal\r\n") };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText(/Line .*4/).waitFor();
    await page.getByRole("button", { name: /Make .*2.* invites/ }).click();
    await page.getByRole("alert").getByText("One line cannot be used").waitFor();
    assert.equal(collector.desk.invites.length, 8);
    await page.getByRole("textbox", { name: "People" }).fill("Elif Demir\nRosa Vidal");
    await page.getByRole("button", { name: /Make .*2.* invites/ }).click();
    await page.getByRole("heading", { name: /2.* invites are ready/ }).waitFor();
    assert.equal(await page.locator("svg.qr path").count(), 2);
    assert.deepEqual(collector.desk.invites.slice(0, 2).map(({ person, company }) => `${person}, ${company.name}`), ["Rosa Vidal, Ostler Ltd", "Elif Demir, Ostler Ltd"]);
    await page.goBack();
    await page.goForward();
    await page.getByRole("heading", { name: "Invite people" }).waitFor();
    assert.equal(await page.locator("svg.qr").count(), 0);
  });

  test("nobody named makes one invite, its link can be copied, and paper has the code without the frame", async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openSignedIn(page, `/invites/new?company=${collector.companies[0]?.id}`);
    await page.getByRole("button", { name: "Make the invite" }).click();
    await page.getByRole("button", { name: "Copy the link" }).click();
    await page.getByText("Copied").waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^https:\/\/help\.northgate\.example\/i#/);
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(
      await page.evaluate(() => [".side", ".qr", "main .button"].map((part) => document.querySelector(part)?.getClientRects().length !== 0)),
      [false, true, false],
    );
  });

  test("a picture that is no QR code is not drawn", async (page) => {
    const complaints = complaintsOf(page);
    const qr = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script><path d="M0 0h1v1h-1z url(x)"/></svg>';
    await page.route("**/api/console/v1/invites", (route) =>
      route.fulfill({ json: { id: "1", code: "A", link: "B", qr, person: null, company: collector.companies[0], expires_at: "2026-11-23T10:00:00Z" } }),
    );
    await openSignedIn(page, `/invites/new?company=${collector.companies[0]?.id}`);
    await page.getByRole("button", { name: "Make the invite" }).click();
    await page.getByRole("heading", { name: "The invite is ready" }).waitFor();
    assert.equal(await page.locator("main script, svg.qr").count(), 0);
    assert.deepEqual(complaints, []);
  });

  test("an invite is taken back only after a question", async (page) => {
    await openSignedIn(page, "/invites?state=open");
    await row(page, "Rosa Vidal").getByRole("button", { name: "Take back" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row(page, "Rosa Vidal").getByRole("button", { name: "Take back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    await row(page, "Rosa Vidal").waitFor({ state: "detached" });
    assert.equal(collector.desk.invites.find(({ person }) => person === "Rosa Vidal")?.state, "revoked");
  });
}

/** @type {Tests} */
function asking(test, collector) {
  const policy = () => `/companies/${collector.companies[0]?.id}/policy`;
  /** @param {Page} page */
  const requireLock = async (page) => {
    await openSignedIn(page, policy(), "owner");
    await page.getByLabel(/What is asked: .*Screen lock/).selectOption("Required");
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.getByRole("heading", { name: /3.* of .*12.* devices change/ }).waitFor();
  };

  test("a policy is saved only after it was seen whom it hits", async (page) => {
    await requireLock(page);
    await page.getByLabel("Screen locks after (minutes)").fill("10");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Save for everybody" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.getByRole("button", { name: "Save for everybody" }).click();
    await page.getByText(/Version .*4/).waitFor();
    assert.deepEqual([collector.desk.policy.checks["screen.lock"].requirement, collector.desk.policy.thresholds.lock_after_s], ["required", 600]);
  });

  test("another’s change meanwhile is told, kept, and not overwritten", async (page) => {
    await requireLock(page);
    collector.desk.policy = { ...collector.desk.policy, version: 4, stale_after_days: 7 };
    await page.getByRole("button", { name: "Save for everybody" }).click();
    await page.getByText("Somebody else has changed this meanwhile").waitFor();
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.getByRole("button", { name: "Save for everybody" }).click();
    await page.getByText(/Version .*5/).waitFor();
    assert.deepEqual([collector.desk.policy.stale_after_days, collector.desk.policy.checks["screen.lock"].requirement], [7, "required"]);
  });

  test("a technician tries a policy out and cannot save it", async (page) => {
    await openSignedIn(page, policy());
    await page.getByLabel(/What is asked: .*Screen lock/).selectOption("Required");
    await page.getByRole("button", { name: "See what changes" }).click();
    await page.getByRole("heading", { name: /3.* of .*12.* devices change/ }).waitFor();
    await page.getByText("Only an owner can save").waitFor();
    assert.equal(await page.getByRole("button", { name: "Save for everybody" }).count(), 0);
  });

  test("a company’s numbers lead to the devices behind them", async (page) => {
    await openSignedIn(page, "/companies");
    const ostler = row(page, "Ostler Ltd");
    assert.equal(plain(await ostler.locator("a.number").nth(3).textContent()), "2 of 5");
    await ostler.locator("a.number").nth(3).click();
    await row(page, "Wim de Boer").waitFor();
    assert.equal(await page.locator("tr[data-row]").count(), 2);
    assert.match(new URL(page.url()).search, /stale=true/);
  });

  test("the devices can be filtered by what was found, and taken along as they are", async (page) => {
    await openSignedIn(page, "/devices");
    await page.getByLabel("Check").selectOption({ label: "Screen lock" });
    await page.getByLabel("Outcome").selectOption({ label: "Not shared" });
    await row(page, "Ana Prieto").waitFor({ state: "detached" });
    await row(page, "Iria Castro").getByText("1 not shared").waitFor();
    const csv = page.getByRole("link", { name: "Download (CSV)" });
    assert.equal(await csv.getAttribute("href"), "/api/console/v1/devices.csv?check=screen.lock&outcome=left_out");
  });

  test("what a person left out, what is old and what is unknown look different from what fails", async (page) => {
    await openSignedIn(page, "/devices");
    await row(page, "Iria Castro").waitFor();
    const looks = await page.evaluate(() =>
      ["1 failing", "1 unknown", "1 not shared", "Stale", "Never reported"].map((words) => {
        const tag = [...document.querySelectorAll(".tag")].find((each) => each.textContent?.trim() === words);
        return tag === undefined ? words : `${tag.querySelector("svg")?.innerHTML} ${getComputedStyle(tag).borderStyle} ${getComputedStyle(tag).backgroundColor}`;
      }),
    );
    assert.equal(new Set(looks).size, 5, looks.join("\n"));
    assert.ok(looks.every((look) => look.includes("<")), looks.join("\n"));
  });

  test("two reports are compared, and which two stands in the address", async (page) => {
    const device = collector.device("Ana Prieto");
    await openSignedIn(page, `/devices/${device.id}`);
    await page.getByRole("link", { name: "Compare two reports" }).click();
    const disk = page.locator("[data-check='disk.encryption']");
    await disk.getByText("Your disk is not protected").waitFor();
    assert.deepEqual(await disk.locator("tbody tr").first().locator("th, td").allTextContents(), ["Method", "LUKS 2", "none"]);
    await page.getByLabel("Earlier report").selectOption({ index: 0 });
    await page.getByText("Nothing differs").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("from"), device.reports[0]?.id);
    await page.goBack();
    await disk.waitFor();
  });
}

// Every screen of the console, and how to get there.

import { openSignedIn } from "./signed-in.js";
import { HOSTILE, PASSWORD, TECHNICIAN } from "./stand-in/content.js";
import { TOKEN } from "./stand-in/desk.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {"open" | "owner" | "auditor"} Session */
/** @typedef {{ name: string, go: (page: Page) => Promise<void>, brief?: boolean }} Screen a brief one is looked at in fewer looks */

/**
 * @param {import("./stand-in/server.js").StandIn} collector
 * @returns {Screen[]}
 */
export function screensOf(collector) {
  return [...entrance(collector), ...desk(collector), ...devices(collector), ...companies(collector), ...people()];
}

/** @param {import("./stand-in/server.js").StandIn} collector @returns {Screen[]} */
function entrance(collector) {
  return [
    { name: "sign-in", go: async (page) => void (await page.goto("/")) },
    {
      name: "sign-in with a code",
      brief: true,
      go: async (page) => {
        collector.coded = true;
        await page.goto("/");
        await page.locator("#email").fill(TECHNICIAN.email);
        await page.locator("#password").fill(PASSWORD);
        await page.keyboard.press("Enter");
        await page.locator("#code").waitFor();
      },
    },
    {
      name: "set-up",
      brief: true,
      go: async (page) => {
        await page.goto(`/set-up#${TOKEN}`);
        await page.locator("#new-password").fill("short");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").waitFor();
      },
    },
    {
      name: "set-up, gone",
      brief: true,
      go: async (page) => {
        await page.goto("/set-up#nothing");
        await page.locator("main a").waitFor();
      },
    },
    { name: "nowhere", go: async (page) => arrive(page, "/nowhere", "main a") },
  ];
}

/** @param {import("./stand-in/server.js").StandIn} collector @returns {Screen[]} */
function desk(collector) {
  return [
    { name: "today", go: async (page) => arrive(page, "/", "tr[data-row]").then(() => counted(page)) },
    { name: "today, an auditor’s", brief: true, go: async (page) => arrive(page, "/?kind=must_mend", "tr[data-row]", "auditor") },
    {
      name: "today, nothing",
      brief: true,
      go: async (page) => {
        collector.devices = [];
        collector.desk.invites = [];
        await arrive(page, "/", "main h2");
      },
    },
    {
      name: "today, put off",
      brief: true,
      go: async (page) => {
        await arrive(page, "/", "tr[data-row]");
        await page.keyboard.press("j");
        await page.keyboard.press("s");
        await page.getByRole("dialog").locator("button[type=submit]").click();
        await page.locator("[aria-invalid]").waitFor();
      },
    },
    {
      name: "keys",
      go: async (page) => {
        await arrive(page, "/devices", "tr[data-row]");
        await counted(page);
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
      },
    },
    { name: "invites", brief: true, go: async (page) => arrive(page, "/invites", "tr[data-row]") },
    { name: "invites, nothing fits", brief: true, go: async (page) => arrive(page, "/invites?state=used&company=none", ".empty a") },
    {
      name: "invites, taking back",
      brief: true,
      go: async (page) => {
        await arrive(page, "/invites?state=open", "tr[data-row]");
        await page.locator("td.acts button").first().click();
        await page.getByRole("dialog").waitFor();
      },
    },
    {
      name: "invites, looking through",
      brief: true,
      go: async (page) => {
        await arrive(page, "/invites/new", "form");
        await page.locator("#people").fill(`Name;Team\nElif Demir;Sales\n${HOSTILE};x\nRosa Vidal;Sales\nrosa vidal;Sales\n${"Long ".repeat(30)};y`);
        await page.locator("#preview").waitFor();
      },
    },
    {
      name: "invites, just made",
      go: async (page) => {
        await arrive(page, "/invites/new", "form");
        await page.locator("#invite-company").selectOption({ index: 1 });
        await page.locator("#people").fill("Elif Demir\nRosa Vidal\n");
        await page.locator("form button[type=submit]").click();
        await page.locator(".qr").first().waitFor();
      },
    },
  ];
}

/** @param {import("./stand-in/server.js").StandIn} collector @returns {Screen[]} */
function devices(collector) {
  /** @param {string | null} person */
  const device = (person) => `/devices/${collector.device(person).id}`;
  return [
    { name: "devices", go: async (page) => arrive(page, "/devices", "tr[data-row]").then(() => counted(page)) },
    { name: "devices, filtered", brief: true, go: async (page) => arrive(page, "/devices?stale=true&os=macos", "tr[data-row]").then(() => counted(page)) },
    { name: "devices, nothing fits", go: async (page) => arrive(page, "/devices?q=nobody", ".empty a") },
    {
      name: "devices, none yet",
      brief: true,
      go: async (page) => {
        collector.devices = [];
        await arrive(page, "/devices", ".empty a");
      },
    },
    {
      name: "devices, no company yet",
      brief: true,
      go: async (page) => {
        collector.devices = [];
        collector.companies = [];
        await arrive(page, "/devices", ".empty a", "owner");
      },
    },
    {
      name: "devices, broken",
      go: async (page) => {
        collector.broken.set("/devices", 500);
        await arrive(page, "/devices", "[role=alert]");
      },
    },
    { name: "device, failing", go: async (page) => arrive(page, `${device("Ana Prieto")}#disk.encryption`, "[data-check]") },
    { name: "device, very stale", go: async (page) => arrive(page, device("Wim de Boer"), "[data-check]") },
    { name: "device, left out", brief: true, go: async (page) => arrive(page, device("Iria Castro"), "[data-check]") },
    { name: "device, right to left", go: async (page) => arrive(page, device("نور الهدى"), "[data-check]") },
    { name: "device, hostile", go: async (page) => arrive(page, device(HOSTILE), "[data-check]") },
    { name: "device, never reported", go: async (page) => arrive(page, device(null), "aside") },
    { name: "device, not found", go: async (page) => arrive(page, "/devices/nothing", "[role=alert]") },
    {
      name: "device, exact report",
      go: async (page) => {
        await arrive(page, device("Ana Prieto"), "[data-check]");
        await page.locator("main li [aria-controls]").last().click();
        await page.locator("pre").waitFor();
      },
    },
    { name: "device, compared", brief: true, go: async (page) => arrive(page, `${device("Ana Prieto")}/compare`, "[data-check]") },
  ];
}

/** @param {import("./stand-in/server.js").StandIn} collector @returns {Screen[]} */
function companies(collector) {
  /** @param {Page} page @param {string} path */
  const changed = async (page, path) => {
    await arrive(page, path, "fieldset", "owner");
    await page.getByRole("combobox", { name: /(Screen lock|Bloqueo)/ }).selectOption("required");
    await page.locator("main .ways button").first().click();
    await page.locator("#impact").waitFor();
  };
  const [company] = collector.companies;
  const path = `/companies/${company?.id}`;
  return [
    { name: "companies", go: async (page) => arrive(page, "/companies", "tr[data-row]") },
    {
      name: "companies, adding",
      brief: true,
      go: async (page) => {
        await arrive(page, "/companies?add=true", "tr[data-row]", "owner");
        await page.getByRole("dialog").waitFor();
      },
    },
    { name: "company", brief: true, go: async (page) => arrive(page, path, "#policy", "owner") },
    { name: "policy", go: async (page) => changed(page, `${path}/policy`) },
    {
      name: "policy, changed by somebody else",
      brief: true,
      go: async (page) => {
        await changed(page, `${path}/policy`);
        collector.desk.policy = { ...collector.desk.policy, version: 4, stale_after_days: 7 };
        await page.locator("main .ways button").first().click();
        await page.locator("#theirs").waitFor();
      },
    },
  ];
}

/** @returns {Screen[]} */
function people() {
  return [
    { name: "people", brief: true, go: async (page) => arrive(page, "/people", "main tbody tr") },
    { name: "audit", brief: true, go: async (page) => arrive(page, "/audit", "main tbody tr", "auditor") },
    { name: "staff", brief: true, go: async (page) => arrive(page, "/staff", "tr[data-row]", "owner") },
    {
      name: "staff, adding",
      brief: true,
      go: async (page) => {
        await arrive(page, "/staff", "tr[data-row]", "owner");
        await page.locator("main .beside button").click();
        await page.getByRole("dialog").locator("input[type=checkbox]").first().uncheck();
      },
    },
    {
      name: "staff, a new link",
      brief: true,
      go: async (page) => {
        await arrive(page, "/staff", "tr[data-row]", "owner");
        await page.locator("tr:nth-child(2) td.acts button").nth(1).click();
        await page.getByRole("dialog").locator("button[type=submit]").click();
        await page.locator("main .note").waitFor();
      },
    },
    { name: "account", brief: true, go: async (page) => arrive(page, "/account", "#factor") },
    {
      name: "account, a second factor",
      brief: true,
      go: async (page) => {
        await beginFactor(page);
      },
    },
    {
      name: "account, recovery codes",
      brief: true,
      go: async (page) => {
        await beginFactor(page);
        await page.locator("#factor-code").fill("123456");
        await page.keyboard.press("Enter");
        await page.locator("main ol code").first().waitFor();
      },
    },
    {
      name: "menu",
      brief: true,
      go: async (page) => {
        await arrive(page, "/people", "main tbody tr", "owner");
        const menu = page.locator("button.menu");
        if (await menu.isVisible()) {
          await menu.click();
        }
        await page.getByRole("navigation").getByText(/Staff|Personal/).waitFor();
      },
    },
  ];
}

/** @param {Page} page */
async function beginFactor(page) {
  await arrive(page, "/account", "#factor", "owner");
  await page.locator(`section[aria-labelledby=factor] button`).click();
  await page.locator(".qr").waitFor();
}

/** @param {Page} page */
async function counted(page) {
  await page.locator("main nav strong", { hasText: /\d/ }).first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} sign what shows that the page is there
 * @param {Session} [session]
 */
async function arrive(page, path, sign, session) {
  await openSignedIn(page, path, session);
  await page.locator(sign).first().waitFor();
}

// Getting in and being let in: codes, set-up links, the own account, staff, the audit.

import assert from "node:assert/strict";

import { openSignedIn } from "./signed-in.js";
import { PASSWORD, TECHNICIAN } from "./stand-in/content.js";
import { TOKEN } from "./stand-in/desk.js";

/** @typedef {import("./stand-in/server.js").StandIn} StandIn */

/** @type {(test: import("./looks.js").Test, collector: StandIn) => void} */
export function accounts(test, collector) {
  test("a second factor is asked for after the password, and a wrong code is said as such", async (page) => {
    collector.coded = true;
    await page.goto("/people");
    await page.getByLabel("E-mail").fill(TECHNICIAN.email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Enter your code" }).waitFor();
    await page.getByLabel("Code").fill("000000");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("This code is not right").waitFor();
    await page.getByLabel("Code").fill("123456");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
  });

  test("what was missing takes the keys from nobody who types it now", async (page) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").getByText("Enter your e-mail").waitFor();
    await page.getByLabel("E-mail").focus();
    await page.keyboard.type(TECHNICIAN.email);
    assert.equal(await page.getByLabel("E-mail").inputValue(), TECHNICIAN.email);
    await page.goto(`/set-up#${TOKEN}`);
    await page.getByRole("button", { name: "Save the password" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByLabel("New password", { exact: true }).focus();
    await page.keyboard.type("a long enough sentence");
    assert.equal(await page.getByLabel("New password", { exact: true }).inputValue(), "a long enough sentence");
  });

  test("a set-up link sets a password, and its token stands in no address that is asked for", async (page) => {
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`/set-up#${TOKEN}`);
    await page.getByText("Kim Lauda").waitFor();
    await page.getByLabel("New password", { exact: true }).fill("a long enough sentence");
    await page.getByLabel("New password again").fill("a long enough sentenze");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("differ").waitFor();
    await page.getByLabel("New password again").fill("a long enough sentence");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your password is set" }).waitFor();
    assert.deepEqual(asked.filter((url) => url.split("#")[0]?.includes(TOKEN)), []);
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  test("a used set-up link says what to do now", async (page) => {
    await page.goto("/set-up#used");
    await page.getByRole("heading", { name: "This link does not work any more" }).waitFor();
  });

  test("a second factor is switched on with a code, shows its recovery codes once, and goes only with the password", async (page) => {
    await openSignedIn(page, "/account", "owner");
    await page.getByRole("button", { name: "Add a second factor" }).click();
    await page.getByRole("img", { name: "Picture for the app" }).waitFor();
    await page.getByLabel("Code").fill("123456");
    await page.getByRole("button", { name: "Switch it on" }).click();
    await page.locator("main ol code").nth(9).waitFor();
    await page.reload();
    await page.getByText(/You have .*10.* recovery codes left/).waitFor();
    assert.equal(await page.locator("main ol code").count(), 0);
    await page.getByRole("button", { name: "Switch it off" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Password").fill("wrong");
    await dialog.getByLabel("Code").fill("123456");
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Add a second factor" }).waitFor();
  });

  test("a new password is long enough, typed twice, and said to be saved", async (page) => {
    await openSignedIn(page, "/account");
    await page.getByLabel("Current password").fill(PASSWORD);
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText(/Use at least .*15.* characters/).waitFor();
    await page.getByLabel("New password", { exact: true }).fill("a long enough sentence");
    await page.getByLabel("New password again").fill("a long enough sentence");
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText("Your other sessions have ended").waitFor();
    assert.equal(await page.getByLabel("Current password").inputValue(), "");
  });

  test("somebody new gets a link, and the last owner stays one", async (page) => {
    await openSignedIn(page, "/staff", "owner");
    await page.getByRole("button", { name: "Add somebody" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Kim Lauda");
    await dialog.getByLabel("E-mail").fill("kim@northgate.example");
    await dialog.getByLabel("All companies").uncheck();
    await dialog.getByRole("button", { name: "Add somebody" }).click();
    await dialog.getByText("Choose at least one company").waitFor();
    await dialog.getByLabel("Ostler Ltd").check();
    await dialog.getByRole("button", { name: "Add somebody" }).click();
    await page.getByRole("heading", { name: /A link for .*Kim Lauda/ }).waitFor();
    await page.getByText(`set-up#${TOKEN}`).waitFor();
    assert.deepEqual(collector.desk.staff.at(-1)?.companies?.map(({ name }) => name), ["Ostler Ltd"]);

    await page.getByRole("button", { name: /Change .*Nora Quist/ }).click();
    await dialog.getByLabel("Role").selectOption("auditor");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByRole("alert").getByText("This is the last owner").waitFor();
  });

  test("the audit says who did what, whether it is whole, and goes back as far as wanted", async (page) => {
    await openSignedIn(page, "/audit", "auditor");
    await page.getByText(/The chain of .* entries is whole/).waitFor();
    await page.getByText("something_newer").waitFor();
    assert.equal(await page.locator("main tbody tr").count(), 12);
    await page.getByRole("button", { name: "Show more" }).click();
    await page.locator("main tbody tr").nth(23).waitFor();
    await page.getByLabel("What was done").selectOption({ label: "Failed to sign in" });
    await page.locator("main tbody tr").nth(3).waitFor({ state: "detached" });
    assert.equal(await page.locator("main tbody tr").count(), 3);
    assert.match(page.url(), /action=sign_in_failed/);
  });

  test("a person is found by name, with computers and invites", async (page) => {
    await openSignedIn(page, "/people");
    await page.getByRole("searchbox").fill("elif");
    await page.keyboard.press("Enter");
    await page.getByText("1 of 1 person").or(page.getByText(/1.* of 1 person/)).first().waitFor();
    await page.locator("main tbody tr").getByText("Open").waitFor();
    assert.match(page.url(), /q=elif/);
  });
}

// A page on which somebody is signed in already.

/**
 * Opens `path` with the session of a technician, or of who is named.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} path
 * @param {"open" | "owner" | "auditor"} [session]
 */
export async function openSignedIn(page, path, session = "open") {
  await page.goto("/favicon.svg");
  await page.context().addCookies([{ name: "session", value: session, url: page.url() }]);
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** A person's row in the table. @param {import("playwright-core").Page} page @param {string} person */
export function rowOf(page, person) {
  return page.locator("tr[data-row]").filter({ hasText: person });
}

/** Without the invisible marks that keep a name's direction to itself. @param {string | null} text */
export function plain(text) {
  return (text ?? "").replaceAll(/[\u2066-\u2069]/g, "").replaceAll(/\s+/g, " ").trim();
}

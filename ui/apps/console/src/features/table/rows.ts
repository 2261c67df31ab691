// Moving among the rows of a page's table by keyboard.

/** The links that open the rows, from the top. */
export function rowLinks(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("tr[data-row] a.opens")];
}

/** The link that opens the row of that id. */
export function rowLink(id: string | undefined): HTMLAnchorElement | null {
  return id === undefined ? null : document.querySelector(`tr[data-row="${CSS.escape(id)}"] a.opens`);
}

/** The id of the row that has the focus. */
export function rowInFocus(): string | undefined {
  return document.activeElement?.closest("tr[data-row]")?.getAttribute("data-row") ?? undefined;
}

/** Moves the focus on from the row that has it, or else to the one that was opened last. */
export function moveInRows(step: 1 | -1, last: string | undefined): void {
  const links = rowLinks();
  const from = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const target = from >= 0 ? links[from + step] : (rowLink(last) ?? links[0]);
  target?.focus();
  target?.closest("tr")?.scrollIntoView({ block: "nearest" });
}

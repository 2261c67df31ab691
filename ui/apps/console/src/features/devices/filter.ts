// Which devices are shown. The address of the page holds it, so that the back button, a bookmark and a ticket do too.

export type State = "ready" | "must_mend" | "unclear" | "worth_mending" | "never_reported";

export const STATES: readonly State[] = ["ready", "must_mend", "unclear", "worth_mending", "never_reported"];

export interface Filter {
  company: string | undefined;
  standing: State | undefined;
  q: string;
}

export const NO_FILTER: Filter = { company: undefined, standing: undefined, q: "" };

/** The filter in an address; what makes no sense there is left out. */
export function filterIn(params: URLSearchParams): Filter {
  return {
    company: params.get("company") || undefined,
    standing: STATES.find((state) => state === params.get("standing")),
    q: params.get("q")?.trim() ?? "",
  };
}

/** The address of the devices under a filter. */
export function addressOf({ company, standing, q }: Filter): string {
  const params = new URLSearchParams();
  if (company !== undefined) {
    params.set("company", company);
  }
  if (standing !== undefined) {
    params.set("standing", standing);
  }
  if (q !== "") {
    params.set("q", q);
  }
  return params.size === 0 ? "/devices" : `/devices?${params}`;
}

/** Whether it leaves anything out. */
export function narrows(filter: Filter): boolean {
  return addressOf(filter) !== "/devices";
}

/** The filter as the collector is asked. */
export function queryOf({ company, standing, q }: Filter): { company?: string; standing?: State; q?: string } {
  return {
    ...(company !== undefined && { company }),
    ...(standing !== undefined && { standing }),
    ...(q !== "" && { q }),
  };
}

// Which devices are shown. The address of the page holds it, so that the back button, a bookmark and a ticket do too.

import { addressWith } from "../../address";
import type { DeviceQuery, OsFamily } from "../../api/types";

export type State = "ready" | "must_mend" | "unclear" | "worth_mending" | "never_reported";
export type Found = "pass" | "warn" | "fail" | "unknown" | "left_out";

export const STATES: readonly State[] = ["ready", "must_mend", "unclear", "worth_mending", "never_reported"];
export const FOUND: readonly Found[] = ["fail", "unknown", "warn", "pass", "left_out"];
export const SYSTEMS: readonly OsFamily[] = ["linux", "macos", "windows"];

export interface Filter {
  company: string | undefined;
  standing: State | undefined;
  /** Only devices whose newest report has this check, */
  check: string | undefined;
  /** and with this outcome: of that check, or of any. */
  outcome: Found | undefined;
  os: OsFamily | undefined;
  /** Only devices whose newest report is too old. */
  stale: boolean;
  q: string;
}

export const NO_FILTER: Filter = {
  company: undefined,
  standing: undefined,
  check: undefined,
  outcome: undefined,
  os: undefined,
  stale: false,
  q: "",
};

/** The filter in an address; what makes no sense there is left out. */
export function filterIn(params: URLSearchParams): Filter {
  return {
    company: params.get("company") || undefined,
    standing: STATES.find((state) => state === params.get("standing")),
    check: /^[a-z_]+\.[a-z_]+$/.exec(params.get("check") ?? "")?.[0],
    outcome: FOUND.find((outcome) => outcome === params.get("outcome")),
    os: SYSTEMS.find((system) => system === params.get("os")),
    stale: params.get("stale") === "true",
    q: params.get("q")?.trim() ?? "",
  };
}

/** The address of the devices under a filter. */
export function addressOf(filter: Filter): string {
  return addressWith("/devices", { ...filter });
}

/** Where the same devices are to be had as a table for a spreadsheet. */
export function csvOf(filter: Filter): string {
  return addressWith("/api/console/v1/devices.csv", { ...filter });
}

/** Whether it leaves anything out. */
export function narrows(filter: Filter): boolean {
  return addressOf(filter) !== "/devices";
}

/** The filter as the collector is asked. */
export function queryOf({ company, standing, check, outcome, os, stale, q }: Filter): DeviceQuery {
  return {
    ...(company !== undefined && { company }),
    ...(standing !== undefined && { standing }),
    ...(check !== undefined && { check }),
    ...(outcome !== undefined && { outcome }),
    ...(os !== undefined && { os }),
    ...(stale && { stale }),
    ...(q !== "" && { q }),
  };
}

// The devices as the collector answers them.

import { DAY } from "./content.js";

/** @typedef {import("./content.js").Device} Device */

const STALE_MS = 14 * DAY;

/** @param {Device} device */
export function row({ id, company, person, os, enrolled_at, reports, checks }) {
  const [last] = reports;
  return {
    id,
    company,
    person,
    os,
    enrolled_at,
    last_report: last === undefined ? null : { id: last.id, reference: last.reference, received_at: last.received_at },
    readiness: last === undefined ? null : readiness(checks),
    stale: last !== undefined && Date.now() - Date.parse(last.received_at) > STALE_MS,
    left_out: left(checks),
  };
}

/** @param {import("./content.js").Check[]} checks */
function readiness(checks) {
  const asked = checks.filter(({ standing }) => standing !== "not_asked");
  /** @param {string} standing */
  const count = (standing) => asked.filter((check) => check.standing === standing).length;
  return {
    ready: asked.every(({ standing, requirement }) => requirement !== "required" || standing === "good" || standing === "worth_mending"),
    must_mend: count("must_mend"),
    unclear: count("unclear"),
    worth_mending: count("worth_mending"),
    good: count("good"),
    asked: asked.length,
  };
}

/**
 * @param {ReturnType<typeof row>} each
 * @param {string} standing
 */
function stands({ readiness: counts }, standing) {
  switch (standing) {
    case "never_reported":
      return counts === null;
    case "ready":
      return counts?.ready === true;
    case "must_mend":
      return (counts?.must_mend ?? 0) > 0;
    case "unclear":
      return (counts?.unclear ?? 0) > 0;
    default:
      return (counts?.worth_mending ?? 0) > 0;
  }
}

/** @param {ReturnType<typeof row>} each */
export function heard({ last_report, enrolled_at }) {
  return last_report?.received_at ?? enrolled_at;
}

/**
 * @param {Device} device
 * @param {unknown} note what the help desk did about it
 */
export function detail(device, note) {
  return {
    row: row(device),
    key_fingerprint: "9Kq2-Vm3T-cYx8-hB0r-ZpEw-44Na",
    policy_version: 1,
    checks: device.checks,
    reports: device.reports.map(reportRow),
    history: Object.entries(device.history).map(([id, changes]) => ({ id, changes })),
    said: device.said,
    note,
  };
}

/** @param {import("./content.js").Report} report */
export function reportRow({ id, reference, created_at, received_at }) {
  return { id, reference, created_at, received_at };
}

/** How many checks the person left out. @param {import("./content.js").Check[]} checks */
export function left(checks) {
  return checks.filter(({ standing }) => standing === "not_shared").length;
}

/**
 * Whether a device is under the filter of an address.
 *
 * @param {Device} device
 * @param {URLSearchParams} query
 */
export function matches(device, query) {
  const each = row(device);
  const standing = query.get("standing");
  const q = (query.get("q") ?? "").toLowerCase();
  return (
    [null, each.company.id].includes(query.get("company")) &&
    [null, each.os.family].includes(query.get("os")) &&
    (query.get("stale") === null || each.stale) &&
    (standing === null || stands(each, standing)) &&
    has(device, query.get("check"), query.get("outcome")) &&
    `${each.person} ${each.company.name} ${each.last_report?.reference}`.toLowerCase().includes(q)
  );
}

/**
 * @param {Device} device
 * @param {string | null} check
 * @param {string | null} outcome
 */
function has({ checks }, check, outcome) {
  const meant = checks.filter(({ id }) => check === null || id === check);
  const found = meant.filter((each) => outcome === null || (each.standing === "not_shared" ? "left_out" : each.outcome.status) === outcome);
  return (check === null && outcome === null) || found.length > 0;
}

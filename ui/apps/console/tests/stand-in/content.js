// Companies, people and reports as a small MSP has them, and strings as an attacker would send them.

import { createHash } from "node:crypto";

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export const TECHNICIAN = {
  email: "sam@northgate.example",
  name: "Sam Okafor",
  role: "technician",
  provider: "Northgate IT",
  second_factor: true,
  recovery_codes_left: 8,
  /** @type {{ id: string, name: string }[] | null} */
  companies: null,
};
export const OWNER = { ...TECHNICIAN, email: "nora@northgate.example", name: "Nora Quist", role: "owner", second_factor: false, recovery_codes_left: 0 };
export const AUDITOR = { ...TECHNICIAN, email: "ulla@audit.example", name: "Ulla Brandt", role: "auditor" };
export const PASSWORD = "correct horse battery staple";

export const HOSTILE = '<img src=x onerror="document.title=\'owned\'">\u202Egnp.exe';

const BRAMBLE = { id: id("company", 1), name: "Bramble & Co." };
const OSTLER = { id: id("company", 2), name: "Ostler Ltd" };
const HOSTILE_COMPANY = { id: id("company", 3), name: "</option><script>alert(1)</script> & Søhne" };
export const COMPANIES = [BRAMBLE, OSTLER, HOSTILE_COMPANY];

const DEBIAN = { family: "linux", name: "debian", version: "12" };
const UBUNTU = { family: "linux", name: "ubuntu", version: "24.04" };
const WINDOWS = { family: "windows", name: "windows-11", version: "25H2" };
const MACOS = { family: "macos", name: "macos", version: "26.1" };

/** @typedef {{ status: string, reasons?: string[], cause?: string, why?: string }} Outcome */
/** @typedef {{ id: string, outcome: Outcome, standing: string, requirement: string | null, grade: string, observed_at: string, facts: Record<string, boolean | number | string> }} Check */
/** @typedef {{ id: string, device_id: string, reference: string, created_at: string, received_at: string, exact: string, sha256: string, jws: string, checks: Check[] }} Report */
/** @typedef {{ id: string, company: { id: string, name: string }, person: string | null, os: { family: string, name?: string, version?: string }, enrolled_at: string, checks: Check[], reports: Report[], said: { check: string, answer: string, at: string }[], history: Record<string, { at: string, outcome: Outcome, report: string }[]> }} Device */

const PASS = { status: "pass" };

/** @type {Record<string, () => Pick<Check, "id" | "outcome" | "facts" | "requirement">[]>} */
export const READINGS = {
  good: () => [
    { id: "os.supported", outcome: PASS, requirement: "required", facts: { name: "debian", version: "12", support: "full", supported_until: "2028-06-30", days_left: 584 } },
    { id: "disk.encryption", outcome: PASS, requirement: "required", facts: { method: "luks2", state: "on", root: true, home: true, swap: true } },
    { id: "firewall.host", outcome: PASS, requirement: "required", facts: { manager: "ufw", state: "on" } },
    { id: "screen.lock", outcome: PASS, requirement: "advised", facts: { locks: true, lock_after_s: 600, desktop: "gnome" } },
  ],
  failing: () => [
    { ...reading("good", 0) },
    { ...reading("good", 1), outcome: { status: "fail", reasons: ["off"] }, facts: { method: "none", state: "off", root: false, home: false, swap: false } },
    { ...reading("good", 2), outcome: { status: "unknown", cause: "no_permission" }, facts: {} },
    { ...reading("good", 3), outcome: { status: "fail", reasons: ["never_locks"] }, facts: { locks: false, desktop: "gnome" } },
  ],
  unread: () => [
    { ...reading("good", 0) },
    { ...reading("good", 1) },
    { ...reading("good", 2), outcome: { status: "unknown", cause: "timeout" }, facts: {} },
    { ...reading("good", 3) },
  ],
  rolling: () => [
    { ...reading("good", 0), outcome: { status: "not_applicable", why: "rolling_release" }, facts: { name: "arch", support: "rolling" } },
    { ...reading("good", 1) },
    { ...reading("good", 2) },
    { ...reading("good", 3), outcome: { status: "warn", reasons: ["slow"] }, facts: { locks: true, lock_after_s: 1500, desktop: "gnome" } },
  ],
  private: () => [
    { ...reading("good", 0) },
    { ...reading("good", 1) },
    { ...reading("good", 2) },
    { ...reading("good", 3), outcome: { status: "unknown", cause: "not_shared" }, facts: {} },
  ],
  from_the_future: () => [
    { ...reading("good", 0) },
    { ...reading("good", 1), outcome: { status: "fail", reasons: ["quantum_broken"] } },
    { ...reading("good", 2) },
    { ...reading("good", 3) },
  ],
};

/**
 * @param {string} name
 * @param {number} at
 */
function reading(name, at) {
  const found = READINGS[name]?.()[at];
  if (found === undefined) {
    throw new Error(`no reading ${name} ${at}`);
  }
  return found;
}

/** Each with what their newest report holds, how old it is, and what the one before it held. @type {[string | null, { id: string, name: string }, Device["os"], string | null, number, string?][]} */
const PEOPLE = [
  ["Ana Prieto", BRAMBLE, DEBIAN, "failing", 3 * MINUTE, "good"],
  ["Tom Ashby", OSTLER, WINDOWS, "good", 21 * MINUTE],
  ["Lea Brandt", OSTLER, MACOS, "unread", 5 * 60 * MINUTE],
  ["Jo Marsh", BRAMBLE, UBUNTU, "rolling", 2 * DAY],
  ["Noor Haddad", BRAMBLE, WINDOWS, "good", 6 * DAY],
  ["Iria Castro", BRAMBLE, MACOS, "private", 9 * DAY],
  ["Max Ferrer", OSTLER, WINDOWS, "good", 16 * DAY],
  ["Wim de Boer", OSTLER, MACOS, "failing", 41 * DAY],
  ["نور الهدى", BRAMBLE, UBUNTU, "good", 50 * MINUTE],
  [HOSTILE, HOSTILE_COMPANY, { family: "linux", name: "NixOS", version: "26.05" }, "from_the_future", 90 * MINUTE],
  ["Priya Raman", OSTLER, { family: "macos" }, null, 4 * 60 * MINUTE],
  [null, BRAMBLE, { family: "windows" }, null, 2 * DAY],
];

/**
 * All devices as they are at `now`.
 *
 * @param {Date} now
 * @returns {Device[]}
 */
export function devicesAt(now) {
  return PEOPLE.map(([person, company, os, readings, age, before], at) => {
    const heard = new Date(now.getTime() - age);
    /** @type {Device} */
    const device = {
      id: id("device", at + 1),
      company,
      person,
      os,
      enrolled_at: new Date(heard.getTime() - (readings === null ? 0 : 3 * DAY)).toISOString(),
      checks: [],
      reports: [],
      said: [],
      history: {},
    };
    if (readings !== null) {
      send(device, before ?? readings, new Date(heard.getTime() - 2 * DAY));
      send(device, readings, heard);
      if (person === "Ana Prieto") {
        device.said.push({ check: "disk.encryption", answer: "cannot_do", at: heard.toISOString() });
      }
    }
    return device;
  });
}

/**
 * Lets a device send a report.
 *
 * @param {Device} device
 * @param {string} readings one of `READINGS`
 * @param {Date} when
 */
export function send(device, readings, when) {
  const number = device.reports.length + 1;
  const at = when.toISOString();
  device.checks = (READINGS[readings]?.() ?? []).map((check) => ({
    ...check,
    standing: standingOf(check),
    grade: "observed",
    observed_at: at,
  }));
  for (const { id: check, outcome } of device.checks) {
    const known = (device.history[check] ??= []);
    if (JSON.stringify(known[0]?.outcome) !== JSON.stringify(outcome)) {
      known.unshift({ at, outcome, report: id(device.id, number) });
    }
  }
  const entries = device.checks.map(({ id, outcome, grade, observed_at, facts }) => ({ id, outcome, grade, observed_at, facts }));
  const exact = JSON.stringify({
    schema: "porchlight.report/1",
    report_id: id(device.id, number),
    company_id: device.company.id,
    device_id: device.id,
    created_at: at,
    app: { version: "0.1.0", policy_version: 1 },
    device: { ownership: "personal", os: device.os },
    checks: entries,
  });
  device.reports.unshift({
    id: id(device.id, number),
    device_id: device.id,
    reference: `PL-${hash(`${device.id}${number}`).slice(0, 4)}-${hash(`${number}${device.id}`).slice(0, 2)}`.toUpperCase(),
    created_at: at,
    received_at: at,
    exact,
    sha256: createHash("sha256").update(exact).digest("base64url"),
    jws: `eyJhbGciOiJFZERTQSJ9.${Buffer.from(exact).toString("base64url")}.c2lnbmF0dXJl`,
    checks: device.checks,
  });
}

/** @param {Pick<Check, "outcome" | "requirement">} check */
function standingOf({ outcome, requirement }) {
  switch (outcome.status) {
    case "pass":
      return "good";
    case "unknown":
      return outcome.cause === "not_shared" ? "not_shared" : "unclear";
    case "not_applicable":
      return "not_asked";
    case "fail":
      return requirement === "required" ? "must_mend" : "worth_mending";
    default:
      return "worth_mending";
  }
}

/**
 * @param {string} kind
 * @param {number} number
 */
export function id(kind, number) {
  const hex = hash(`${kind}-${number}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** @param {string} text */
export function hash(text) {
  return createHash("sha256").update(text).digest("hex");
}

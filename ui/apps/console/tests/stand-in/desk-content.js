// Invites, staff, a policy and an audit as a small MSP has them.

import { COMPANIES, DAY, hash, id, MINUTE } from "./content.js";

const HOUR = 60 * MINUTE;
const [BRAMBLE, OSTLER, HOSTILE] = /** @type {[Company, Company, Company]} */ (/** @type {unknown} */ (COMPANIES));

/** @typedef {{ id: string, name: string }} Company */
/** @typedef {{ id: string, company: Company, person: string | null, state: string, created_at: string, expires_at: string, device_id: string | null, created_by: { id: string, name: string } | null }} Invite */

/** @param {number} ms */
const ago = (ms) => new Date(Date.now() - ms).toISOString().replace(/\.\d+Z$/, "Z");

/** @returns {Invite[]} */
export function INVITES() {
  /** @type {[string | null, Company, string, number, number, string | null][]} */
  const invites = [
    ["Elif Demir", BRAMBLE, "open", 55 * HOUR, 72, null],
    ["Rosa Vidal", OSTLER, "open", 3 * HOUR, 72, null],
    [null, BRAMBLE, "open", 20 * MINUTE, 168, null],
    ["Ana Prieto", BRAMBLE, "used", 4 * DAY, 72, id("device", 1)],
    ["Tom Ashby", OSTLER, "used", 5 * DAY, 72, id("device", 2)],
    ["Ken Adeyemi", OSTLER, "expired", 9 * DAY, 72, null],
    ["Wrong Address", BRAMBLE, "revoked", 11 * DAY, 24, null],
    ['"><script>alert(1)</script>', HOSTILE, "open", HOUR, 168, null],
  ];
  return invites.map(([person, company, state, age, hours, device_id], at) => ({
    id: id("invite", at),
    company,
    person,
    state,
    created_at: ago(age),
    expires_at: ago(age - hours * HOUR),
    device_id,
    created_by: at === 2 ? null : { id: "2", name: "Sam Okafor" },
  }));
}

export function STAFF() {
  return [
    { id: "1", email: "nora@northgate.example", name: "Nora Quist", role: "owner", second_factor: true, companies: /** @type {Company[] | null} */ (null), last_sign_in: /** @type {string | null} */ (ago(3 * MINUTE)), disabled: false },
    { id: "2", email: "sam@northgate.example", name: "Sam Okafor", role: "technician", second_factor: true, companies: null, last_sign_in: ago(2 * HOUR), disabled: false },
    { id: "3", email: "jun@northgate.example", name: "Jun Park", role: "technician", second_factor: false, companies: [BRAMBLE, OSTLER], last_sign_in: null, disabled: false },
    { id: "4", email: "ulla@audit.example", name: "Ulla Brandt", role: "auditor", second_factor: true, companies: null, last_sign_in: ago(20 * DAY), disabled: false },
    { id: "5", email: "ben@northgate.example", name: "Ben Marsh", role: "technician", second_factor: false, companies: [OSTLER], last_sign_in: ago(90 * DAY), disabled: true },
  ];
}

export const POLICY = {
  version: 3,
  checks: {
    "os.supported": { requirement: "required", from: null },
    "os.updates": { requirement: "required", from: "2026-12-01" },
    "disk.encryption": { requirement: "required", from: null },
    "firewall.host": { requirement: "required", from: null },
    "malware.protection": { requirement: "advised", from: null },
    "screen.lock": { requirement: "advised", from: null },
    "time.sync": { requirement: "none", from: null },
  },
  thresholds: { lock_after_s: 900, update_days: 14, signature_days: 7, support_days: null },
  stale_after_days: 14,
};

export function AUDIT() {
  /** @type {[string, string, string | null, Company | null][]} */
  const did = [
    ["device_viewed", "technician", "Sam Okafor", BRAMBLE],
    ["device_assigned", "technician", "Sam Okafor", BRAMBLE],
    ["report_read", "technician", "Sam Okafor", OSTLER],
    ["policy_changed", "technician", "Nora Quist", BRAMBLE],
    ["invite_created", "technician", "Sam Okafor", OSTLER],
    ["device_enrolled", "device", null, OSTLER],
    ["sign_in_failed", "nobody", null, null],
    ["signed_in", "technician", "Nora Quist", null],
    ["something_newer", "technician", "Nora Quist", null],
    ["company_added", "operator", null, HOSTILE],
  ];
  return Array.from({ length: 30 }, (_, at) => {
    const [action, kind, name, company] = did[at % did.length] ?? ["signed_in", "operator", null, null];
    const subject = company === null ? null : action.startsWith("device") ? id("device", (at % 5) + 1) : id("subject", at);
    return { seq: 1284 - at, at: ago(at * 47 * MINUTE), actor: { kind, id: name === null ? null : name === "Nora Quist" ? "1" : "2", name }, action, company, subject };
  });
}

const SIDE = 29;

/** A picture that looks like the QR code of a text, in the shape that the collector draws. @param {string} text */
export function qr(text) {
  const noise = hash(text).repeat(20);
  const cells = Array.from({ length: SIDE * SIDE }, (_, at) => [at % SIDE, Math.floor(at / SIDE)]);
  const dark = cells.filter(([x = 0, y = 0], at) => finder(x, y) ?? Number.parseInt(noise[at % noise.length] ?? "0", 16) % 2 === 1);
  const path = dark.map(([x = 0, y = 0]) => `M${x + 4} ${y + 4}.5h1`).join("");
  const box = SIDE + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box} ${box}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${box}v${box}H0z"/><path stroke="#000" d="${path}"/></svg>`;
}

/** Whether a cell of the three big squares is dark; `undefined` outside of them. @param {number} x @param {number} y */
function finder(x, y) {
  const corners = [[0, 0], [SIDE - 7, 0], [0, SIDE - 7]];
  const [left, top] = corners.find(([left = 0, top = 0]) => x >= left - 1 && x <= left + 7 && y >= top - 1 && y <= top + 7) ?? [];
  if (left === undefined || top === undefined) {
    return undefined;
  }
  const away = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
  return away === 3 || away <= 1;
}

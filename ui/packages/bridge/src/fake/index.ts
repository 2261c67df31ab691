// Stories for looking at the window without Rust: `?fake=<name>` in a browser.

import type { CheckCard, ErrorCode, Page, WizardState } from "@porchlight/api";

import type { HostBridge } from "../index";
import { ALL_GOOD, cardOf, COMPANY, MIXED, NOW, ODD, OFFER, ONE_TO_LOOK_AT, reportOn, type Result } from "./content";
import { FakeHost, problem, readinessOf, type Scenario } from "./host";

const ENROLLED: Partial<WizardState> = { company: COMPANY, key_place: "keyring" };

function fresh(begin: Partial<WizardState>, trouble: Scenario["trouble"] = {}): Scenario {
  return { begin, trouble, results: ONE_TO_LOOK_AT };
}

function unchecked(page: Page, results: readonly Result[] = ONE_TO_LOOK_AT): Scenario {
  const checks: CheckCard[] = results.map(({ check }) => ({ id: check, running: false, finding: null }));
  return { begin: { ...ENROLLED, page, checks }, results, trouble: {} };
}

function checked(page: Page, results: readonly Result[], more: Partial<WizardState> = {}): Scenario {
  const checks = results.map(cardOf);
  const begin = { ...ENROLLED, page, checks, readiness: readinessOf(results), report: reportOn(checks), ...more };
  return { begin, results, trouble: {} };
}

const SENT: Partial<WizardState> = { delivery: { state: "sent", reference: "PL-7F3K-Q2", received_at: NOW } };

function waiting(code: ErrorCode): Partial<WizardState> {
  return { delivery: { state: "waiting", since: NOW, problem: problem(code) } };
}

const SENDING: Partial<WizardState> = { busy: "sending", delivery: { state: "waiting", since: NOW, problem: null } };

const home: Page = { name: "home" };
const check: Page = { name: "check" };
const confirm: Partial<WizardState> = { page: { name: "confirm" }, company: COMPANY, offer: OFFER };

function halfWay(): Scenario {
  const scenario = checked(check, ONE_TO_LOOK_AT, { busy: "checking", readiness: null });
  const [first, second, third, fourth] = scenario.begin.checks ?? [];
  const checks = [first, second && { ...second, running: true }, third && { ...third, running: true, finding: null }];
  const last = fourth && { ...fourth, finding: null };
  return { ...scenario, begin: { ...scenario.begin, checks: [...checks, last].filter((card) => card !== undefined) } };
}

/** Every story by its name. */
export const SCENARIOS: Record<string, Scenario> = {
  "notice": fresh({}),
  "declined": fresh({ page: { name: "declined" } }),
  "invite": fresh({ page: { name: "invite" } }),
  "invite-looking-up": fresh({ page: { name: "invite" }, busy: "looking_up_invite" }),
  "invite-mistyped": fresh({ page: { name: "invite" }, problem: problem("invite_mistyped") }),
  "invite-no-address": fresh({ page: { name: "invite" }, problem: problem("collector_address_missing") }),
  "invite-bad-address": fresh({ page: { name: "invite" }, problem: problem("collector_address_malformed") }),
  "invite-offline": fresh({ page: { name: "invite" }, problem: problem("offline") }),
  "invite-asks-address": fresh({ page: { name: "invite" } }, { look_up_invite: problem("collector_address_missing") }),
  "confirm": fresh(confirm),
  "confirm-enrolling": fresh({ ...confirm, busy: "enrolling" }),
  "confirm-no-key-store": fresh({ ...confirm, problem: problem("key_store_missing") }),
  "confirm-key-store-locked": fresh({ ...confirm, problem: problem("key_store_locked") }),
  "confirm-key-in-file": fresh({ ...confirm, key_place: "file" }),
  "confirm-rate-limited": fresh({ ...confirm, problem: problem("rate_limited", { seconds: "30" }) }),
  "home-new": unchecked(home),
  "home-checked": checked(home, ONE_TO_LOOK_AT),
  "home-mixed": checked(home, MIXED),
  "home-waiting": checked(home, ONE_TO_LOOK_AT, waiting("offline")),
  "home-ready": checked(home, ONE_TO_LOOK_AT, SENT),
  "home-left": checked(home, MIXED, SENT),
  "check-new": unchecked(check),
  "check-mixed-new": unchecked(check, MIXED),
  "check-running": halfWay(),
  "check-good": checked(check, ALL_GOOD),
  "check-mixed": checked(check, MIXED),
  "finding-fail": checked({ name: "finding", check: "disk.encryption" }, MIXED),
  "finding-mended": { ...checked({ name: "finding", check: "disk.encryption" }, MIXED), results: ONE_TO_LOOK_AT },
  "finding-warn": checked({ name: "finding", check: "screen.lock" }, MIXED),
  "finding-unknown": checked({ name: "finding", check: "firewall.host" }, MIXED),
  "finding-good": checked({ name: "finding", check: "os.supported" }, MIXED),
  "finding-not-applicable": checked({ name: "finding", check: "os.supported" }, ODD),
  "finding-suspended": checked({ name: "finding", check: "disk.encryption" }, ODD),
  "finding-two-reasons": checked({ name: "finding", check: "firewall.host" }, ODD),
  "report": checked({ name: "report" }, ONE_TO_LOOK_AT),
  "report-mixed": checked({ name: "report" }, MIXED),
  "report-sending": checked({ name: "report" }, ONE_TO_LOOK_AT, { busy: "sending" }),
  "report-disk-full": checked({ name: "report" }, ONE_TO_LOOK_AT, { problem: problem("disk_full") }),
  "receipt-sending": checked({ name: "receipt" }, ONE_TO_LOOK_AT, SENDING),
  "receipt-ready": checked({ name: "receipt" }, ONE_TO_LOOK_AT, SENT),
  "receipt-left": checked({ name: "receipt" }, MIXED, SENT),
  "receipt-offline": checked({ name: "receipt" }, ONE_TO_LOOK_AT, waiting("offline")),
  "receipt-server-error": checked({ name: "receipt" }, ONE_TO_LOOK_AT, waiting("server_error")),
};

/** The story called `name`, or the one from the very start. `pace` is in milliseconds a step. */
export function fakeBridge(name: string | null, pace = 700): HostBridge {
  return new FakeHost(SCENARIOS[name ?? "notice"] ?? fresh({}), pace);
}

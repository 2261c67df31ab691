// Every page at its best and at its worst, by name: `?fake=<name>` in a browser.

import type { CheckCard, ErrorCode, Page, WizardState } from "@porchlight/api";

import {
  cardOf,
  COMPANY,
  draftOn,
  EARLIER,
  EXPORTED_TO,
  keptCopy,
  NOW,
  OFFER,
  PERSON,
  SENT_NOW,
  WAITING_NOW,
} from "./content";
import { problem, readinessOf, type Scenario } from "./host";
import { ALL_GOOD, MIXED, ODD, ONE_TO_LOOK_AT, type Result } from "./results";

const ENROLLED: Partial<WizardState> = { company: COMPANY, person: PERSON, key_place: "keyring" };

export function fresh(begin: Partial<WizardState>, trouble: Scenario["trouble"] = {}): Scenario {
  return { begin, trouble, results: ONE_TO_LOOK_AT };
}

function unchecked(page: Page, results: readonly Result[] = ONE_TO_LOOK_AT): Scenario {
  const checks: CheckCard[] = results.map(({ check }) => ({ id: check, running: false, finding: null, answer: null }));
  return { begin: { ...ENROLLED, page, checks }, results, trouble: {} };
}

function checked(page: Page, results: readonly Result[], more: Partial<WizardState> = {}): Scenario {
  const checks = results.map((result) => cardOf(result));
  const begin = { ...ENROLLED, page, checks, readiness: readinessOf(results), report: draftOn(checks), ...more };
  return { begin, results, trouble: {} };
}

/** A finding that the person has something to say to. */
function answered(answer: CheckCard["answer"], page: Page): Scenario {
  const scenario = checked(page, MIXED);
  const checks = (scenario.begin.checks ?? []).map((card) => (card.id === "disk.encryption" ? { ...card, answer } : card));
  return { ...scenario, begin: { ...scenario.begin, checks, report: draftOn(checks) } };
}

function leftOut(check: string): Scenario {
  const checks = MIXED.map((result) => cardOf(result));
  return checked({ name: "report" }, MIXED, { report: draftOn(checks, [check]) });
}

function halfWay(busy: WizardState["busy"]): Scenario {
  const checks = ONE_TO_LOOK_AT.map((result, index) => {
    const card = cardOf(result);
    const running = busy === "checking" && (index === 2 || index === 3);
    return { ...card, running, finding: index < 3 ? card.finding : null };
  });
  return checked({ name: "check" }, ONE_TO_LOOK_AT, { busy, readiness: null, report: null, checks });
}

const SENT: Partial<WizardState> = {
  delivery: { state: "sent", reference: "PL-7F3K-Q2", received_at: NOW },
  history: [SENT_NOW, ...EARLIER],
};
const HELD: Partial<WizardState> = { history: [WAITING_NOW, ...EARLIER] };
const SENDING: Partial<WizardState> = {
  ...HELD,
  busy: "sending",
  delivery: { state: "waiting", since: NOW, problem: null },
};

function waiting(code: ErrorCode): Partial<WizardState> {
  return { ...HELD, delivery: { state: "waiting", since: NOW, problem: problem(code) } };
}

/** One report as it was sent, `which` of the history of `more`. */
function sent(which: number, more: Partial<WizardState> = SENT): Scenario {
  const report = more.history?.[which] ?? SENT_NOW;
  const shown = keptCopy(report, MIXED.map((result) => cardOf(result)), ["screen.lock"]);
  return checked({ name: "sent", report: report.id }, ONE_TO_LOOK_AT, { ...more, shown });
}

const home: Page = { name: "home" };
const check: Page = { name: "check" };
const report: Page = { name: "report" };
const receipt: Page = { name: "receipt" };
const history: Page = { name: "history" };
const disk: Page = { name: "finding", check: "disk.encryption" };
const firewall: Page = { name: "finding", check: "firewall.host" };
const supported: Page = { name: "finding", check: "os.supported" };
const screen: Page = { name: "finding", check: "screen.lock" };
const invite: Partial<WizardState> = { page: { name: "invite" } };
const confirm: Partial<WizardState> = { page: { name: "confirm" }, company: COMPANY, person: PERSON, offer: OFFER };

/** Every story by its name. */
export const SCENARIOS: Record<string, Scenario> = {
  "notice": fresh({}),
  "stopped": { ...fresh({ problem: problem("database_failed") }), stopped: true },
  "declined": fresh({ page: { name: "declined" } }),
  "declined-enrolled": checked({ name: "declined" }, ONE_TO_LOOK_AT),
  "declined-sent": checked({ name: "declined" }, ONE_TO_LOOK_AT, SENT),
  "invite": fresh(invite),
  "invite-looking-up": fresh({ ...invite, busy: "looking_up_invite" }),
  "invite-mistyped": fresh({ ...invite, problem: problem("invite_mistyped") }),
  "invite-no-address": fresh({ ...invite, problem: problem("collector_address_missing") }),
  "invite-bad-address": fresh({ ...invite, problem: problem("collector_address_malformed") }),
  "invite-offline": fresh({ ...invite, problem: problem("offline") }),
  "invite-asks-address": fresh(invite, { look_up_invite: problem("collector_address_missing") }),
  "invite-goes-offline": fresh(invite, { look_up_invite: problem("offline") }),
  "confirm": fresh(confirm),
  "confirm-enrolling": fresh({ ...confirm, busy: "enrolling" }),
  "confirm-offline": fresh({ ...confirm, problem: problem("offline") }),
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
  "home-nameless": checked(home, ONE_TO_LOOK_AT, { person: null }),
  "check-new": unchecked(check),
  "check-mixed-new": unchecked(check, MIXED),
  "check-running": halfWay("checking"),
  "check-stopped": halfWay(null),
  "check-good": checked(check, ALL_GOOD),
  "check-mixed": checked(check, MIXED),
  "check-answered": answered("cannot_do", check),
  "finding-fail": checked(disk, MIXED),
  "finding-cannot-do": answered("cannot_do", disk),
  "finding-disagree": answered("disagree", disk),
  "finding-mended": { ...checked(disk, MIXED), results: ONE_TO_LOOK_AT },
  "finding-warn": checked(screen, MIXED),
  "finding-no-settings": { ...checked(screen, MIXED), trouble: { open_settings: problem("settings_not_opened") } },
  "finding-unknown": checked(firewall, MIXED),
  "finding-good": checked(supported, MIXED),
  "finding-not-applicable": checked(supported, ODD),
  "finding-suspended": checked(disk, ODD),
  "finding-two-reasons": checked(firewall, ODD),
  "report": checked(report, ONE_TO_LOOK_AT),
  "report-mixed": checked(report, MIXED),
  "report-answered": answered("disagree", report),
  "report-left-out": leftOut("screen.lock"),
  "report-sending": checked(report, ONE_TO_LOOK_AT, { busy: "sending" }),
  "report-disk-full": checked(report, ONE_TO_LOOK_AT, { problem: problem("disk_full") }),
  "receipt-sending": checked(receipt, ONE_TO_LOOK_AT, SENDING),
  "receipt-ready": checked(receipt, ONE_TO_LOOK_AT, SENT),
  "receipt-left": checked(receipt, MIXED, SENT),
  "receipt-offline": checked(receipt, ONE_TO_LOOK_AT, waiting("offline")),
  "receipt-server-error": checked(receipt, ONE_TO_LOOK_AT, waiting("server_error")),
  "history": checked(history, ONE_TO_LOOK_AT, SENT),
  "history-waiting": checked(history, ONE_TO_LOOK_AT, waiting("offline")),
  "history-exported": checked(history, ONE_TO_LOOK_AT, { ...SENT, exported_to: EXPORTED_TO }),
  "sent": sent(0),
  "sent-waiting": sent(0, waiting("offline")),
  "sent-withdrawing": sent(1, { ...SENT, busy: "withdrawing" }),
  "sent-withdrawn": sent(2),
  "sent-offline": { ...sent(0), trouble: { withdraw_report: problem("offline") } },
};

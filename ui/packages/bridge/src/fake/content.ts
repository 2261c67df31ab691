// What the stand-in knows: a company, four checks, and what they may have found.

import type {
  CheckCard,
  CompanyCard,
  Finding,
  OfferView,
  OsFamily,
  Outcome,
  Reading,
  Report,
  Standing,
} from "@porchlight/api";

/** A fixed "now", so that pictures of the pages do not change from day to day. */
export const NOW = "2026-11-22T10:38:00Z";

export const COMPANY: CompanyCard = {
  id: "5b0d5c1e-3f0a-4c57-9a5e-0d3a8f3a1c01",
  name: "Bramble & Co.",
  provider: "Northgate IT",
  help_desk: { phone: "020 7946 0123", hours: "Mon to Fri, 8:00 to 18:00" },
};

export const OFFER: OfferView = {
  person: "Ana Prieto",
  expires_at: "2026-11-29T17:00:00Z",
  address: "help.northgate.example",
  collector_fingerprint: "b38e 5f0c 71d2 4a96 0e8f",
  device_fingerprint: "4c17 d9a0 66b5 13fe 82c4",
};

/** One way a check may come out on one computer. */
export interface Result {
  check: string;
  os: OsFamily;
  outcome: Outcome;
  standing: Standing;
  facts: Finding["facts"];
  readings: Reading[];
}

const PASS: Outcome = { status: "pass" };

export const SUPPORTED: Result = {
  check: "os.supported",
  os: "linux",
  outcome: PASS,
  standing: "good",
  facts: { name: "debian", version: "12", support: "full", supported_until: "2028-06-30", days_left: 586 },
  readings: [{ source: "file /etc/os-release", value: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"' }],
};

export const ENCRYPTED: Result = {
  check: "disk.encryption",
  os: "linux",
  outcome: PASS,
  standing: "good",
  facts: { method: "luks2", state: "on", root: true, home: true, swap: true },
  readings: [{ source: "lsblk --json", value: "nvme0n1p3  crypto_LUKS\n└─ root  ext4  /" }],
};

export const NOT_ENCRYPTED: Result = {
  ...ENCRYPTED,
  outcome: { status: "fail", reasons: ["off"] },
  standing: "must_mend",
  facts: { method: "none", state: "off", root: false, home: false, swap: false },
  readings: [{ source: "lsblk --json", value: "sda1  ext4  /" }],
};

export const SUSPENDED: Result = {
  ...ENCRYPTED,
  os: "windows",
  outcome: { status: "warn", reasons: ["suspended"] },
  standing: "worth_mending",
  facts: { method: "bitlocker", state: "suspended" },
  readings: [{ source: "System.Volume.BitLockerProtection", value: "5" }],
};

export const FIREWALL_ON: Result = {
  check: "firewall.host",
  os: "linux",
  outcome: PASS,
  standing: "good",
  facts: { manager: "ufw", state: "on" },
  readings: [{ source: "file /etc/ufw/ufw.conf", value: "ENABLED=yes" }],
};

export const FIREWALL_UNREAD: Result = {
  ...FIREWALL_ON,
  outcome: { status: "unknown", cause: "no_permission" },
  standing: "unclear",
  facts: {},
  readings: [{ source: "nft list ruleset", value: "Operation not permitted (you must be root)" }],
};

/** Two reasons at once, so that a page has to tell them apart. */
export const FIREWALL_OPEN: Result = {
  ...FIREWALL_ON,
  os: "windows",
  outcome: { status: "fail", reasons: ["profile_off", "inbound_allowed"] },
  standing: "must_mend",
  facts: { manager: "windows", state: "partly_on" },
  readings: [{ source: "Get-NetFirewallProfile", value: "Public  Enabled  False" }],
};

export const LOCKS: Result = {
  check: "screen.lock",
  os: "linux",
  outcome: PASS,
  standing: "good",
  facts: { locks: true, lock_after_s: 300, desktop: "gnome" },
  readings: [{ source: "org.gnome.desktop.session idle-delay", value: "uint32 300" }],
};

export const LOCKS_LATE: Result = {
  ...LOCKS,
  outcome: { status: "warn", reasons: ["slow"] },
  standing: "worth_mending",
  facts: { locks: true, lock_after_s: 1800, desktop: "gnome" },
  readings: [
    { source: "org.gnome.desktop.session idle-delay", value: "uint32 1800" },
    { source: "org.gnome.desktop.screensaver lock-enabled", value: "true" },
  ],
};

export const ROLLING: Result = {
  ...SUPPORTED,
  outcome: { status: "not_applicable", why: "rolling_release" },
  standing: "not_asked",
  facts: { name: "arch", support: "rolling" },
};

export const ALL_GOOD: readonly Result[] = [SUPPORTED, ENCRYPTED, FIREWALL_ON, LOCKS];
export const ONE_TO_LOOK_AT: readonly Result[] = [SUPPORTED, ENCRYPTED, FIREWALL_ON, LOCKS_LATE];
export const MIXED: readonly Result[] = [SUPPORTED, NOT_ENCRYPTED, FIREWALL_UNREAD, LOCKS_LATE];
export const ODD: readonly Result[] = [ROLLING, SUSPENDED, FIREWALL_OPEN, LOCKS];

export function findingOf({ os, outcome, standing, facts, readings }: Result): Finding {
  return { os, outcome, standing, facts, readings, observed_at: NOW };
}

export function cardOf(result: Result): CheckCard {
  return { id: result.check, running: false, finding: findingOf(result) };
}

/** The report on what was found, as the bytes that would be signed. */
export function reportOn(cards: readonly CheckCard[]): { id: string; exact: string } {
  const report: Report = {
    schema: "porchlight.report/1",
    report_id: "c0a80b8e-6a0d-4d53-8c0b-6f4b3f7d2e10",
    company_id: COMPANY.id,
    device_id: "0f7a2c44-9d1e-4b7c-a1b5-2f6e8c9d0a31",
    created_at: NOW,
    app: { version: "0.1.0", policy_version: 1 },
    device: { ownership: "personal", os: { family: "linux", name: "debian", version: "12" } },
    checks: cards.flatMap(({ id, finding }) =>
      finding === null
        ? []
        : [{ id, outcome: finding.outcome, grade: "observed", observed_at: finding.observed_at, facts: finding.facts }],
    ),
  };
  return { id: report.report_id, exact: JSON.stringify(report, null, 2) };
}

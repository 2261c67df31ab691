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
  collector_fingerprint: "sOu4-PFzA-73bG-qVJf-x0Qn-8dLk",
  device_fingerprint: "9Kq2-Vm3T-cYx8-hB0r-ZpEw-44Na",
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
  facts: { os_name: "debian", os_version: "12", days_left: 584 },
  readings: [{ source: "file /etc/os-release", value: 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"' }],
};

export const ENCRYPTED: Result = {
  check: "disk.encryption",
  os: "linux",
  outcome: PASS,
  standing: "good",
  facts: { encrypted: true, method: "luks2" },
  readings: [{ source: "lsblk --json --output NAME,TYPE,FSTYPE,MOUNTPOINTS", value: "nvme0n1p3  crypto_LUKS\n└─ root  ext4  /" }],
};

export const NOT_ENCRYPTED: Result = {
  ...ENCRYPTED,
  outcome: { status: "fail", reasons: ["not_encrypted"] },
  standing: "must_mend",
  facts: { encrypted: false },
  readings: [{ source: "lsblk --json --output NAME,TYPE,FSTYPE,MOUNTPOINTS", value: "sda1  ext4  /" }],
};

export const FIREWALL_ON: Result = {
  check: "firewall.host",
  os: "linux",
  outcome: PASS,
  standing: "good",
  facts: { enabled: true, product: "ufw" },
  readings: [{ source: "file /etc/ufw/ufw.conf", value: "ENABLED=yes" }],
};

export const FIREWALL_UNREAD: Result = {
  ...FIREWALL_ON,
  outcome: { status: "unknown", cause: "no_permission" },
  standing: "unclear",
  facts: {},
  readings: [{ source: "nft list ruleset", value: "Operation not permitted (you must be root)" }],
};

export const LOCKS: Result = {
  check: "screen.lock",
  os: "linux",
  outcome: PASS,
  standing: "good",
  facts: { lock_after_s: 300 },
  readings: [{ source: "gsettings get org.gnome.desktop.session idle-delay", value: "uint32 300" }],
};

export const LOCKS_LATE: Result = {
  ...LOCKS,
  outcome: { status: "warn", reasons: ["too_late"] },
  standing: "worth_mending",
  facts: { lock_after_s: 1800 },
  readings: [
    { source: "gsettings get org.gnome.desktop.session idle-delay", value: "uint32 1800" },
    { source: "gsettings get org.gnome.desktop.screensaver lock-enabled", value: "true" },
  ],
};

export const ALL_GOOD: readonly Result[] = [SUPPORTED, ENCRYPTED, FIREWALL_ON, LOCKS];
export const ONE_TO_LOOK_AT: readonly Result[] = [SUPPORTED, ENCRYPTED, FIREWALL_ON, LOCKS_LATE];
export const MIXED: readonly Result[] = [SUPPORTED, NOT_ENCRYPTED, FIREWALL_UNREAD, LOCKS_LATE];

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
  return { id: report.report_id, exact: JSON.stringify(report) };
}

// What the checks of the stand-in may have found.

import type { Finding, OsFamily, Outcome, Reading, Standing } from "@porchlight/api";

/** One way a check may come out on one computer. */
export interface Result {
  check: string;
  os: OsFamily;
  outcome: Outcome;
  standing: Standing;
  facts: Finding["facts"];
  readings: Reading[];
  /** Whether the page of the system's settings for it can be opened from here. */
  settings?: boolean;
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
  settings: true,
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
  settings: true,
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

/** A check that is good, of which a page needs no more than that. */
function good(check: string, source: string, value: string): Result {
  return { check, os: "linux", outcome: PASS, standing: "good", facts: {}, readings: [{ source, value }] };
}

const UPDATED = good("os.updates", "apt-get --simulate upgrade", "0 upgraded, 0 newly installed");
const CLEAN = good("malware.protection", "systemctl is-active clamav-daemon", "active");
const PASSWORD = good("account.password_autologin", "file /etc/gdm3/daemon.conf", "AutomaticLoginEnable=false");
const NO_REMOTE = good("remote.access", "ss --listening", "(nothing)");
const IN_TIME = good("time.sync", "timedatectl", "System clock synchronized: yes");

/** All nine checks in the order of the list, with four of them as they came out. */
function nine(supported: Result, encryption: Result, firewall: Result, lock: Result): readonly Result[] {
  return [supported, UPDATED, encryption, firewall, CLEAN, lock, PASSWORD, NO_REMOTE, IN_TIME];
}

export const ALL_GOOD = nine(SUPPORTED, ENCRYPTED, FIREWALL_ON, LOCKS);
export const ONE_TO_LOOK_AT = nine(SUPPORTED, ENCRYPTED, FIREWALL_ON, LOCKS_LATE);
export const MIXED = nine(SUPPORTED, NOT_ENCRYPTED, FIREWALL_UNREAD, LOCKS_LATE);
export const ODD = nine(ROLLING, SUSPENDED, FIREWALL_OPEN, LOCKS);

/** The checks that the company of the stand-in does not require. */
export const OPTIONAL: readonly string[] = ["screen.lock", "account.password_autologin", "remote.access", "time.sync"];

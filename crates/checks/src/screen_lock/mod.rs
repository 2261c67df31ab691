//! `screen.lock`: how long a computer that was left alone stays open.

use porchlight_contract::{OsFamily, UnknownCause};
use porchlight_host::SettingsPage;

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{About, Check, EVERYWHERE, Judgement, Obstacle, Reason};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod gnome;
mod kde;
mod linux;
mod macos;
mod windows;

#[cfg(test)]
mod tests;

/// In seconds. CIS macOS 26 Benchmark 2.11.1 and Porchlight's own default.
const PASS_WITHIN: u64 = 900;
/// In seconds. Porchlight's own default.
const WARN_WITHIN: u64 = 1800;

const NEVER_LOCKS: Reason = Reason { code: "never_locks", kind: ReasonKind::Fail, systems: EVERYWHERE };
const NO_PASSWORD: Reason = Reason { code: "no_password", kind: ReasonKind::Fail, systems: EVERYWHERE };
const TOO_SLOW: Reason = Reason { code: "too_slow", kind: ReasonKind::Fail, systems: EVERYWHERE };
const SLOW: Reason = Reason { code: "slow", kind: ReasonKind::Warn, systems: EVERYWHERE };

const LOCKS: FactSpec = FactSpec { name: "locks", kind: FactKind::Flag };
const LOCK_AFTER: FactSpec = FactSpec { name: "lock_after_s", kind: FactKind::Number { unit: "seconds" } };
const DESKTOP: FactSpec =
    FactSpec { name: "desktop", kind: FactKind::Word { values: &["gnome", "kde", "macos", "windows"] } };

/// The check.
pub(crate) struct ScreenLock;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    desktop: Desktop,
    lock: Lock,
    /// Whether a default that cannot be read may lock the screen sooner than `lock` says.
    maybe_sooner: bool,
}

/// What locks the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Desktop {
    Gnome,
    Kde,
    Macos,
    Windows,
}

/// When the screen locks, at worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lock {
    /// After so many seconds without a key or a move of the mouse.
    After(u64),
    /// Never by itself.
    Never,
    /// It goes dark, and opens again without a password.
    Open,
}

impl Check for ScreenLock {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "screen.lock",
        severity: Severity::High,
        settings: SettingsPage::ScreenLock,
        reasons: &[&NEVER_LOCKS, &NO_PASSWORD, &TOO_SLOW, &SLOW],
        facts: &[&LOCKS, &LOCK_AFTER, &DESKTOP],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        match system {
            OsFamily::Linux => linux::gather(asker),
            OsFamily::Macos => macos::gather(asker),
            OsFamily::Windows => windows::gather(asker),
        }
    }

    fn judge(evidence: &Evidence, _: &Context) -> Judgement {
        let sheet = Sheet::default().word(&DESKTOP, evidence.desktop.word());
        let in_time = matches!(evidence.lock, Lock::After(seconds) if seconds <= PASS_WITHIN);
        if evidence.maybe_sooner && !in_time {
            return Judgement::unknown(UnknownCause::Inconclusive, sheet.finish());
        }
        match evidence.lock {
            Lock::After(seconds) => {
                let facts = sheet.flag(&LOCKS, true).number(&LOCK_AFTER, seconds).finish();
                if seconds <= PASS_WITHIN {
                    Judgement::pass(facts)
                } else if seconds <= WARN_WITHIN {
                    Judgement::because(&[&SLOW], facts)
                } else {
                    Judgement::because(&[&TOO_SLOW], facts)
                }
            }
            Lock::Never => Judgement::because(&[&NEVER_LOCKS], sheet.flag(&LOCKS, false).finish()),
            Lock::Open => Judgement::because(&[&NO_PASSWORD], sheet.flag(&LOCKS, false).finish()),
        }
    }
}

impl Evidence {
    /// What is wholly told by settings that were read.
    fn certain(desktop: Desktop, lock: Lock) -> Self {
        Self { desktop, lock, maybe_sooner: false }
    }
}

impl Desktop {
    fn word(self) -> &'static str {
        match self {
            Self::Gnome => "gnome",
            Self::Kde => "kde",
            Self::Macos => "macos",
            Self::Windows => "windows",
        }
    }
}

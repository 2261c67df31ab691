//! `account.password_autologin`: whether a computer that is switched on asks who is there.
//!
//! Whether a password on Windows is empty is not tried out: trying to sign in counts as a failed attempt, and enough of
//! them lock the account (ADR 7).
//!
//! Whose account opens by itself is not asked. Any account that does lets whoever switches the computer on into it.

use porchlight_contract::{Facts, OsFamily};
use porchlight_host::SettingsPage;

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{About, Check, EVERYWHERE, Judgement, LINUX, MACOS_AND_WINDOWS, Obstacle, Reason};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod display_manager;
mod ini;
mod linux;
mod macos;
mod password;
mod windows;

#[cfg(test)]
mod tests;

const AUTOLOGIN: Reason = Reason { code: "autologin", kind: ReasonKind::Fail, systems: EVERYWHERE };
const NO_PASSWORD: Reason = Reason { code: "no_password", kind: ReasonKind::Fail, systems: LINUX };
const STORED: Reason = Reason { code: "stored_password", kind: ReasonKind::Fail, systems: MACOS_AND_WINDOWS };
const AFTER_DISK: Reason = Reason { code: "autologin_after_disk", kind: ReasonKind::Warn, systems: LINUX };

const SIGN_IN: FactSpec =
    FactSpec { name: "sign_in", kind: FactKind::Word { values: &["after_disk", "asked", "automatic"] } };
const PASSWORD: FactSpec =
    FactSpec { name: "password", kind: FactKind::Word { values: &["locked", "none", "set"] } };
const STORED_PASSWORD: FactSpec = FactSpec { name: "stored_password", kind: FactKind::Flag };

/// The check.
pub(crate) struct PasswordAutologin;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    opens: Opens,
    /// Of the user's own account, where that can be seen.
    password: Option<Password>,
    /// Whether somebody's password lies readable on the disk, where that can be seen.
    stored: Option<bool>,
}

/// What happens after the computer was switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// It asks who is there.
    Asks,
    /// It asks for the disk's password, and for no other.
    AfterDisk,
    /// It asks nothing.
    ByItself,
}

/// The password of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Password {
    Set,
    /// There is none: Enter is enough.
    None,
    /// No password opens it; it is opened in another way.
    Locked,
}

impl Check for PasswordAutologin {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "account.password_autologin",
        severity: Severity::High,
        settings: SettingsPage::Accounts,
        reasons: &[&AUTOLOGIN, &NO_PASSWORD, &STORED, &AFTER_DISK],
        facts: &[&SIGN_IN, &PASSWORD, &STORED_PASSWORD],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        match system {
            OsFamily::Linux => linux::gather(asker),
            OsFamily::Macos => macos::gather(asker),
            OsFamily::Windows => windows::gather(asker),
        }
    }

    fn judge(evidence: &Evidence, _: &Context) -> Judgement {
        let facts = facts(evidence);
        let mut reasons: Vec<&Reason> = Vec::new();
        match evidence.opens {
            Opens::ByItself => reasons.push(&AUTOLOGIN),
            Opens::AfterDisk => reasons.push(&AFTER_DISK),
            Opens::Asks => {}
        }
        if evidence.password == Some(Password::None) {
            reasons.push(&NO_PASSWORD);
        }
        if evidence.stored == Some(true) {
            reasons.push(&STORED);
        }
        Judgement::by_reasons(&reasons, facts)
    }
}

fn facts(evidence: &Evidence) -> Facts {
    let mut sheet = Sheet::default().word(&SIGN_IN, evidence.opens.word());
    if let Some(password) = evidence.password {
        sheet = sheet.word(&PASSWORD, password.word());
    }
    if let Some(stored) = evidence.stored {
        sheet = sheet.flag(&STORED_PASSWORD, stored);
    }
    sheet.finish()
}

impl Opens {
    fn word(self) -> &'static str {
        match self {
            Self::Asks => "asked",
            Self::AfterDisk => "after_disk",
            Self::ByItself => "automatic",
        }
    }
}

impl Password {
    fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::None => "none",
            Self::Locked => "locked",
        }
    }
}

//! `firewall.host`: whether connections that nobody asked for are kept out.

use porchlight_contract::OsFamily;
use porchlight_host::{FirewallProfile, InboundDefault, ProductState, SettingsPage};

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{About, Check, EVERYWHERE, Judgement, LINUX, Obstacle, Reason, WINDOWS};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod linux;
mod macos;
mod windows;

#[cfg(test)]
mod tests;

const OFF: Reason = Reason { code: "off", kind: ReasonKind::Fail, systems: EVERYWHERE };
const PROFILE_OFF: Reason = Reason { code: "profile_off", kind: ReasonKind::Fail, systems: WINDOWS };
const PAUSED: Reason = Reason { code: "paused", kind: ReasonKind::Fail, systems: WINDOWS };
const INBOUND_ALLOWED: Reason = Reason { code: "inbound_allowed", kind: ReasonKind::Fail, systems: WINDOWS };
const DOMAIN_PROFILE_OFF: Reason =
    Reason { code: "domain_profile_off", kind: ReasonKind::Warn, systems: WINDOWS };
const NOT_AT_START: Reason = Reason { code: "not_at_start", kind: ReasonKind::Warn, systems: LINUX };

const MANAGER: FactSpec = FactSpec {
    name: "manager",
    kind: FactKind::Word { values: &["firewalld", "macos", "nftables", "third_party", "ufw", "windows"] },
};
const STATE: FactSpec = FactSpec {
    name: "state",
    kind: FactKind::Word { values: &["off", "on", "partly_on", "paused", "until_restart"] },
};

/// `NET_FW_PROFILE_TYPE2`: the network of a company's domain. A computer at home is hardly ever in it.
const DOMAIN: u32 = 1;

/// The check.
pub(crate) struct FirewallHost;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// The application firewall of macOS.
    Macos { on: bool },
    /// A manager of firewall rules on Linux.
    Linux { manager: Manager, stance: Stance },
    /// A product other than Windows' own does the work.
    ThirdParty,
    /// Windows' own firewall, with the best state of another product that does not do the work.
    Windows { profiles: Vec<FirewallProfile>, other: Option<ProductState> },
}

/// A program that keeps firewall rules on Linux.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manager {
    Firewalld,
    Ufw,
    Nftables,
}

/// What a manager on Linux does, as far as can be seen without being root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// It works, and it will after a restart.
    Protects,
    /// It works until the next restart.
    UntilRestart,
    /// It says itself that it is switched off.
    Off,
}

impl Check for FirewallHost {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "firewall.host",
        severity: Severity::High,
        settings: SettingsPage::Firewall,
        reasons: &[&OFF, &PROFILE_OFF, &PAUSED, &INBOUND_ALLOWED, &DOMAIN_PROFILE_OFF, &NOT_AT_START],
        facts: &[&MANAGER, &STATE],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        match system {
            OsFamily::Linux => linux::gather(asker),
            OsFamily::Macos => macos::gather(asker),
            OsFamily::Windows => windows::gather(asker),
        }
    }

    fn judge(evidence: &Evidence, _: &Context) -> Judgement {
        match evidence {
            Evidence::Macos { on: true } => judged("macos", "on", &[]),
            Evidence::Macos { on: false } => judged("macos", "off", &[&OFF]),
            Evidence::Linux { manager, stance: Stance::Protects } => judged(manager.word(), "on", &[]),
            Evidence::Linux { manager, stance: Stance::UntilRestart } => {
                judged(manager.word(), "until_restart", &[&NOT_AT_START])
            }
            Evidence::Linux { manager, stance: Stance::Off } => judged(manager.word(), "off", &[&OFF]),
            Evidence::ThirdParty => judged("third_party", "on", &[]),
            Evidence::Windows { profiles, other } => judge_windows(profiles, *other),
        }
    }
}

fn judge_windows(profiles: &[FirewallProfile], other: Option<ProductState>) -> Judgement {
    let enabled = || profiles.iter().filter(|profile| profile.enabled);
    if enabled().count() == 0 {
        return match other {
            Some(ProductState::Snoozed) => judged("third_party", "paused", &[&PAUSED]),
            Some(ProductState::On | ProductState::Off | ProductState::Expired) | None => {
                judged("windows", "off", &[&OFF])
            }
        };
    }
    let mut reasons: Vec<&Reason> = Vec::new();
    if profiles.iter().any(|profile| !profile.enabled && profile.profile != DOMAIN) {
        reasons.push(&PROFILE_OFF);
    } else if profiles.iter().any(|profile| !profile.enabled) {
        reasons.push(&DOMAIN_PROFILE_OFF);
    }
    if enabled().any(|profile| profile.inbound == InboundDefault::Allow) {
        reasons.push(&INBOUND_ALLOWED);
    }
    judged("windows", if enabled().count() == profiles.len() { "on" } else { "partly_on" }, &reasons)
}

fn judged(manager: &str, state: &str, reasons: &[&Reason]) -> Judgement {
    let facts = Sheet::default().word(&MANAGER, manager).word(&STATE, state).finish();
    Judgement::by_reasons(reasons, facts)
}

impl Manager {
    fn word(self) -> &'static str {
        match self {
            Self::Firewalld => "firewalld",
            Self::Ufw => "ufw",
            Self::Nftables => "nftables",
        }
    }
}

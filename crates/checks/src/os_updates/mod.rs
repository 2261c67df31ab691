//! `os.updates`: whether security updates come by themselves, and whether one has waited for long.

use jiff::{SignedDuration, Timestamp};
use porchlight_contract::OsFamily;
use porchlight_host::SettingsPage;

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{About, Check, EVERYWHERE, Judgement, LINUX, MACOS, Obstacle, Reason, WINDOWS};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod apt;
mod dnf;
mod linux;
mod macos;
mod windows;

#[cfg(test)]
mod tests;

/// How long a security update may wait. Cyber Essentials v3.3, "security update management".
const PENDING: SignedDuration = days(14);
/// How old the lists of packages may be before what is pending cannot be known.
const LISTS: SignedDuration = days(7);
/// How long ago a Mac may have looked for updates. NIST's macOS baseline.
const LOOKED: SignedDuration = days(30);
/// The longest pause that the settings of Windows offer.
const PAUSE: SignedDuration = days(35);
/// How far ahead a moment of the past may seem to lie, on a clock that was put right since.
const AHEAD: SignedDuration = days(1);

const AUTOMATIC_OFF: Reason = Reason { code: "automatic_off", kind: ReasonKind::Fail, systems: EVERYWHERE };
const SERVICE_OFF: Reason = Reason { code: "service_off", kind: ReasonKind::Fail, systems: WINDOWS };
const PAUSED_LONG: Reason = Reason { code: "paused_long", kind: ReasonKind::Fail, systems: WINDOWS };
const OLD_PENDING: Reason = Reason { code: "old_pending", kind: ReasonKind::Fail, systems: LINUX };
const NOT_LOOKED: Reason = Reason { code: "not_looked", kind: ReasonKind::Fail, systems: MACOS };
const PARTLY: Reason = Reason { code: "partly_automatic", kind: ReasonKind::Warn, systems: EVERYWHERE };
const PAUSED: Reason = Reason { code: "paused", kind: ReasonKind::Warn, systems: WINDOWS };

const AUTOMATIC: FactSpec =
    FactSpec { name: "automatic", kind: FactKind::Word { values: &["on", "partly", "off"] } };
const PENDING_SECURITY: FactSpec =
    FactSpec { name: "pending_security", kind: FactKind::Number { unit: "updates" } };
const OLDEST_DAYS: FactSpec = FactSpec { name: "oldest_days", kind: FactKind::Number { unit: "days" } };

const fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * number)
}

/// The check.
pub(crate) struct OsUpdates;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    Linux {
        automatic: Automatic,
        /// `None` for systems that are replaced as a whole.
        pending: Option<Pending>,
    },
    Macos {
        automatic: Automatic,
        /// When it last looked for all kinds of updates; `None` if it does not say.
        looked_at: Option<Timestamp>,
    },
    Windows {
        automatic: Automatic,
        /// Whether a service that the updates need is switched off.
        service_off: bool,
        paused_until: Option<Timestamp>,
    },
}

/// Whether security updates are installed without anybody's doing. Of two settings the later one here counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Automatic {
    On,
    /// Something is left to the person, such as the installing.
    Partly,
    /// What we can read does not do it, and something else may.
    Unclear,
    Off,
}

/// What waits to be installed on Linux.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pending {
    /// When the lists of packages were fetched, where they tell.
    lists_at: Option<Timestamp>,
    /// Each security update that waits, by name and version.
    security: Vec<String>,
}

impl Check for OsUpdates {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "os.updates",
        severity: Severity::High,
        settings: SettingsPage::Updates,
        reasons: &[&AUTOMATIC_OFF, &SERVICE_OFF, &PAUSED_LONG, &OLD_PENDING, &NOT_LOOKED, &PARTLY, &PAUSED],
        facts: &[&AUTOMATIC, &PENDING_SECURITY, &OLDEST_DAYS],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        match system {
            OsFamily::Linux => linux::gather(asker),
            OsFamily::Macos => macos::gather(asker),
            OsFamily::Windows => windows::gather(asker),
        }
    }

    fn items(evidence: &Evidence) -> Vec<String> {
        match evidence {
            Evidence::Linux { pending: Some(pending), .. } => pending.security.clone(),
            Evidence::Linux { pending: None, .. } | Evidence::Macos { .. } | Evidence::Windows { .. } => {
                Vec::new()
            }
        }
    }

    fn judge(evidence: &Evidence, context: &Context) -> Judgement {
        match evidence {
            Evidence::Linux { automatic, pending: None } => {
                let is_clear = *automatic != Automatic::Unclear;
                Judgement::by_reasons_if_clear(is_clear, &automatic.reasons(), automatic.sheet().finish())
            }
            Evidence::Linux { automatic, pending: Some(pending) } => {
                judge_packages(*automatic, pending, context)
            }
            Evidence::Macos { automatic, looked_at } => judge_macos(*automatic, *looked_at, context),
            Evidence::Windows { automatic, service_off, paused_until } => {
                judge_windows(*automatic, *service_off, *paused_until, context)
            }
        }
    }
}

fn judge_packages(automatic: Automatic, pending: &Pending, context: &Context) -> Judgement {
    let mut reasons = automatic.reasons();
    let oldest = pending.security.iter().map(|item| context.age(item)).max();
    if oldest.is_some_and(|age| age > PENDING) {
        reasons.push(&OLD_PENDING);
    }
    let known = pending.lists_at.is_none_or(|at| is_within(LISTS, at, context));
    let mut sheet = automatic.sheet();
    if known {
        sheet = sheet.number(&PENDING_SECURITY, u64::try_from(pending.security.len()).unwrap_or(u64::MAX));
    }
    if let Some(oldest) = oldest {
        sheet = sheet.number(&OLDEST_DAYS, u64::try_from(oldest.as_hours() / 24).unwrap_or(0));
    }
    Judgement::by_reasons_if_clear(known && automatic != Automatic::Unclear, &reasons, sheet.finish())
}

fn judge_macos(automatic: Automatic, looked_at: Option<Timestamp>, context: &Context) -> Judgement {
    let mut reasons = automatic.reasons();
    if looked_at.is_some_and(|at| context.since(at) > LOOKED) {
        reasons.push(&NOT_LOOKED);
    }
    let is_clear = looked_at.is_some_and(|at| is_within(LOOKED, at, context));
    Judgement::by_reasons_if_clear(is_clear, &reasons, automatic.sheet().finish())
}

fn judge_windows(
    automatic: Automatic,
    service_off: bool,
    paused_until: Option<Timestamp>,
    context: &Context,
) -> Judgement {
    let mut reasons = automatic.reasons();
    if service_off {
        reasons.push(&SERVICE_OFF);
    }
    let pause = paused_until.map(|until| -context.since(until)).filter(SignedDuration::is_positive);
    match pause {
        Some(left) if left > PAUSE => reasons.push(&PAUSED_LONG),
        Some(_) => reasons.push(&PAUSED),
        None => {}
    }
    let shown = match (service_off, pause) {
        (true, _) => Automatic::Off,
        (false, Some(_)) => automatic.max(Automatic::Partly),
        (false, None) => automatic,
    };
    Judgement::by_reasons_if_clear(automatic != Automatic::Unclear, &reasons, shown.sheet().finish())
}

/// Whether a moment of the past is no longer ago than that. One that lies ahead says nothing.
fn is_within(limit: SignedDuration, moment: Timestamp, context: &Context) -> bool {
    let age = context.since(moment);
    -AHEAD <= age && age <= limit
}

impl Automatic {
    fn reasons(self) -> Vec<&'static Reason> {
        match self {
            Self::On | Self::Unclear => Vec::new(),
            Self::Partly => vec![&PARTLY],
            Self::Off => vec![&AUTOMATIC_OFF],
        }
    }

    fn sheet(self) -> Sheet {
        match self {
            Self::On => Sheet::default().word(&AUTOMATIC, "on"),
            Self::Partly => Sheet::default().word(&AUTOMATIC, "partly"),
            Self::Unclear => Sheet::default(),
            Self::Off => Sheet::default().word(&AUTOMATIC, "off"),
        }
    }
}

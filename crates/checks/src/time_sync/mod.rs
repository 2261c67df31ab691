//! `time.sync`: whether the clock is right, and put right by itself.

use porchlight_contract::OsFamily;
use porchlight_host::{ProbeError, SettingsPage};

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{About, Check, EVERYWHERE, Judgement, LINUX_AND_WINDOWS, Obstacle, Reason};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod linux;
mod macos;
mod windows;

#[cfg(test)]
mod tests;

/// In seconds. Porchlight's own default.
const PASS_WITHIN: u64 = 120;
/// In seconds. Kerberos and many sign-ins refuse a clock that is five minutes off (RFC 4120 §1.6).
const WARN_WITHIN: u64 = 300;
const HOUR: u64 = 3600;
/// In hours: no time zone lies further from UTC.
const ZONES: u64 = 14;

const WRONG: Reason = Reason { code: "wrong", kind: ReasonKind::Fail, systems: EVERYWHERE };
const WHOLE_HOURS: Reason =
    Reason { code: "whole_hours", kind: ReasonKind::Fail, systems: LINUX_AND_WINDOWS };
const DRIFTED: Reason = Reason { code: "drifted", kind: ReasonKind::Warn, systems: EVERYWHERE };
const SYNC_OFF: Reason = Reason { code: "sync_off", kind: ReasonKind::Warn, systems: EVERYWHERE };

const SYNC: FactSpec = FactSpec { name: "sync", kind: FactKind::Flag };
const OFF_BY: FactSpec = FactSpec { name: "off_by_s", kind: FactKind::Number { unit: "seconds" } };

/// The check.
pub(crate) struct TimeSync;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// How far the clock is off, in seconds; `None` where there is no collector to compare with.
    off_by: Option<u64>,
    service: Service,
    /// Whether another system on the same computer can put the clock wrong by a time zone.
    two_systems: bool,
}

/// What puts the clock right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    On,
    Off,
    /// None that we know is there, and another may be.
    NoneKnown,
}

impl Check for TimeSync {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "time.sync",
        severity: Severity::Medium,
        settings: SettingsPage::DateAndTime,
        reasons: &[&WRONG, &WHOLE_HOURS, &DRIFTED, &SYNC_OFF],
        facts: &[&SYNC, &OFF_BY],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        let off_by = match asker.clock_offset() {
            Ok(milliseconds) => Some(milliseconds.unsigned_abs() / 1000),
            // There is no collector yet: what puts the clock right is all that can be judged.
            Err(ProbeError::Unavailable) => None,
            Err(error) => return Err(error.into()),
        };
        let service = match system {
            OsFamily::Linux => linux::service(asker),
            OsFamily::Macos => macos::service(asker),
            OsFamily::Windows => windows::service(asker),
        }?;
        Ok(Evidence { off_by, service, two_systems: system != OsFamily::Macos })
    }

    fn judge(evidence: &Evidence, _: &Context) -> Judgement {
        let mut reasons: Vec<&Reason> = Vec::new();
        let mut sheet = Sheet::default();
        if let Some(seconds) = evidence.off_by {
            sheet = sheet.number(&OFF_BY, seconds);
            reasons.extend(of_clock(seconds, evidence.two_systems));
        }
        match evidence.service {
            Service::On => sheet = sheet.flag(&SYNC, true),
            Service::Off => {
                sheet = sheet.flag(&SYNC, false);
                reasons.push(&SYNC_OFF);
            }
            Service::NoneKnown => {}
        }
        let is_clear = evidence.service != Service::NoneKnown;
        Judgement::by_reasons_if_clear(is_clear, &reasons, sheet.finish())
    }
}

/// What is wrong with a clock that is off by so many seconds.
fn of_clock(seconds: u64, two_systems: bool) -> Option<&'static Reason> {
    if seconds <= PASS_WITHIN {
        None
    } else if seconds <= WARN_WITHIN {
        Some(&DRIFTED)
    } else if two_systems && is_whole_hours(seconds) {
        Some(&WHOLE_HOURS)
    } else {
        Some(&WRONG)
    }
}

/// Whether a clock is off as one is that two systems set, one in local time and one in UTC.
fn is_whole_hours(seconds: u64) -> bool {
    let hours = (seconds + HOUR / 2) / HOUR;
    (1..=ZONES).contains(&hours) && seconds.abs_diff(hours * HOUR) <= PASS_WITHIN
}

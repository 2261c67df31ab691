//! A company's policy as it is in force at a time, and what outcomes mean by it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp as Instant};
use porchlight_contract::{
    CheckEntry, CheckId, Day, Outcome, PolicyDocument, Readiness, Requirement, Standing, Timestamp,
    UnknownCause,
};

use crate::clock::{self, OutsideCalendar};

/// A company's policy as it is in force at a time.
#[derive(Clone)]
pub(crate) struct Rules {
    policy: PolicyDocument,
    /// A newest report from before this time is too old.
    fresh_from: Timestamp,
}

impl Rules {
    /// A policy as it is in force at a time.
    pub(crate) fn at(policy: PolicyDocument, now: Instant) -> Result<Self, OutsideCalendar> {
        let today = clock::on_the_wire(now)?.day();
        Self::on(policy, &today, now)
    }

    /// The same, with what is asked on some other day.
    pub(crate) fn on(policy: PolicyDocument, day: &Day, now: Instant) -> Result<Self, OutsideCalendar> {
        let fresh = SignedDuration::from_hours(24 * i64::from(policy.stale_after_days));
        let fresh_from = clock::later(now, -fresh)?;
        Ok(Self { policy: porchlight_policy::in_force(policy, day), fresh_from })
    }

    /// The version of the policy.
    pub(crate) fn version(&self) -> u32 {
        self.policy.version
    }

    /// Whether the same reports mean the same by both.
    pub(crate) fn judge_like(&self, other: &Self) -> bool {
        self.policy == other.policy
    }

    /// From when on a report is not too old.
    pub(crate) fn fresh_from(&self) -> &Timestamp {
        &self.fresh_from
    }

    /// Whether a report that was received then is too old.
    pub(crate) fn is_stale(&self, received_at: &Timestamp) -> bool {
        received_at < &self.fresh_from
    }

    /// What a check concluded, by the company's own lines.
    pub(crate) fn judged<'a>(&self, check: &'a CheckEntry) -> Cow<'a, Outcome> {
        porchlight_policy::judged(&self.policy, &check.id, &check.outcome, &check.facts)
    }

    pub(crate) fn standing(&self, check: &CheckId, outcome: &Outcome) -> Standing {
        porchlight_policy::standing(&self.policy, check, outcome)
    }

    pub(crate) fn readiness(&self, checks: &[CheckEntry]) -> Readiness {
        let outcomes: Vec<_> = checks.iter().map(|check| (&check.id, self.judged(check))).collect();
        let outcomes = outcomes.iter().map(|(id, outcome)| (*id, outcome.as_ref()));
        porchlight_policy::readiness(&self.policy, outcomes)
    }

    /// What is asked of a check, if anything.
    pub(crate) fn requirement(&self, check: &CheckId) -> Option<Requirement> {
        self.policy.checks.get(check).copied()
    }

    /// Every check that is asked for.
    pub(crate) fn asked(&self) -> impl Iterator<Item = (&CheckId, Requirement)> {
        self.policy.checks.iter().map(|(id, requirement)| (id, *requirement))
    }

    /// How every check stands that was reported or is asked for.
    pub(crate) fn standings(&self, checks: &[CheckEntry]) -> BTreeMap<CheckId, Standing> {
        let mut standings: BTreeMap<_, _> =
            self.asked().map(|(id, _)| (id.clone(), Standing::Unclear)).collect();
        for check in checks {
            standings.insert(check.id.clone(), self.standing(&check.id, &self.judged(check)));
        }
        standings
    }
}

/// How many checks the person left out of a report.
pub(crate) fn left_out(checks: &[CheckEntry]) -> u32 {
    let kept_back = Outcome::Unknown { cause: UnknownCause::NotShared };
    let count = checks.iter().filter(|check| check.outcome == kept_back).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

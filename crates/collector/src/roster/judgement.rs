//! What a report means by a company's policy, as small as the lists need it.

use std::sync::Arc;

use porchlight_contract::{CheckEntry, CheckId, Outcome, Readiness, Standing, UnknownCause};

use crate::rules::{self, Rules};

/// What a check concluded, as lists are filtered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Pass,
    Warn,
    Fail,
    Unknown,
    LeftOut,
    NotApplicable,
}

/// Why a check of a device stands in the list of what there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Todo {
    /// The person has said something to it.
    PersonSays,
    /// It must be mended.
    MustMend,
}

/// What the newest report of a device means.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub(super) readiness: Readiness,
    pub(super) left_out: bool,
    pub(super) marks: Box<[Mark]>,
}

/// What one check of it means.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Shared with other devices.
    pub(super) check: Arc<CheckId>,
    pub(super) class: Class,
    pub(super) todo: Option<Todo>,
}

impl Class {
    pub(crate) fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Pass => Self::Pass,
            Outcome::Warn { .. } => Self::Warn,
            Outcome::Fail { .. } => Self::Fail,
            Outcome::Unknown { cause: UnknownCause::NotShared } => Self::LeftOut,
            Outcome::Unknown { .. } => Self::Unknown,
            Outcome::NotApplicable { .. } => Self::NotApplicable,
        }
    }
}

impl Todo {
    /// Why a check stands in the list, if it does. What the person has said something to stands there once, as that.
    pub(crate) fn of(check: &CheckEntry, outcome: &Outcome, rules: &Rules) -> Option<Self> {
        if check.person.is_some() && outcome.can_be_answered() {
            Some(Self::PersonSays)
        } else {
            (rules.standing(&check.id, outcome) == Standing::MustMend).then_some(Self::MustMend)
        }
    }
}

impl Judgement {
    pub(super) fn of(checks: &[CheckEntry], rules: &Rules) -> Self {
        let marks = checks.iter().map(|check| {
            let outcome = rules.judged(check);
            Mark {
                check: Arc::new(check.id.clone()),
                class: Class::of(&outcome),
                todo: Todo::of(check, &outcome, rules),
            }
        });
        Self {
            marks: marks.collect(),
            readiness: rules.readiness(checks),
            left_out: rules::left_out(checks) > 0,
        }
    }
}

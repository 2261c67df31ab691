//! The shapes of policies.

use std::collections::{BTreeMap, BTreeSet};

use porchlight_contract::{
    CheckId, Day, DeviceId, PlainText, PolicyDocument, Requirement, Standing, Thresholds, limits,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The longest that a newest report may count, in days.
const LONGEST_FRESH: u32 = 365;
/// The longest line that can be drawn in days.
const LONGEST_DAYS: u32 = 3650;
/// The longest that a screen may stay open, in seconds: a day.
const LONGEST_SECONDS: u32 = 86_400;

/// What a company asks for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Policy {
    /// The version. To save, the one that the change was made from.
    #[schema(value_type = i64, minimum = 0)]
    pub(crate) version: u32,
    /// What is asked of each check. One that is not named is not asked for.
    pub(crate) checks: BTreeMap<CheckId, Asked>,
    pub(crate) thresholds: Lines,
    /// After so many days a device's newest report says too little about today: 1 to 365.
    #[schema(minimum = 1, maximum = 365)]
    pub(crate) stale_after_days: u32,
}

/// What is asked of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub(crate) requirement: Wish,
    /// The day from which on it is required; it is advised before. Only for what is required.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub(crate) from: Option<Day>,
}

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Wish {
    /// Work cannot start without it.
    Required,
    /// Worth mending; work can start.
    Advised,
    /// Shown and not judged.
    None,
}

/// Where the company draws lines of its own; `null` where the check judges by itself.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lines {
    /// The screen locks after at most so many seconds, 1 to 86400.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required, minimum = 1, maximum = 86400)]
    pub(crate) lock_after_s: Option<u32>,
    /// A security update has waited for at most so many days, up to 3650.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required, minimum = 0, maximum = 3650)]
    pub(crate) update_days: Option<u32>,
    /// What the protection knows of malware is at most so many days old, up to 3650.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required, minimum = 0, maximum = 3650)]
    pub(crate) signature_days: Option<u32>,
    /// The system gets security updates for at least so many days more, up to 3650.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required, minimum = 0, maximum = 3650)]
    pub(crate) support_days: Option<u32>,
}

impl Policy {
    /// A policy as it is shown: all checks that can be asked for are named.
    pub(crate) fn of(document: &PolicyDocument) -> Self {
        let asked = |id: CheckId| {
            let requirement = match document.checks.get(&id) {
                Some(Requirement::Required) => Wish::Required,
                Some(Requirement::Advised) => Wish::Advised,
                None => Wish::None,
            };
            let from = document.from.get(&id).filter(|_| requirement == Wish::Required).cloned();
            (id, Asked { requirement, from })
        };
        let Thresholds { lock_after_s, update_days, signature_days, support_days } = document.thresholds;
        Self {
            version: document.version,
            checks: known_checks(document).into_iter().map(asked).collect(),
            thresholds: Lines { lock_after_s, update_days, signature_days, support_days },
            stale_after_days: document.stale_after_days,
        }
    }

    /// The document with the version behind this one; `None` if it makes no sense as the follower of `current`.
    pub(crate) fn document(self, current: &PolicyDocument) -> Option<PolicyDocument> {
        let known = known_checks(current);
        let fits = self.checks.len() <= limits::CHECKS
            && self.checks.iter().all(|(id, asked)| known.contains(id) && asked.fits())
            && self.thresholds.fit()
            && (1..=LONGEST_FRESH).contains(&self.stale_after_days);
        if !fits {
            return None;
        }
        let (mut checks, mut from) = (BTreeMap::new(), BTreeMap::new());
        for (id, asked) in self.checks {
            let requirement = match asked.requirement {
                Wish::Required => Requirement::Required,
                Wish::Advised => Requirement::Advised,
                Wish::None => continue,
            };
            from.extend(asked.from.map(|day| (id.clone(), day)));
            checks.insert(id, requirement);
        }
        let Lines { lock_after_s, update_days, signature_days, support_days } = self.thresholds;
        Some(PolicyDocument {
            version: self.version.checked_add(1)?,
            checks,
            from,
            thresholds: Thresholds { lock_after_s, update_days, signature_days, support_days },
            stale_after_days: self.stale_after_days,
        })
    }
}

/// The checks that can be asked for: what every company begins with, and what this one asks for already.
fn known_checks(document: &PolicyDocument) -> BTreeSet<CheckId> {
    porchlight_policy::default_policy().checks.into_keys().chain(document.checks.keys().cloned()).collect()
}

impl Asked {
    fn fits(&self) -> bool {
        self.from.is_none() || self.requirement == Wish::Required
    }
}

impl Lines {
    fn fit(&self) -> bool {
        let days = [self.update_days, self.signature_days, self.support_days];
        self.lock_after_s.is_none_or(|seconds| (1..=LONGEST_SECONDS).contains(&seconds))
            && days.into_iter().flatten().all(|days| days <= LONGEST_DAYS)
    }
}

/// For which day a policy is tried.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyDay {
    /// The day, such as one from which on something is required; today if it is left out.
    pub(crate) on: Option<Day>,
}

/// What a policy would mean for the reports that are there.
#[derive(Serialize, ToSchema)]
pub(crate) struct Preview {
    /// Devices of the company, with and without a report.
    pub(crate) devices: u64,
    pub(crate) before: Tally,
    pub(crate) after: Tally,
    /// What would stand otherwise, at most 100.
    pub(crate) changes: Vec<StandingChange>,
    /// How much would stand otherwise in all.
    pub(crate) changed: u64,
}

/// How many devices are ready, and how many have something of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Tally {
    pub(crate) ready: u64,
    pub(crate) must_mend: u64,
    pub(crate) unclear: u64,
    pub(crate) worth_mending: u64,
}

/// A check of a device that would stand otherwise.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct StandingChange {
    pub(crate) device: DeviceId,
    #[schema(required)]
    pub(crate) person: Option<PlainText>,
    pub(crate) check: CheckId,
    pub(crate) before: Standing,
    pub(crate) after: Standing,
}

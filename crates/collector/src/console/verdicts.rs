//! What stored outcomes mean: judged when they are read, so that a new policy counts for old reports too.

use std::collections::BTreeMap;

use porchlight_collector_db::{DeviceEntry, LatestState};
use porchlight_contract::{CheckId, CompanyId, Facts, PolicyDocument, Readiness, Standing};

use super::types::{DeviceCheck, StandingFilter};
use crate::app::App;
use crate::http::Failure;

/// The policy of every company.
pub(super) struct Policies(BTreeMap<CompanyId, PolicyDocument>);

impl Policies {
    pub(super) async fn load(app: &App) -> Result<Self, Failure> {
        let companies = app.store.companies().await?;
        Ok(Self(companies.into_iter().map(|company| (company.id, company.policy)).collect()))
    }

    /// How ready a device is; `None` if it has never reported.
    pub(super) fn readiness(&self, entry: &DeviceEntry) -> Option<Readiness> {
        let policy = self.0.get(&entry.device.company_id)?;
        entry.latest.as_ref().map(|latest| readiness(policy, latest))
    }

    /// Whether a device belongs into a filtered list.
    pub(super) fn stands(&self, entry: &DeviceEntry, filter: StandingFilter) -> bool {
        let readiness = self.readiness(entry);
        match filter {
            StandingFilter::NeverReported => entry.latest.is_none(),
            StandingFilter::Ready => readiness.is_some_and(|counts| counts.ready),
            StandingFilter::MustMend => readiness.is_some_and(|counts| counts.must_mend > 0),
            StandingFilter::Unclear => readiness.is_some_and(|counts| counts.unclear > 0),
            StandingFilter::WorthMending => readiness.is_some_and(|counts| counts.worth_mending > 0),
        }
    }
}

pub(super) fn readiness(policy: &PolicyDocument, latest: &LatestState) -> Readiness {
    porchlight_policy::readiness(policy, latest.checks.iter().map(|check| (&check.id, &check.outcome)))
}

/// Every check that was reported or is asked for, failing first.
pub(super) fn checks(policy: &PolicyDocument, latest: &LatestState) -> Vec<DeviceCheck> {
    let reported = latest.checks.iter().map(|check| DeviceCheck {
        id: check.id.clone(),
        standing: porchlight_policy::standing(policy, &check.id, &check.outcome),
        requirement: policy.checks.get(&check.id).copied(),
        outcome: Some(check.outcome.clone()),
        grade: Some(check.grade),
        observed_at: Some(check.observed_at.clone()),
        facts: check.facts.clone(),
    });
    let is_reported = |id: &CheckId| latest.checks.iter().any(|check| &check.id == id);
    let missing =
        policy.checks.iter().filter(|(id, _)| !is_reported(id)).map(|(id, requirement)| DeviceCheck {
            id: id.clone(),
            outcome: None,
            standing: Standing::Unclear,
            requirement: Some(*requirement),
            grade: None,
            observed_at: None,
            facts: Facts::new(),
        });
    let mut checks: Vec<_> = reported.chain(missing).collect();
    // The order of `Standing` is the order of urgency.
    checks.sort_by(|a, b| a.standing.cmp(&b.standing).then_with(|| a.id.cmp(&b.id)));
    checks
}

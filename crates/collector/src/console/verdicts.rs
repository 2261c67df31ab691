//! What stored outcomes mean: judged when they are read, so that a new policy counts for old reports too.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp as Instant};
use porchlight_collector_db::{Company, DeviceEntry, LatestState};
use porchlight_contract::{
    CheckEntry, CheckId, CompanyId, Day, Facts, OsInfo, Outcome, PolicyDocument, Readiness, Standing,
    Timestamp, UnknownCause,
};

use super::types::{
    CompanyName, DeviceCheck, DeviceFilter, DeviceRow, LastReport, OutcomeFilter, StandingFilter,
};
use crate::app::App;
use crate::clock::{self, OutsideCalendar};
use crate::http::Failure;

/// The policies of companies, as they are in force now.
pub(super) struct Policies(BTreeMap<CompanyId, Rules>);

/// A company's policy as it is in force at a time.
pub(super) struct Rules {
    policy: PolicyDocument,
    /// A newest report from before this time is too old.
    fresh_from: Timestamp,
}

impl Policies {
    /// The policy of every company.
    pub(super) async fn load(app: &App) -> Result<Self, Failure> {
        let now = app.clock.now();
        let companies = app.store.companies().await?.into_iter();
        let rules = companies.map(|company| Ok((company.id, Rules::at(company.policy, now)?)));
        rules.collect::<Result<_, OutsideCalendar>>().map(Self).map_err(Failure::internal)
    }

    /// The policy of one company only.
    pub(super) fn of_one(app: &App, company: Company) -> Result<Self, Failure> {
        let rules = Rules::at(company.policy, app.clock.now()).map_err(Failure::internal)?;
        Ok(Self([(company.id, rules)].into()))
    }

    /// The rules for a device; `None` if its company was added a moment ago.
    pub(super) fn of(&self, entry: &DeviceEntry) -> Option<&Rules> {
        self.of_company(&entry.device.company_id)
    }

    /// The rules of a company; `None` if it was added a moment ago.
    pub(super) fn of_company(&self, company: &CompanyId) -> Option<&Rules> {
        self.0.get(company)
    }

    /// How ready a device is; `None` if it has never reported.
    pub(super) fn readiness(&self, entry: &DeviceEntry) -> Option<Readiness> {
        Some(self.of(entry)?.readiness(entry.latest.as_ref()?))
    }

    /// Whether the newest report of a device is too old. Without any there is none that is.
    pub(super) fn is_stale(&self, entry: &DeviceEntry) -> bool {
        let latest = entry.latest.as_ref();
        self.of(entry).zip(latest).is_some_and(|(rules, latest)| rules.is_stale(latest))
    }

    /// Whether a device belongs into a list, as far as that must be judged.
    pub(super) fn fits(&self, entry: &DeviceEntry, filter: &Judged) -> bool {
        filter.standing.is_none_or(|standing| self.stands(entry, standing))
            && filter.stale.is_none_or(|stale| self.is_stale(entry) == stale)
            && self.has(entry, filter.check.as_ref(), filter.outcome)
    }

    fn stands(&self, entry: &DeviceEntry, filter: StandingFilter) -> bool {
        let readiness = self.readiness(entry);
        match filter {
            StandingFilter::NeverReported => entry.latest.is_none(),
            StandingFilter::Ready => readiness.is_some_and(|counts| counts.ready),
            StandingFilter::MustMend => readiness.is_some_and(|counts| counts.must_mend > 0),
            StandingFilter::Unclear => readiness.is_some_and(|counts| counts.unclear > 0),
            StandingFilter::WorthMending => readiness.is_some_and(|counts| counts.worth_mending > 0),
        }
    }

    fn has(&self, entry: &DeviceEntry, check: Option<&CheckId>, outcome: Option<OutcomeFilter>) -> bool {
        if check.is_none() && outcome.is_none() {
            return true;
        }
        let Some((rules, latest)) = self.of(entry).zip(entry.latest.as_ref()) else { return false };
        let mut named = latest.checks.iter().filter(|found| check.is_none_or(|check| found.id == *check));
        named.any(|found| outcome.is_none_or(|outcome| outcome.fits(&rules.judged(found))))
    }

    /// A device as lists show it.
    pub(super) fn row(&self, entry: DeviceEntry) -> DeviceRow {
        let (readiness, stale) = (self.readiness(&entry), self.is_stale(&entry));
        let DeviceEntry { device, company_name, latest, .. } = entry;
        let os = latest
            .as_ref()
            .map_or(OsInfo { family: device.os, name: None, version: None }, |latest| latest.os.clone());
        DeviceRow {
            id: device.id,
            company: CompanyName { id: device.company_id, name: company_name },
            person: device.person,
            os,
            enrolled_at: device.enrolled_at,
            left_out: latest.as_ref().map(left_out).unwrap_or_default(),
            last_report: latest.map(|latest| LastReport {
                id: latest.report_id,
                reference: latest.reference,
                received_at: latest.received_at,
            }),
            readiness,
            stale,
        }
    }
}

/// The part of a filter that must be judged.
pub(super) struct Judged {
    pub(super) standing: Option<StandingFilter>,
    pub(super) check: Option<CheckId>,
    pub(super) outcome: Option<OutcomeFilter>,
    pub(super) stale: Option<bool>,
}

impl Judged {
    /// What of a filter must be judged, if anything.
    pub(super) fn of(filter: &DeviceFilter) -> Option<Self> {
        let DeviceFilter { standing, outcome, stale, .. } = *filter;
        let judged = Self { standing, check: filter.check.clone(), outcome, stale };
        let asks = standing.is_some() || outcome.is_some() || stale.is_some() || judged.check.is_some();
        asks.then_some(judged)
    }
}

impl Rules {
    /// A policy as it is in force at a time.
    pub(super) fn at(policy: PolicyDocument, now: Instant) -> Result<Self, OutsideCalendar> {
        let today = clock::on_the_wire(now)?.day();
        Self::on(policy, &today, now)
    }

    /// The same, with what is asked on some other day.
    pub(super) fn on(policy: PolicyDocument, day: &Day, now: Instant) -> Result<Self, OutsideCalendar> {
        let fresh = SignedDuration::from_hours(24 * i64::from(policy.stale_after_days));
        let fresh_from = clock::later(now, -fresh)?;
        Ok(Self { policy: porchlight_policy::in_force(policy, day), fresh_from })
    }

    /// The version of the policy.
    pub(super) fn version(&self) -> u32 {
        self.policy.version
    }

    pub(super) fn is_stale(&self, latest: &LatestState) -> bool {
        latest.received_at < self.fresh_from
    }

    /// What a check concluded, by the company's own lines.
    pub(super) fn judged<'a>(&self, check: &'a CheckEntry) -> Cow<'a, Outcome> {
        porchlight_policy::judged(&self.policy, &check.id, &check.outcome, &check.facts)
    }

    pub(super) fn standing(&self, check: &CheckId, outcome: &Outcome) -> Standing {
        porchlight_policy::standing(&self.policy, check, outcome)
    }

    pub(super) fn readiness(&self, latest: &LatestState) -> Readiness {
        let outcomes: Vec<_> = latest.checks.iter().map(|check| (&check.id, self.judged(check))).collect();
        let outcomes = outcomes.iter().map(|(id, outcome)| (*id, outcome.as_ref()));
        porchlight_policy::readiness(&self.policy, outcomes)
    }

    /// How every check stands that was reported or is asked for.
    pub(super) fn standings(&self, latest: &LatestState) -> BTreeMap<CheckId, Standing> {
        let asked = self.policy.checks.keys().map(|id| (id.clone(), Standing::Unclear));
        let mut standings: BTreeMap<_, _> = asked.collect();
        for check in &latest.checks {
            standings.insert(check.id.clone(), self.standing(&check.id, &self.judged(check)));
        }
        standings
    }

    /// Every check that was reported or is asked for, failing first.
    pub(super) fn checks(&self, latest: &LatestState) -> Vec<DeviceCheck> {
        let reported = latest.checks.iter().map(|check| {
            let outcome = self.judged(check).into_owned();
            DeviceCheck {
                id: check.id.clone(),
                standing: self.standing(&check.id, &outcome),
                requirement: self.policy.checks.get(&check.id).copied(),
                outcome: Some(outcome),
                grade: Some(check.grade),
                observed_at: Some(check.observed_at.clone()),
                facts: check.facts.clone(),
            }
        });
        let is_reported = |id: &CheckId| latest.checks.iter().any(|check| &check.id == id);
        let missing = self.policy.checks.iter().filter(|(id, _)| !is_reported(id));
        let missing = missing.map(|(id, requirement)| DeviceCheck {
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
}

/// How many checks the person left out of a report.
pub(super) fn left_out(latest: &LatestState) -> u32 {
    let kept_back = Outcome::Unknown { cause: UnknownCause::NotShared };
    let count = latest.checks.iter().filter(|check| check.outcome == kept_back).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

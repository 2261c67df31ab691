//! What stored outcomes mean: judged when they are read, so that a new policy counts for old reports too.

use std::collections::BTreeMap;

use porchlight_collector_db::{Company, DeviceEntry, LatestState};
use porchlight_contract::{CompanyId, Facts, OsInfo, PlainText, Readiness, Standing, Timestamp};

use super::types::{CompanyName, DeviceCheck, DeviceRow, LastReport};
use crate::app::App;
use crate::clock::OutsideCalendar;
use crate::http::Failure;
use crate::rules::{Rules, left_out};

/// The companies with their policies, as they are in force now.
pub(super) struct Policies {
    rules: BTreeMap<CompanyId, Rules>,
    names: BTreeMap<CompanyId, PlainText>,
}

impl Policies {
    /// The policy of every company.
    pub(super) async fn load(app: &App) -> Result<Self, Failure> {
        Self::of(app, app.store.companies().await?)
    }

    /// The same, by which every device in memory is judged from here on.
    pub(super) async fn load_and_judge(app: &App) -> Result<Self, Failure> {
        let policies = Self::load(app).await?;
        policies.judge(app).await?;
        Ok(policies)
    }

    /// Sees to it that every device of these companies in memory is judged by these policies.
    pub(super) async fn judge(&self, app: &App) -> Result<(), Failure> {
        Ok(app.roster.judge(&self.rules).await?)
    }

    /// The policies of these companies only.
    pub(super) fn of(app: &App, companies: Vec<Company>) -> Result<Self, Failure> {
        let now = app.clock.now();
        let mut names = BTreeMap::new();
        let rules = companies.into_iter().map(|company| {
            names.insert(company.id.clone(), company.name);
            Ok((company.id, Rules::at(company.policy, now)?))
        });
        let rules = rules.collect::<Result<_, OutsideCalendar>>().map_err(Failure::internal)?;
        Ok(Self { rules, names })
    }

    /// The rules for a device; `None` if its company was added a moment ago.
    pub(super) fn rules(&self, entry: &DeviceEntry) -> Option<&Rules> {
        self.of_company(&entry.device.company_id)
    }

    /// The rules of a company; `None` if it was added a moment ago.
    pub(super) fn of_company(&self, company: &CompanyId) -> Option<&Rules> {
        self.rules.get(company)
    }

    /// From when on the reports of a company's devices are not too old.
    pub(super) fn fresh_from(&self) -> BTreeMap<CompanyId, Timestamp> {
        self.rules.iter().map(|(id, rules)| (id.clone(), rules.fresh_from().clone())).collect()
    }

    /// The companies whose names have this in them, in lower case.
    pub(super) fn named<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a CompanyId> {
        self.names
            .iter()
            .filter(move |(_, name)| name.as_str().to_lowercase().contains(text))
            .map(|(id, _)| id)
    }

    /// How ready a device is; `None` if it has never reported.
    fn readiness(&self, entry: &DeviceEntry) -> Option<Readiness> {
        Some(self.rules(entry)?.readiness(&entry.latest.as_ref()?.checks))
    }

    /// A device as lists show it.
    pub(super) fn row(&self, entry: DeviceEntry) -> DeviceRow {
        let readiness = self.readiness(&entry);
        let judged = self.rules(&entry).zip(entry.latest.as_ref());
        let stale = judged.is_some_and(|(rules, latest)| rules.is_stale(&latest.received_at));
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
            left_out: latest.as_ref().map(|latest| left_out(&latest.checks)).unwrap_or_default(),
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

/// Every check that was reported or is asked for, failing first.
pub(super) fn checks(rules: &Rules, latest: &LatestState) -> Vec<DeviceCheck> {
    let reported = latest.checks.iter().map(|check| {
        let outcome = rules.judged(check).into_owned();
        DeviceCheck {
            id: check.id.clone(),
            standing: rules.standing(&check.id, &outcome),
            requirement: rules.requirement(&check.id),
            outcome: Some(outcome),
            grade: Some(check.grade),
            observed_at: Some(check.observed_at.clone()),
            facts: check.facts.clone(),
        }
    });
    let missing = rules.asked().filter(|(id, _)| !latest.checks.iter().any(|check| &check.id == *id));
    let missing = missing.map(|(id, requirement)| DeviceCheck {
        id: id.clone(),
        outcome: None,
        standing: Standing::Unclear,
        requirement: Some(requirement),
        grade: None,
        observed_at: None,
        facts: Facts::new(),
    });
    let mut checks: Vec<_> = reported.chain(missing).collect();
    // The order of `Standing` is the order of urgency.
    checks.sort_by(|a, b| a.standing.cmp(&b.standing).then_with(|| a.id.cmp(&b.id)));
    checks
}

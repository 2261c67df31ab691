//! What the reports of a device say over time: read from the signed originals, each verified once more.

use std::collections::{BTreeMap, BTreeSet};

use porchlight_collector_db::{Device, ReportRecord, SignedReport};
use porchlight_contract::{CheckEntry, CheckId, Facts, Jwk, Report};
use porchlight_jws::{Kind, Unverified};

use super::types::{ChangedCheck, ChangedFact, CheckHistory, OutcomeChange};
use super::verdicts::Rules;
use crate::app::App;
use crate::http::Failure;

/// So many originals are opened for one page.
const OPENED: u32 = 20;

/// Where the checks of a device changed over its last reports.
pub(super) async fn of_device(
    app: &App,
    device: &Device,
    rules: &Rules,
) -> Result<Vec<CheckHistory>, Failure> {
    let originals = app.store.originals_of(&device.company_id, &device.id, OPENED).await?;
    let mut reports: Vec<Report> =
        originals.iter().map(|original| opened(&device.key, original)).collect::<Result<_, _>>()?;
    // A report that waited in an outbox comes late; what it says is as old as it is.
    reports.sort_by(|a, b| a.created_at.cmp(&b.created_at));
    Ok(changes(&reports, rules))
}

/// What an original says, if it is still what this key signed.
pub(super) fn opened(key: &Jwk, original: &SignedReport) -> Result<Report, Failure> {
    let unverified = Unverified::parse(&original.jws, Kind::Report).map_err(Failure::internal)?;
    let payload = unverified.verify(key).map_err(Failure::internal)?;
    serde_json::from_slice(&payload).map_err(Failure::internal)
}

/// The changes of each check, from reports in the order of their making.
fn changes(reports: &[Report], rules: &Rules) -> Vec<CheckHistory> {
    let mut histories: BTreeMap<&CheckId, Vec<OutcomeChange>> = BTreeMap::new();
    for report in reports {
        for check in &report.checks {
            let changes = histories.entry(&check.id).or_default();
            let outcome = rules.judged(check);
            if changes.last().is_none_or(|last| last.outcome != *outcome) {
                changes.push(OutcomeChange {
                    at: report.created_at.clone(),
                    outcome: outcome.into_owned(),
                    report: report.report_id.clone(),
                });
            }
        }
    }
    let newest_first = histories.into_iter().map(|(id, mut changes)| {
        changes.reverse();
        CheckHistory { id: id.clone(), changes }
    });
    newest_first.collect()
}

/// What differs between two reports, check by check.
pub(super) fn diff(before: &Report, after: &Report, rules: &Rules) -> Vec<ChangedCheck> {
    let (before, after) = (by_id(before), by_id(after));
    let ids: BTreeSet<&CheckId> = before.keys().chain(after.keys()).copied().collect();
    let compared = ids.into_iter().map(|id| {
        let (old, new) = (before.get(id).copied(), after.get(id).copied());
        ChangedCheck {
            id: id.clone(),
            before: old.map(|check| rules.judged(check).into_owned()),
            after: new.map(|check| rules.judged(check).into_owned()),
            facts: changed_facts(old, new),
        }
    });
    compared.filter(|check| check.before != check.after || !check.facts.is_empty()).collect()
}

fn by_id(report: &Report) -> BTreeMap<&CheckId, &CheckEntry> {
    report.checks.iter().map(|check| (&check.id, check)).collect()
}

fn changed_facts(before: Option<&CheckEntry>, after: Option<&CheckEntry>) -> Vec<ChangedFact> {
    let none = Facts::new();
    let before = before.map_or(&none, |check| &check.facts);
    let after = after.map_or(&none, |check| &check.facts);
    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let differ = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    let changed = differ.map(|name| ChangedFact {
        name: name.clone(),
        before: before.get(name).cloned(),
        after: after.get(name).cloned(),
    });
    changed.collect()
}

/// Whether a report is this device's.
pub(super) fn is_of(record: &ReportRecord, device: &Device) -> bool {
    record.company_id == device.company_id && record.device_id == device.id
}

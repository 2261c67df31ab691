//! What the reports of a device say over time: read from the signed originals, each verified once more.

use std::collections::{BTreeMap, BTreeSet};

use porchlight_collector_db::{Device, ReportRecord, SignedReport};
use porchlight_contract::{CheckEntry, CheckId, Facts, Jwk, Report};
use porchlight_jws::{Kind, Unverified};

use super::types::{ChangedCheck, ChangedFact, CheckHistory, OutcomeChange};
use crate::app::App;
use crate::http::Failure;
use crate::rules::Rules;

/// So many originals are opened for one page.
const OPENED: u32 = 20;

/// Where the checks of a device changed over its last reports.
pub(super) async fn of_device(
    app: &App,
    device: &Device,
    rules: &Rules,
) -> Result<Vec<CheckHistory>, Failure> {
    let originals = app.store.originals_of(&device.company_id, &device.id, OPENED).await?;
    Ok(changes(&in_order(&device.key, &originals), rules))
}

/// What originals say, last received first, in the order in which they were made: one that waited in an outbox comes
/// late, and what it says is as old as it is. One that is not what was signed says nothing.
fn in_order(key: &Jwk, originals: &[SignedReport]) -> Vec<Report> {
    let readable = originals.iter().rev().filter_map(|original| {
        let report = opened(key, original).ok();
        if report.is_none() {
            tracing::error!(report = %original.record.id, "an original is not what was signed");
        }
        report
    });
    let mut reports: Vec<_> = readable.collect();
    reports.sort_by(|a, b| a.created_at.cmp(&b.created_at));
    reports
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

#[cfg(test)]
mod tests {
    use porchlight_contract::{CompanyId, DeviceId, REPORT_SCHEMA, Reference, ReportId, Timestamp};
    use porchlight_jws::{SigningKey, sha256};

    use super::*;

    fn original(key: &SigningKey, made_in: u8) -> SignedReport {
        let id = |last: u8| format!("01930a3e-7c1f-7d52-9c5b-0000000000{last:02}");
        let created_at = format!("2026-11-22T10:{made_in:02}:00Z");
        let payload = serde_json::json!({
            "schema": REPORT_SCHEMA, "report_id": id(made_in), "company_id": id(98), "device_id": id(99),
            "created_at": created_at, "app": { "version": "0.1.0", "policy_version": 1 }, "checks": [],
            "device": { "ownership": "personal", "os": { "family": "linux" } },
        });
        let payload = payload.to_string();
        let record = ReportRecord {
            company_id: CompanyId::parse(id(98)).unwrap(),
            device_id: DeviceId::parse(id(99)).unwrap(),
            id: ReportId::parse(id(made_in)).unwrap(),
            reference: Reference::parse("PL-7F3K-Q2").unwrap(),
            sha256: sha256(payload.as_bytes()).unwrap(),
            created_at: Timestamp::parse(created_at).unwrap(),
            received_at: Timestamp::parse("2026-11-22T11:00:00Z").unwrap(),
            withdrawn_at: None,
        };
        SignedReport { record, jws: key.sign(Kind::Report, payload.as_bytes()).unwrap() }
    }

    #[test]
    fn reports_are_told_in_the_order_of_their_making_without_those_that_were_changed() {
        let (key, other) =
            (SigningKey::from_seed(&[7; 32]).unwrap(), SigningKey::from_seed(&[8; 32]).unwrap());
        let mut broken = original(&key, 4);
        broken.jws.truncate(40);
        let came = [original(&key, 2), original(&other, 5), broken, original(&key, 3), original(&key, 1)];
        let told: Vec<_> =
            in_order(key.public(), &came).into_iter().map(|report| report.created_at.to_string()).collect();
        assert_eq!(told, ["2026-11-22T10:01:00Z", "2026-11-22T10:02:00Z", "2026-11-22T10:03:00Z"]);
    }
}

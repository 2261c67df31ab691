//! Since when a check finds what it finds: read from the signed originals, each verified once more.

use std::collections::{BTreeMap, HashMap};
use std::mem::Discriminant;
use std::sync::{Arc, Mutex, PoisonError};

use porchlight_collector_db::{DeviceEntry, SignedReport};
use porchlight_contract::{CheckId, DeviceId, Jwk, Outcome, Report, ReportId, Timestamp};

use super::history;
use super::verdicts::Policies;
use crate::app::App;
use crate::http::Failure;
use crate::rules::Rules;

/// So many reports of a device are looked back at.
const LOOKED_AT: u32 = 50;
/// Devices whose runs are remembered; one takes some hundred bytes.
const REMEMBERED: usize = 10_000;

/// When the first report of the unbroken run came that finds what the newest one finds, by check. Only checks whose
/// finding can be answered are in it.
pub(crate) type Since = BTreeMap<CheckId, Timestamp>;

/// What was read of the reports of devices, remembered as long as they and the policy stay the same: opening fifty
/// originals for each of two hundred devices would take a second.
#[derive(Default)]
pub(crate) struct Runs(Mutex<HashMap<DeviceId, (Seen, Arc<Since>)>>);

/// What was looked at: after another report, or under another policy, this is another.
#[derive(PartialEq, Eq)]
struct Seen {
    newest: ReportId,
    activity_at: Timestamp,
    policy: u32,
}

impl Runs {
    /// Since when each check of a device finds what it finds.
    pub(super) async fn of(
        &self,
        app: &App,
        entry: &DeviceEntry,
        policies: &Arc<Policies>,
    ) -> Result<Arc<Since>, Failure> {
        let (device, rules) = (&entry.device, policies.rules(entry));
        let Some((latest, rules)) = entry.latest.as_ref().zip(rules) else { return Ok(Arc::default()) };
        let seen = Seen {
            newest: latest.report_id.clone(),
            activity_at: entry.activity_at.clone(),
            policy: rules.version(),
        };
        if let Some(known) = self.remembered(&device.id, &seen) {
            return Ok(known);
        }
        let originals = app.store.originals_of(&device.company_id, &device.id, LOOKED_AT).await?;
        let policies = Arc::clone(policies);
        let (key, company) = (device.key.clone(), device.company_id.clone());
        let read = tokio::task::spawn_blocking(move || {
            policies.of_company(&company).map(|rules| read(&key, originals, rules)).unwrap_or_default()
        });
        let since = Arc::new(read.await.map_err(Failure::internal)?);
        self.remember(device.id.clone(), seen, Arc::clone(&since));
        Ok(since)
    }

    /// A report of a device was taken back: what was read of its reports may be other now.
    pub(crate) fn forget(&self, device: &DeviceId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(device);
    }

    fn remembered(&self, device: &DeviceId, seen: &Seen) -> Option<Arc<Since>> {
        let runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        runs.get(device).filter(|(of, _)| of == seen).map(|(_, since)| Arc::clone(since))
    }

    fn remember(&self, device: DeviceId, seen: Seen, since: Arc<Since>) {
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if runs.len() >= REMEMBERED {
            runs.clear();
        }
        runs.insert(device, (seen, since));
    }
}

/// A run that may go on in an earlier report.
struct Run {
    finding: Discriminant<Outcome>,
    since: Timestamp,
}

/// Goes back from the report that was made last until no run goes on.
fn read(key: &Jwk, mut originals: Vec<SignedReport>, rules: &Rules) -> Since {
    originals.sort_by(|a, b| b.record.created_at.cmp(&a.record.created_at));
    let mut readable = originals.iter().filter_map(|original| {
        let report = history::opened(key, original).ok()?;
        Some((report, &original.record.received_at))
    });
    let Some((newest, came_at)) = readable.next() else { return Since::new() };
    let mut going = begun(&newest, came_at, rules);
    let mut ended = Since::new();
    for (report, came_at) in readable {
        if going.is_empty() {
            break;
        }
        let findings = begun(&report, came_at, rules);
        going.retain(|check, run| {
            let goes_on = findings.get(check).filter(|earlier| earlier.finding == run.finding);
            match goes_on {
                // One that waited in an outbox may have come after one that was made later.
                Some(earlier) if earlier.since < run.since => run.since.clone_from(&earlier.since),
                Some(_) => {}
                None => drop(ended.insert(check.clone(), run.since.clone())),
            }
            goes_on.is_some()
        });
    }
    ended.extend(going.into_iter().map(|(check, run)| (check, run.since)));
    ended
}

/// The findings of a report, each as a run of that report alone.
fn begun(report: &Report, came_at: &Timestamp, rules: &Rules) -> BTreeMap<CheckId, Run> {
    let findings = report.checks.iter().filter_map(|check| {
        let outcome = rules.judged(check);
        let run = Run { finding: std::mem::discriminant(outcome.as_ref()), since: came_at.clone() };
        outcome.can_be_answered().then(|| (check.id.clone(), run))
    });
    findings.collect()
}

//! What must be true of a database, whatever happened to its disk before.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};
use porchlight_collector_db::sqlite::{self, Limits, SqliteStore};
use porchlight_collector_db::{NewReport, Store};
use porchlight_contract::{CompanyId, DeviceId, ReportId};
use rusqlite::Connection;

use crate::Ledger;
use crate::deeds::{self, Deed, Page};

/// More than any story has.
const ALL: u32 = 10_000;

/// Opens the database with a disk that is well, compares it with what the store has said, and has it take a new report.
///
/// # Errors
/// What is wrong.
pub async fn is_sound(database: &Path, ledger: &Ledger) -> anyhow::Result<()> {
    let store =
        SqliteStore::open(database, Limits { readers: 1, ..Limits::default() }).context("not opened")?;
    for page in ledger.pages() {
        look(&store, page, ledger).await?;
    }
    audit_fits(&store, ledger).await?;
    takes_a_report(&store, ledger).await?;
    drop(store);
    sqlite::check(database)?;
    let raw = Connection::open(database)?;
    let stray = raw.prepare("PRAGMA foreign_key_check")?.query([])?.next()?.is_some();
    ensure!(!stray, "a row speaks of another that is not there");
    Ok(())
}

/// Whether what was asked for is there: if the store has said yes, it must be; whole in any case.
async fn look(store: &dyn Store, page: &Page, ledger: &Ledger) -> anyhow::Result<()> {
    let there = match &page.deed {
        Deed::Company(company) => {
            let found = store.company(&company.id).await?;
            ensure!(found.as_ref().is_none_or(|found| found.name == company.name), "another company");
            found.is_some()
        }
        Deed::Policy(company, policy) => {
            let found = store.company(company).await?.map(|company| company.policy);
            let former = store.former_policies(company, ALL).await?;
            let counts = found.as_ref() == Some(policy);
            ensure!(former.len() == usize::from(counts), "the policy before is not kept, or too early");
            counts
        }
        Deed::Invites(invites) => {
            let mut found = 0;
            for invite in invites {
                found += usize::from(store.invite_by_id(&invite.id).await?.is_some());
            }
            ensure!(found == 0 || found == invites.len(), "{found} of {} invites", invites.len());
            found > 0
        }
        Deed::Enrolment(company, enrolment) => {
            let found = store.device(&enrolment.device_id).await?.map(|found| found.device.id);
            let invite = store.invite(&enrolment.code).await?;
            ensure!(invite.and_then(|invite| invite.device_id) == found, "an invite that does not fit");
            if let Some(device) = &found {
                state_fits(store, company, device, ledger).await?;
            }
            found.is_some()
        }
        Deed::Report(report) => {
            return report_is_whole(store, report, page, ledger).await;
        }
        Deed::Withdrawal(report) => store.report(&report.id).await?.is_none(),
        // The audit is looked at as a whole.
        Deed::Reading(..) => return Ok(()),
    };
    ensure!(there || !page.is_promised(), "promised and not there: {:?}", page.deed);
    Ok(())
}

async fn report_is_whole(
    store: &dyn Store,
    report: &NewReport,
    page: &Page,
    ledger: &Ledger,
) -> anyhow::Result<()> {
    let Some(found) = store.report(&report.id).await? else {
        let taken_back = ledger.withdrawal(&report.id).is_some();
        ensure!(taken_back || !page.is_promised(), "report {} was promised and is lost", report.id);
        return Ok(());
    };
    ensure!(found.jws == report.jws, "report {} has other bytes", report.id);
    let record = found.record;
    ensure!(
        (record.sha256, record.created_at, record.device_id)
            == (report.sha256.clone(), report.created_at.clone(), report.device_id.clone()),
        "report {} has another record",
        report.id
    );
    Ok(())
}

/// Whether a device is listed with its reports, and its state is that of the newest which was not taken back.
async fn state_fits(
    store: &dyn Store,
    company: &CompanyId,
    device: &DeviceId,
    ledger: &Ledger,
) -> anyhow::Result<()> {
    let mut newest: Option<&NewReport> = None;
    for record in store.reports_of(company, device, ALL).await? {
        let sent = ledger.report(&record.id).context("a report that nobody has sent")?;
        let erased = record.withdrawn_at.is_some();
        ensure!(erased == store.report(&record.id).await?.is_none(), "report {} is half erased", record.id);
        if !erased && newest.is_none_or(|newest| newest.created_at < sent.created_at) {
            newest = Some(sent);
        }
    }
    let latest = store.device(device).await?.context("a device")?.latest;
    let shown = latest.map(|latest| (latest.report_id, latest.os, latest.checks));
    let expected = newest.map(deeds::said).transpose()?;
    let expected = expected.map(|said| (said.report_id, said.device.os, said.checks));
    ensure!(shown == expected, "device {device} shows {shown:?} instead of {expected:?}");
    Ok(())
}

/// Whether the audit is one chain, with one line for each deed that is there and none twice.
async fn audit_fits(store: &dyn Store, ledger: &Ledger) -> anyhow::Result<()> {
    let chain = store.verify_audit().await?;
    ensure!(chain.broken_at.is_none(), "the audit is broken: {chain:?}");
    let entries = store.audit(ALL).await?;
    let mut lines = BTreeMap::new();
    for entry in &entries {
        let company = entry.company_id.as_ref().map(CompanyId::as_str).unwrap_or_default();
        *lines.entry((entry.action.as_str(), company, entry.subject.as_deref())).or_insert(0) += 1;
    }
    for page in ledger.pages() {
        for line in page.deed.audited() {
            let count = lines.remove(&line).unwrap_or(0);
            ensure!(
                count <= 1 && (count == 1 || !page.is_promised()),
                "{count} times in the audit: {line:?}"
            );
        }
    }
    ensure!(lines.is_empty(), "in the audit, and never done: {lines:?}");
    Ok(())
}

/// Whether the store goes on: a device that it has promised sends one more.
async fn takes_a_report(store: &dyn Store, ledger: &Ledger) -> anyhow::Result<()> {
    let Some((company, device)) = ledger.device() else { return store.ready().await.context("not ready") };
    let report = deeds::report(company, device, 200)?;
    Deed::Report(report.clone()).ask(store).await?.context("a new report is refused")?;
    let found = store.report(&report.id).await?.context("a new report is lost")?;
    ensure!(found.jws == report.jws, "a new report has other bytes");
    let latest = store.device(device).await?.and_then(|device| device.latest);
    ensure!(latest.is_some_and(|latest| latest.report_id == report.id), "a new report is not shown");
    Ok(())
}

impl Ledger {
    pub(crate) fn last_report(&self) -> Option<NewReport> {
        self.reports().last().cloned()
    }

    fn report(&self, id: &ReportId) -> Option<&NewReport> {
        self.reports().find(|report| report.id == *id)
    }

    fn reports(&self) -> impl Iterator<Item = &NewReport> {
        self.pages().filter_map(|page| {
            let Deed::Report(report) = &page.deed else { return None };
            Some(report)
        })
    }

    fn withdrawal(&self, id: &ReportId) -> Option<&Page> {
        self.pages().find(|page| matches!(&page.deed, Deed::Withdrawal(report) if report.id == *id))
    }
}

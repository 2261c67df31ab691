//! Reports: taken once, kept untouched.

use porchlight_contract::{CheckEntry, CompanyId, DeviceId, OsInfo, Reference, ReportId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns;
use crate::{NewReport, ReportOutcome, ReportRecord, SignedReport, StoreError};

/// What [`record_of`] reads.
const RECORD: &str = "company_id, device_id, id, reference, sha256, created_at, received_at, withdrawn_at";

/// The parts of a report that lists need, written out before the writer's turn.
pub(super) struct State {
    os: String,
    checks: String,
}

impl State {
    pub(super) fn of(os: &OsInfo, checks: &[CheckEntry]) -> Result<Self, StoreError> {
        Ok(Self { os: columns::to_json(os)?, checks: columns::to_json(&checks)? })
    }
}

pub(super) fn accept(
    tx: &Connection,
    report: &NewReport,
    state: &State,
) -> Result<ReportOutcome, StoreError> {
    if let Some(stored) = record(tx, &report.id)? {
        let same = stored.company_id == report.company_id
            && stored.device_id == report.device_id
            && stored.sha256 == report.sha256;
        return Ok(match (same, &stored.withdrawn_at) {
            (false, _) => ReportOutcome::Conflict,
            (true, Some(_)) => ReportOutcome::Withdrawn,
            (true, None) => ReportOutcome::Repeated(stored),
        });
    }
    let stored = insert(tx, report)?;
    update_state(tx, &stored, state)?;
    Ok(ReportOutcome::New(stored))
}

fn insert(tx: &Connection, report: &NewReport) -> Result<ReportRecord, StoreError> {
    let reference = free_reference(tx, &report.references)?;
    tx.prepare_cached(
        "INSERT INTO report (company_id, device_id, id, reference, sha256, jws, created_at, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        report.company_id.as_str(),
        report.device_id.as_str(),
        report.id.as_str(),
        reference.as_str(),
        report.sha256.as_str(),
        report.jws,
        report.created_at.as_str(),
        report.received_at.as_str(),
    ])?;
    Ok(ReportRecord {
        company_id: report.company_id.clone(),
        device_id: report.device_id.clone(),
        id: report.id.clone(),
        reference,
        sha256: report.sha256.clone(),
        created_at: report.created_at.clone(),
        received_at: report.received_at.clone(),
        withdrawn_at: None,
    })
}

fn free_reference(tx: &Connection, proposed: &[Reference]) -> Result<Reference, StoreError> {
    let mut statement = tx.prepare_cached("SELECT 1 FROM report WHERE reference = ?1")?;
    for reference in proposed {
        if !statement.exists([reference.as_str()])? {
            return Ok(reference.clone());
        }
    }
    Err(StoreError::NoFreeReference)
}

fn update_state(tx: &Connection, report: &ReportRecord, state: &State) -> Result<(), StoreError> {
    put_state(tx, report, state)?;
    tx.prepare_cached(
        "UPDATE device SET activity_at = max(activity_at, ?3) WHERE company_id = ?1 AND id = ?2",
    )?
    .execute(params![
        report.company_id.as_str(),
        report.device_id.as_str(),
        report.received_at.as_str()
    ])?;
    Ok(())
}

/// Makes this the latest state of its device, unless that of a report with a later `created_at` is there.
pub(super) fn put_state(tx: &Connection, report: &ReportRecord, state: &State) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO device_state (company_id, device_id, report_id, reference, created_at, received_at, os, checks)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (company_id, device_id) DO UPDATE SET
           report_id = excluded.report_id, reference = excluded.reference, created_at = excluded.created_at,
           received_at = excluded.received_at, os = excluded.os, checks = excluded.checks
         WHERE excluded.created_at >= device_state.created_at",
    )?
    .execute(params![
        report.company_id.as_str(),
        report.device_id.as_str(),
        report.id.as_str(),
        report.reference.as_str(),
        report.created_at.as_str(),
        report.received_at.as_str(),
        state.os,
        state.checks,
    ])?;
    Ok(())
}

pub(super) fn record(tx: &Connection, id: &ReportId) -> Result<Option<ReportRecord>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {RECORD} FROM report WHERE id = ?1"))?;
    Ok(statement.query_row([id.as_str()], record_of).optional()?)
}

pub(super) fn signed(tx: &Connection, id: &ReportId) -> Result<Option<SignedReport>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {RECORD}, jws FROM report WHERE id = ?1 AND withdrawn_at IS NULL"
    ))?;
    Ok(statement.query_row([id.as_str()], signed_of).optional()?)
}

/// The report of a device that its latest state follows: the one with the latest `created_at` that is left.
pub(super) fn newest_left(
    tx: &Connection,
    company: &CompanyId,
    device: &DeviceId,
) -> Result<Option<SignedReport>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {RECORD}, jws FROM report WHERE company_id = ?1 AND device_id = ?2 AND withdrawn_at IS NULL
         ORDER BY created_at DESC, rowid DESC LIMIT 1"
    ))?;
    Ok(statement.query_row([company.as_str(), device.as_str()], signed_of).optional()?)
}

pub(super) fn of_device(
    tx: &Connection,
    company: &CompanyId,
    device: &DeviceId,
    limit: u32,
) -> Result<Vec<ReportRecord>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {RECORD} FROM report WHERE company_id = ?1 AND device_id = ?2
         ORDER BY received_at DESC, rowid DESC LIMIT ?3"
    ))?;
    let reports = statement
        .query_map(params![company.as_str(), device.as_str(), limit], record_of)?
        .collect::<Result<_, _>>()?;
    Ok(reports)
}

/// The originals that a device has not taken back, last received first.
pub(super) fn originals(
    tx: &Connection,
    company: &CompanyId,
    device: &DeviceId,
    limit: u32,
) -> Result<Vec<SignedReport>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {RECORD}, jws FROM report WHERE company_id = ?1 AND device_id = ?2 AND withdrawn_at IS NULL
         ORDER BY received_at DESC, rowid DESC LIMIT ?3"
    ))?;
    let reports = statement
        .query_map(params![company.as_str(), device.as_str(), limit], signed_of)?
        .collect::<Result<_, _>>()?;
    Ok(reports)
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<ReportRecord> {
    Ok(ReportRecord {
        company_id: columns::text(row, 0)?,
        device_id: columns::text(row, 1)?,
        id: columns::text(row, 2)?,
        reference: columns::text(row, 3)?,
        sha256: columns::text(row, 4)?,
        created_at: columns::text(row, 5)?,
        received_at: columns::text(row, 6)?,
        withdrawn_at: columns::text_or_null(row, 7)?,
    })
}

fn signed_of(row: &Row<'_>) -> rusqlite::Result<SignedReport> {
    Ok(SignedReport { record: record_of(row)?, jws: row.get(8)? })
}

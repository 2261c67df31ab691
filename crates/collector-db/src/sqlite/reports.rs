//! Reports: taken once, kept as they were signed.

use porchlight_contract::{CompanyId, DeviceId, Reference, Report, ReportId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::columns;
use super::packing::{Original, Packed};
use crate::{NewReport, ReportOutcome, ReportRecord, SignedReport, StoreError};

/// What [`stored`] reads.
const STORED: &str = "d.company_id, d.id, r.id, r.reference, r.created_at, r.received_at, r.withdrawn_at, r.sha256, \
                      k.text, r.own";
const STORED_TABLES: &str =
    "report r JOIN device d ON d.number = r.device LEFT JOIN skeleton k ON k.number = r.skeleton";

/// The device that a report belongs to, as far as its reports go.
struct State {
    device: i64,
    /// Of the report that the device is judged by.
    created_at: Option<i64>,
    skeleton: Option<i64>,
    hash: Option<[u8; 32]>,
}

/// A report as it lies in the database.
struct Stored {
    record: ReportRecord,
    /// `None` if it was taken back.
    original: Option<Original>,
}

pub(super) fn accept(
    tx: &Connection,
    report: &NewReport,
    packed: &Packed,
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
    let state = state(tx, &report.company_id, &report.device_id)?;
    Ok(ReportOutcome::New(insert(tx, report, packed, &state)?))
}

fn state(tx: &Connection, company: &CompanyId, device: &DeviceId) -> Result<State, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT s.device, s.created_at, s.skeleton, s.hash FROM device d JOIN device_state s ON s.device = d.number
         WHERE d.company_id = ?1 AND d.id = ?2",
    )?;
    let state = statement.query_row([company.as_str(), device.as_str()], |row| {
        Ok(State { device: row.get(0)?, created_at: row.get(1)?, skeleton: row.get(2)?, hash: row.get(3)? })
    })?;
    Ok(state)
}

fn insert(
    tx: &Connection,
    report: &NewReport,
    packed: &Packed,
    state: &State,
) -> Result<ReportRecord, StoreError> {
    let skeleton = match state.skeleton {
        Some(skeleton) if state.hash == Some(packed.hash) => skeleton,
        _ => add_skeleton(tx, state.device, packed)?,
    };
    let (created_at, received_at) =
        (columns::seconds(&report.created_at)?, columns::seconds(&report.received_at)?);
    let reference = free_reference(tx, &report.references)?;
    tx.prepare_cached(
        "INSERT INTO report (device, id, reference, created_at, received_at, skeleton, own)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        state.device,
        columns::id_bytes(report.id.as_str())?,
        reference.number(),
        created_at,
        received_at,
        skeleton,
        packed.own,
    ])?;
    let number = tx.last_insert_rowid();
    if state.created_at.is_none_or(|newest| created_at >= newest) {
        tx.prepare_cached(
            "UPDATE device_state SET activity_at = max(activity_at, :received_at), report = :number,
               created_at = :created_at, skeleton = :skeleton, hash = :hash WHERE device = :device",
        )?
        .execute(named_params! {
            ":device": state.device, ":received_at": received_at, ":number": number,
            ":created_at": created_at, ":skeleton": skeleton, ":hash": packed.hash,
        })?;
    } else {
        tx.prepare_cached("UPDATE device_state SET activity_at = max(activity_at, ?2) WHERE device = ?1")?
            .execute([state.device, received_at])?;
    }
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

fn add_skeleton(tx: &Connection, device: i64, packed: &Packed) -> Result<i64, StoreError> {
    tx.prepare_cached("INSERT INTO skeleton (device, text) VALUES (?1, ?2)")?
        .execute(params![device, packed.compressed()?])?;
    Ok(tx.last_insert_rowid())
}

fn free_reference(tx: &Connection, proposed: &[Reference]) -> Result<Reference, StoreError> {
    let mut statement = tx.prepare_cached("SELECT 1 FROM report WHERE reference = ?1")?;
    for reference in proposed {
        if !statement.exists([reference.number()])? {
            return Ok(reference.clone());
        }
    }
    Err(StoreError::NoFreeReference)
}

pub(super) fn record(tx: &Connection, id: &ReportId) -> Result<Option<ReportRecord>, StoreError> {
    Ok(by_id(tx, id)?.map(|stored| stored.record))
}

pub(super) fn signed(tx: &Connection, id: &ReportId) -> Result<Option<SignedReport>, StoreError> {
    Ok(by_id(tx, id)?.and_then(Stored::signed))
}

fn by_id(tx: &Connection, id: &ReportId) -> Result<Option<Stored>, StoreError> {
    let mut statement =
        tx.prepare_cached(&format!("SELECT {STORED} FROM {STORED_TABLES} WHERE r.id = ?1"))?;
    Ok(statement.query_row([columns::id_bytes(id.as_str())?], stored).optional()?)
}

/// The reports of a device, last received first.
pub(super) fn of_device(
    tx: &Connection,
    company: &CompanyId,
    device: &DeviceId,
    limit: u32,
) -> Result<Vec<ReportRecord>, StoreError> {
    let found = select_of_device(tx, "1", (company, device), limit)?;
    Ok(found.into_iter().map(|stored| stored.record).collect())
}

/// The originals that a device has not taken back, last received first.
pub(super) fn originals(
    tx: &Connection,
    company: &CompanyId,
    device: &DeviceId,
    limit: u32,
) -> Result<Vec<SignedReport>, StoreError> {
    let found = select_of_device(tx, "r.own IS NOT NULL", (company, device), limit)?;
    Ok(found.into_iter().filter_map(Stored::signed).collect())
}

fn select_of_device(
    tx: &Connection,
    condition: &'static str,
    (company, device): (&CompanyId, &DeviceId),
    limit: u32,
) -> Result<Vec<Stored>, StoreError> {
    // They were numbered as they were received.
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {STORED} FROM {STORED_TABLES} WHERE d.company_id = ?1 AND d.id = ?2 AND {condition}
         ORDER BY r.number DESC LIMIT ?3"
    ))?;
    let reports = statement
        .query_map(params![company.as_str(), device.as_str(), limit], stored)?
        .collect::<Result<_, _>>()?;
    Ok(reports)
}

impl Stored {
    fn signed(self) -> Option<SignedReport> {
        Some(SignedReport { jws: self.original?.jws(), record: self.record })
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let (id, created_at): (ReportId, i64) = (columns::id(row, 2)?, row.get(4)?);
    let original = match row.get_ref(8)?.as_blob_or_null()? {
        None => None,
        Some(skeleton) => Some(
            Original::unpack(skeleton, row.get_ref(9)?.as_blob()?, &id, created_at)
                .map_err(|error| columns::unreadable(9, error))?,
        ),
    };
    let sha256 = match &original {
        Some(original) => original.sha256(),
        None => row.get(7)?,
    };
    let record = ReportRecord {
        company_id: columns::text(row, 0)?,
        device_id: columns::text(row, 1)?,
        reference: Reference::from_number(row.get(3)?),
        sha256: columns::thumbprint(7, sha256)?,
        created_at: columns::time(row, 4)?,
        received_at: columns::time(row, 5)?,
        withdrawn_at: columns::time_or_null(row, 6)?,
        id,
    };
    Ok(Stored { record, original })
}

/// What a report says, from the columns of its row from `at` on: id, time of making, skeleton, and its own. `None` if
/// they are empty.
pub(super) fn said(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Report>> {
    let Some(skeleton) = row.get_ref(at + 2)?.as_blob_or_null()? else { return Ok(None) };
    let own = row.get_ref(at + 3)?.as_blob()?;
    let original = Original::unpack(skeleton, own, &columns::id(row, at)?, row.get(at + 1)?)
        .map_err(|error| columns::unreadable(at + 3, error))?;
    let report = serde_json::from_slice(&original.payload);
    report.map(Some).map_err(|error| columns::unreadable(at + 2, error))
}

/// Erases what a report says, and its skeleton unless another report has it too. Its device is then judged by the
/// report with the latest `created_at` that is left.
pub(super) fn erase(tx: &Connection, report: &ReportRecord, at: i64) -> Result<(), StoreError> {
    let id = columns::id_bytes(report.id.as_str())?;
    let (number, device, skeleton): (i64, i64, Option<i64>) =
        tx.query_row("SELECT number, device, skeleton FROM report WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    tx.execute(
        "UPDATE report SET skeleton = NULL, own = NULL, withdrawn_at = ?2, sha256 = ?3 WHERE number = ?1",
        params![number, at, columns::thumbprint_bytes(&report.sha256)?],
    )?;
    tx.execute(
        "DELETE FROM skeleton WHERE number = ?2
           AND NOT EXISTS (SELECT 1 FROM report WHERE device = ?1 AND skeleton = ?2)",
        params![device, skeleton],
    )?;
    // The next report begins a new skeleton: the old one may be gone.
    tx.execute(
        "UPDATE device_state SET skeleton = NULL, hash = NULL, (report, created_at) = (
           SELECT number, created_at FROM report WHERE device = ?1 AND own IS NOT NULL
           ORDER BY created_at DESC, number DESC LIMIT 1)
         WHERE device = ?1 AND report = ?2",
        [device, number],
    )?;
    Ok(())
}

/// Carries over what the tables of an older version hold, and drops them.
pub(super) fn pack_all(tx: &Connection) -> Result<(), StoreError> {
    number_devices(tx)?;
    let mut reports = tx.prepare(
        "SELECT d.number, r.id, r.reference, r.created_at, r.received_at, r.jws, r.withdrawn_at, r.sha256
         FROM unpacked_report r JOIN device d ON d.company_id = r.company_id AND d.id = r.device_id ORDER BY r.rowid",
    )?;
    let mut rows = reports.query([])?;
    while let Some(row) = rows.next()? {
        pack_one(tx, row)?;
    }
    tx.execute_batch(
        "UPDATE device_state SET (report, created_at) = (
           SELECT number, created_at FROM report WHERE device = device_state.device AND own IS NOT NULL
           ORDER BY created_at DESC, number DESC LIMIT 1);
         DROP TABLE unpacked_report; DROP TABLE unpacked_state;
         DROP INDEX device_activity; DROP INDEX device_company_activity;
         ALTER TABLE device DROP COLUMN activity_at;",
    )?;
    Ok(())
}

fn number_devices(tx: &Connection) -> Result<(), StoreError> {
    let mut devices = tx.prepare("SELECT company_id, id, activity_at FROM device ORDER BY enrolled_at")?;
    let devices: Vec<(String, String, Timestamp)> = devices
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, columns::text(row, 2)?)))?
        .collect::<Result<_, _>>()?;
    for ((company, id, activity_at), number) in devices.iter().zip(1_i64..) {
        tx.execute(
            "UPDATE device SET number = ?3 WHERE company_id = ?1 AND id = ?2",
            params![company, id, number],
        )?;
        add_state(tx, number, columns::seconds(activity_at)?)?;
    }
    Ok(())
}

/// Begins what changes with each report of a device.
pub(super) fn add_state(tx: &Connection, device: i64, activity_at: i64) -> Result<(), StoreError> {
    tx.execute("INSERT INTO device_state (device, activity_at) VALUES (?1, ?2)", [device, activity_at])?;
    Ok(())
}

fn pack_one(tx: &Connection, row: &Row<'_>) -> Result<(), StoreError> {
    let (device, id): (i64, ReportId) = (row.get(0)?, columns::text(row, 1)?);
    let reference: Reference = columns::text(row, 2)?;
    let created_at = columns::seconds(&columns::text(row, 3)?)?;
    let received_at = columns::seconds(&columns::text(row, 4)?)?;
    let withdrawn_at = columns::text_or_null(row, 6)?.map(|at| columns::seconds(&at)).transpose()?;
    let (mut skeleton, mut own, mut sha256) = (None, None, None);
    if withdrawn_at.is_some() {
        sha256 = Some(columns::thumbprint_bytes(&columns::text(row, 7)?)?);
    } else {
        let packed = Packed::of(row.get_ref(5)?.as_str().map_err(columns::failed)?, &id, created_at)?;
        skeleton = Some(add_skeleton(tx, device, &packed)?);
        own = Some(packed.own);
    }
    tx.execute(
        "INSERT INTO report
         (device, id, reference, created_at, received_at, skeleton, own, withdrawn_at, sha256)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            device,
            columns::id_bytes(id.as_str())?,
            reference.number(),
            created_at,
            received_at,
            skeleton,
            own,
            withdrawn_at,
            sha256,
        ],
    )?;
    Ok(())
}

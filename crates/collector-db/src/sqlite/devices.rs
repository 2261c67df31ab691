//! Devices, one by one and in lists.

use std::ops::Range;

use porchlight_contract::{CompanyId, DeviceId, Jwk, PlainText, Reference, Thumbprint};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{columns, reports};
use crate::{Device, DeviceEntry, Enrolled, Invite, LatestState, NewEnrolment, Reported, StoreError};

/// What [`device`] reads.
const DEVICE: &str = "d.company_id, d.id, d.person, d.key_x, d.thumbprint, d.os_family, d.enrolled_at";
/// What [`entry`] reads.
pub(super) const ENTRY: &str =
    "d.company_id, d.id, d.person, d.key_x, d.thumbprint, d.os_family, d.enrolled_at,
    s.activity_at, c.name, r.reference, r.received_at, r.id, r.created_at, k.text, r.own";
pub(super) const ENTRY_TABLES: &str = "device d JOIN company c ON c.id = d.company_id
    JOIN device_state s ON s.device = d.number LEFT JOIN report r ON r.number = s.report
    LEFT JOIN skeleton k ON k.number = r.skeleton";

pub(super) fn insert(
    tx: &Connection,
    invite: &Invite,
    enrolment: &NewEnrolment,
) -> Result<Device, StoreError> {
    let device = Device {
        company_id: invite.company_id.clone(),
        id: enrolment.device_id.clone(),
        person: invite.person.clone(),
        key: enrolment.key.clone(),
        thumbprint: enrolment.thumbprint.clone(),
        os: enrolment.os,
        enrolled_at: enrolment.at.clone(),
    };
    let number = tx.query_row("SELECT coalesce(max(number), 0) + 1 FROM device", [], |row| row.get(0))?;
    tx.execute(
        "INSERT INTO device
         (company_id, id, person, person_folded, key_x, thumbprint, os_family, enrolled_at, number)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            device.company_id.as_str(),
            device.id.as_str(),
            device.person.as_ref().map(PlainText::as_str),
            device.person.as_ref().map(|person| person.as_str().to_lowercase()),
            device.key.x.as_str(),
            device.thumbprint.as_str(),
            columns::to_word(&device.os)?,
            device.enrolled_at.as_str(),
            number,
        ],
    )?;
    reports::add_state(tx, number, columns::seconds(&device.enrolled_at)?)?;
    Ok(device)
}

pub(super) fn by_key(tx: &Connection, thumbprint: &Thumbprint) -> Result<Option<Device>, StoreError> {
    let mut statement =
        tx.prepare_cached(&format!("SELECT {DEVICE} FROM device d WHERE d.thumbprint = ?1"))?;
    Ok(statement.query_row([thumbprint.as_str()], device).optional()?)
}

pub(super) fn one(tx: &Connection, id: &DeviceId) -> Result<Option<DeviceEntry>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {ENTRY} FROM {ENTRY_TABLES} WHERE d.id = ?1"))?;
    Ok(statement.query_row([id.as_str()], entry).optional()?)
}

/// Devices in the order of their ids in `wanted`; one that is not there is passed over.
pub(super) fn some(tx: &Connection, wanted: &[DeviceId]) -> Result<Vec<DeviceEntry>, StoreError> {
    let found = wanted.iter().map(|id| one(tx, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// The devices of a company with what their newest reports say.
pub(super) fn of_company(
    tx: &Connection,
    company: &CompanyId,
    visit: &mut dyn FnMut(DeviceEntry),
) -> Result<(), StoreError> {
    let sql = format!("SELECT {ENTRY} FROM {ENTRY_TABLES} WHERE d.company_id = ?1");
    let mut statement = tx.prepare_cached(&sql)?;
    let mut rows = statement.query([company.as_str()])?;
    while let Some(row) = rows.next()? {
        visit(entry(row)?);
    }
    Ok(())
}

/// Every device, without what it reported.
pub(super) fn enrolled(tx: &Connection, visit: &mut dyn FnMut(Enrolled)) -> Result<(), StoreError> {
    let mut statement = tx.prepare(&format!(
        "SELECT {DEVICE}, s.activity_at, r.created_at, r.received_at FROM device d JOIN device_state s ON s.device = d.number
         LEFT JOIN report r ON r.number = s.report"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let times = columns::time_or_null(row, 8)?.zip(columns::time_or_null(row, 9)?);
        visit(Enrolled {
            device: device(row)?,
            activity_at: columns::time(row, 7)?,
            reported: times.map(|(created_at, received_at)| Reported { created_at, received_at }),
        });
    }
    Ok(())
}

/// The devices that sent a report whose reference has one of these numbers.
pub(super) fn by_references(
    tx: &Connection,
    numbers: &Range<u64>,
    limit: u32,
) -> Result<Vec<DeviceId>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT DISTINCT d.id FROM report r JOIN device d ON d.number = r.device
         WHERE r.reference >= ?1 AND r.reference < ?2 LIMIT ?3",
    )?;
    let found =
        statement.query_map(params![numbers.start, numbers.end, limit], |row| columns::text(row, 0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn device(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        company_id: columns::text(row, 0)?,
        id: columns::text(row, 1)?,
        person: columns::text_or_null(row, 2)?,
        key: Jwk::ed25519(columns::text(row, 3)?),
        thumbprint: columns::text(row, 4)?,
        os: columns::word(row, 5)?,
        enrolled_at: columns::text(row, 6)?,
    })
}

pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<DeviceEntry> {
    let latest = match reports::said(row, 11)? {
        None => None,
        Some(report) => Some(LatestState {
            reference: Reference::from_number(row.get(9)?),
            received_at: columns::time(row, 10)?,
            report_id: report.report_id,
            created_at: report.created_at,
            os: report.device.os,
            checks: report.checks,
        }),
    };
    Ok(DeviceEntry {
        device: device(row)?,
        activity_at: columns::time(row, 7)?,
        company_name: columns::text(row, 8)?,
        latest,
    })
}

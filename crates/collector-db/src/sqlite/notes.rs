//! What the help desk does about devices.

use std::collections::BTreeSet;

use porchlight_contract::{CompanyId, DeviceId, PlainText};
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use uuid::Uuid;

use super::filter::Filter;
use super::{audit, columns};
use crate::{Action, By, DeviceNote, NewNote, Step, StoreError, TechnicianId, TechnicianName};

const NOTE: &str = "SELECT n.device_id, n.assigned_to, t.name, n.snoozed_until, n.done_at, n.reason
    FROM device_note n LEFT JOIN technician t ON t.id = n.assigned_to";

pub(super) fn put(tx: &Connection, note: &NewNote, by: &By) -> Result<(), StoreError> {
    let (company, device) = (note.company_id.as_str(), note.device_id.as_str());
    let reason = note.reason.as_ref().map(PlainText::as_str);
    tx.prepare_cached(
        "INSERT INTO device_note (company_id, device_id, reason) VALUES (?1, ?2, ?3)
         ON CONFLICT (company_id, device_id) DO UPDATE SET reason = coalesce(excluded.reason, reason)",
    )?
    .execute(params![company, device, reason])?;
    let (of_device, to) = ("WHERE company_id = ?1 AND device_id = ?2", &note.step);
    let (set, value) = match to {
        Step::Assign(technician) => ("assigned_to = ?3", technician.0.to_string()),
        Step::Snooze(until) => ("snoozed_until = ?3", until.to_string()),
        Step::Done => ("done_at = ?3, assigned_to = NULL, snoozed_until = NULL", by.at.to_string()),
    };
    tx.prepare_cached(&format!("UPDATE device_note SET {set} {of_device}"))?
        .execute(params![company, device, value])?;
    audit::append(tx, &action(note), by)
}

fn action(note: &NewNote) -> Action {
    let (company, device) = (note.company_id.clone(), note.device_id.clone());
    match note.step {
        Step::Assign(_) => Action::DeviceAssigned(company, device),
        Step::Snooze(_) => Action::DeviceSnoozed(company, device),
        Step::Done => Action::DeviceDone(company, device),
    }
}

pub(super) fn one(
    tx: &Connection,
    company: &CompanyId,
    device: &DeviceId,
) -> Result<Option<DeviceNote>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("{NOTE} WHERE n.company_id = ?1 AND n.device_id = ?2"))?;
    Ok(statement.query_row([company.as_str(), device.as_str()], note).optional()?)
}

pub(super) fn all(
    tx: &Connection,
    company: Option<&CompanyId>,
    companies: Option<&BTreeSet<CompanyId>>,
) -> Result<Vec<DeviceNote>, StoreError> {
    let mut filter = Filter::default();
    if let Some(company) = company {
        filter.and("n.company_id = ?", [company.as_str()]);
    }
    filter.and_among("n.company_id IN (SELECT value FROM json_each(?))", companies)?;
    let mut statement = tx.prepare_cached(&format!("{NOTE} {}", filter.sql()))?;
    let notes = statement.query_map(params_from_iter(filter.values), note)?.collect::<Result<_, _>>()?;
    Ok(notes)
}

fn note(row: &Row<'_>) -> rusqlite::Result<DeviceNote> {
    Ok(DeviceNote {
        device_id: columns::text(row, 0)?,
        assigned_to: technician_name(row, 1)?,
        snoozed_until: columns::text_or_null(row, 3)?,
        done_at: columns::text_or_null(row, 4)?,
        reason: columns::text_or_null(row, 5)?,
    })
}

/// A technician's id and name, from this column and the next.
pub(super) fn technician_name(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<TechnicianName>> {
    let id = columns::text_or_null::<Uuid>(row, at)?;
    let name = columns::text_or_null(row, at + 1)?;
    Ok(id.zip(name).map(|(id, name)| TechnicianName { id: TechnicianId(id), name }))
}

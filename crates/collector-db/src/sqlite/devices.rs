//! Devices, one by one and in lists.

use porchlight_contract::{DeviceId, Jwk, PlainText, Thumbprint};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::columns;
use crate::{
    Device, DeviceCursor, DeviceEntry, DevicePage, DeviceQuery, Invite, LatestState, NewEnrolment, StoreError,
};

/// What [`device`] reads.
const DEVICE: &str = "d.company_id, d.id, d.person, d.key_x, d.thumbprint, d.os_family, d.enrolled_at";
/// What [`entry`] reads.
const ENTRY: &str = "d.company_id, d.id, d.person, d.key_x, d.thumbprint, d.os_family, d.enrolled_at,
    d.activity_at, c.name, s.report_id, s.reference, s.received_at, s.os, s.checks";
const ENTRY_TABLES: &str = "device d JOIN company c ON c.id = d.company_id
    LEFT JOIN device_state s ON s.company_id = d.company_id AND s.device_id = d.id";

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
    tx.execute(
        "INSERT INTO device
         (company_id, id, person, person_folded, key_x, thumbprint, os_family, enrolled_at, activity_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
        params![
            device.company_id.as_str(),
            device.id.as_str(),
            device.person.as_ref().map(PlainText::as_str),
            device.person.as_ref().map(|person| person.as_str().to_lowercase()),
            device.key.x.as_str(),
            device.thumbprint.as_str(),
            columns::to_word(&device.os)?,
            device.enrolled_at.as_str(),
        ],
    )?;
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

pub(super) fn visit(tx: &Connection, visit: &mut dyn FnMut(DeviceEntry)) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {ENTRY} FROM {ENTRY_TABLES}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(entry(row)?);
    }
    Ok(())
}

pub(super) fn page(tx: &Connection, query: &DeviceQuery) -> Result<DevicePage, StoreError> {
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let (mut devices, total) = match &query.keep {
        None => (behind_cursor(tx, query)?, count(tx, query)?),
        Some(keep) => judged(tx, query, &**keep)?,
    };
    let more = devices.len() > limit;
    devices.truncate(limit);
    let next = devices.last().filter(|_| more).map(cursor);
    Ok(DevicePage { devices, total, next })
}

/// One device more than the page holds, so that it is known whether there is a next page.
fn behind_cursor(tx: &Connection, query: &DeviceQuery) -> Result<Vec<DeviceEntry>, StoreError> {
    let mut filter = Filter::of(query);
    if let Some(after) = &query.after {
        filter.and("(d.activity_at, d.id) < (?, ?)", [after.activity_at.as_str(), after.id.as_str()]);
    }
    let sql = format!(
        "SELECT {ENTRY} FROM {ENTRY_TABLES} {} ORDER BY d.activity_at DESC, d.id DESC LIMIT {}",
        filter.sql(),
        u64::from(query.limit) + 1
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let devices = statement.query_map(params_from_iter(filter.values), entry)?.collect::<Result<_, _>>()?;
    Ok(devices)
}

fn count(tx: &Connection, query: &DeviceQuery) -> Result<u64, StoreError> {
    let filter = Filter::of(query);
    let sql = format!("SELECT count(*) FROM device d JOIN company c ON c.id = d.company_id {}", filter.sql());
    let mut statement = tx.prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(filter.values), |row| row.get(0))?)
}

/// Looks at every device that the other filters leave: a page's worth behind the cursor, and the count of all.
fn judged(
    tx: &Connection,
    query: &DeviceQuery,
    keep: &dyn Fn(&DeviceEntry) -> bool,
) -> Result<(Vec<DeviceEntry>, u64), StoreError> {
    let filter = Filter::of(query);
    let wanted = usize::try_from(query.limit).unwrap_or(usize::MAX).saturating_add(1);
    let sql =
        format!("SELECT {ENTRY} FROM {ENTRY_TABLES} {} ORDER BY d.activity_at DESC, d.id DESC", filter.sql());
    let mut statement = tx.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(filter.values))?;
    let (mut page, mut total) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let device = entry(row)?;
        if !keep(&device) {
            continue;
        }
        total += 1;
        let behind = query.after.as_ref().is_none_or(|after| cursor(&device) < *after);
        if behind && page.len() < wanted {
            page.push(device);
        }
    }
    Ok((page, total))
}

fn cursor(entry: &DeviceEntry) -> DeviceCursor {
    DeviceCursor { activity_at: entry.activity_at.clone(), id: entry.device.id.clone() }
}

/// A WHERE clause with its values.
struct Filter {
    conditions: Vec<&'static str>,
    values: Vec<Value>,
}

impl Filter {
    fn of(query: &DeviceQuery) -> Self {
        let mut filter = Self { conditions: Vec::new(), values: Vec::new() };
        if let Some(scope) = columns::scope(&query.companies) {
            filter.and("d.company_id IN (SELECT value FROM json_each(?))", [&scope]);
        }
        if let Some(company) = &query.company {
            filter.and("d.company_id = ?", [company.as_str()]);
        }
        match (&query.text, &query.reference) {
            (None, _) => {}
            (Some(text), None) => {
                let pattern = contains(text);
                filter.and(
                    "(d.person_folded LIKE ? ESCAPE '\\' OR c.name_folded LIKE ? ESCAPE '\\')",
                    [pattern.as_str(), &pattern],
                );
            }
            (Some(text), Some(reference)) => {
                let pattern = contains(text);
                filter.and(
                    "(d.person_folded LIKE ? ESCAPE '\\' OR c.name_folded LIKE ? ESCAPE '\\' OR d.id IN
                      (SELECT r.device_id FROM report r WHERE r.reference >= ? AND r.reference < ?))",
                    [pattern.as_str(), &pattern, reference, &format!("{reference}~")],
                );
            }
        }
        filter
    }

    fn and<const N: usize>(&mut self, condition: &'static str, values: [&str; N]) {
        self.conditions.push(condition);
        self.values.extend(values.map(|value| Value::from(value.to_owned())));
    }

    fn sql(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.conditions.join(" AND "))
        }
    }
}

/// A LIKE pattern for texts with this in it, in folded case, every character standing for itself.
fn contains(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
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

fn entry(row: &Row<'_>) -> rusqlite::Result<DeviceEntry> {
    let latest = match columns::text_or_null(row, 9)? {
        None => None,
        Some(report_id) => Some(LatestState {
            report_id,
            reference: columns::text(row, 10)?,
            received_at: columns::text(row, 11)?,
            os: columns::json(row, 12)?,
            checks: columns::json(row, 13)?,
        }),
    };
    Ok(DeviceEntry {
        device: device(row)?,
        activity_at: columns::text(row, 7)?,
        company_name: columns::text(row, 8)?,
        latest,
    })
}

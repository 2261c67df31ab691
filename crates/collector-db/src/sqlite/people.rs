//! People: the names on devices and invites, each company by itself.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::filter::{Filter, contains};
use super::{columns, devices, invites};
use crate::{DeviceEntry, InviteEntry, PeoplePage, Person, PersonCursor, PersonQuery, StoreError};

/// A name in lower case, with its company: what a person is found by.
type Key = (String, String);

pub(super) fn page(tx: &Connection, query: &PersonQuery) -> Result<PeoplePage, StoreError> {
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let mut keys = keys(tx, query)?;
    let more = keys.len() > limit;
    keys.truncate(limit);
    let next = keys.last().filter(|_| more).map(cursor).transpose()?;
    let wanted = columns::to_json(&keys)?;
    let mut devices = grouped(devices_of(tx, &wanted)?, |entry| {
        (entry.device.person.as_ref().map(ToString::to_string), entry.device.company_id.to_string())
    });
    let mut invites = grouped(invites_of(tx, &wanted)?, |entry| {
        (entry.invite.person.as_ref().map(ToString::to_string), entry.invite.company_id.to_string())
    });
    let people = keys.iter().filter_map(|key| {
        person(devices.remove(key).unwrap_or_default(), invites.remove(key).unwrap_or_default())
    });
    Ok(PeoplePage { people: people.collect(), total: count(tx, query)?, next })
}

/// One person more than the page holds, so that it is known whether there is a next page.
fn keys(tx: &Connection, query: &PersonQuery) -> Result<Vec<Key>, StoreError> {
    let (of_devices, of_invites) = filters(query, query.after.as_ref())?;
    let sql = format!(
        "SELECT d.person_folded, d.company_id FROM device d {}
         UNION SELECT i.person_folded, i.company_id FROM invite i {} ORDER BY 1, 2 LIMIT {}",
        of_devices.sql(),
        of_invites.sql(),
        u64::from(query.limit) + 1
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let keys = statement
        .query_map(both(of_devices, of_invites), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(keys)
}

/// In order and with a limit that is none, so that SQLite merges two indexes instead of sorting all names.
fn count(tx: &Connection, query: &PersonQuery) -> Result<u64, StoreError> {
    let (of_devices, of_invites) = filters(query, None)?;
    let sql = format!(
        "SELECT count(*) FROM (SELECT d.person_folded, d.company_id FROM device d {}
         UNION SELECT i.person_folded, i.company_id FROM invite i {} ORDER BY 1, 2 LIMIT -1)",
        of_devices.sql(),
        of_invites.sql()
    );
    let mut statement = tx.prepare_cached(&sql)?;
    Ok(statement.query_row(both(of_devices, of_invites), |row| row.get(0))?)
}

/// The same filter for devices and for invites.
fn filters(query: &PersonQuery, after: Option<&PersonCursor>) -> Result<(Filter, Filter), StoreError> {
    let (mut devices, mut invites) = (Filter::default(), Filter::default());
    devices.and("d.person_folded IS NOT NULL", []);
    invites.and("i.person_folded IS NOT NULL", []);
    if let Some(company) = &query.company {
        devices.and("d.company_id = ?", [company.as_str()]);
        invites.and("i.company_id = ?", [company.as_str()]);
    }
    let among = query.companies.as_ref();
    devices.and_among("d.company_id IN (SELECT value FROM json_each(?))", among)?;
    invites.and_among("i.company_id IN (SELECT value FROM json_each(?))", among)?;
    if let Some(text) = &query.text {
        let pattern = contains(text);
        devices.and("d.person_folded LIKE ? ESCAPE '\\'", [pattern.as_str()]);
        invites.and("i.person_folded LIKE ? ESCAPE '\\'", [pattern.as_str()]);
    }
    if let Some(after) = after {
        let place = [after.folded.as_str(), after.company_id.as_str()];
        devices.and("(d.person_folded, d.company_id) > (?, ?)", place);
        invites.and("(i.person_folded, i.company_id) > (?, ?)", place);
    }
    Ok((devices, invites))
}

fn both(devices: Filter, invites: Filter) -> rusqlite::ParamsFromIter<Vec<Value>> {
    let mut values = devices.values;
    values.extend(invites.values);
    params_from_iter(values)
}

fn devices_of(tx: &Connection, wanted: &str) -> Result<Vec<DeviceEntry>, StoreError> {
    let sql = format!(
        "SELECT {} FROM {} WHERE d.id IN (
           SELECT id FROM (
             SELECT x.id AS id, row_number() OVER (
               PARTITION BY x.company_id, x.person_folded ORDER BY z.activity_at DESC, x.id DESC) AS place
             FROM json_each(?1) k
             JOIN device x INDEXED BY device_company_person ON x.person_folded = k.value ->> 0 AND x.company_id = k.value ->> 1
             JOIN device_state z ON z.device = x.number)
           WHERE place <= ?2)
         ORDER BY s.activity_at DESC, d.id DESC",
        devices::ENTRY,
        devices::ENTRY_TABLES
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let found = statement.query_map(params![wanted, Person::MOST], devices::entry)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn invites_of(tx: &Connection, wanted: &str) -> Result<Vec<InviteEntry>, StoreError> {
    let sql = format!(
        "SELECT {} FROM {} WHERE i.id IN (
           SELECT id FROM (
             SELECT x.id AS id, row_number() OVER (
               PARTITION BY x.company_id, x.person_folded ORDER BY x.created_at DESC, x.id DESC) AS place
             FROM json_each(?1) k
             JOIN invite x INDEXED BY invite_company_person ON x.person_folded = k.value ->> 0 AND x.company_id = k.value ->> 1)
           WHERE place <= ?2)
         ORDER BY i.created_at DESC, i.id DESC",
        invites::ENTRY,
        invites::ENTRY_TABLES
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let found = statement.query_map(params![wanted, Person::MOST], invites::entry)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// By key, in the order in which they came. What has no name belongs to nobody.
fn grouped<T>(entries: Vec<T>, key: impl Fn(&T) -> (Option<String>, String)) -> BTreeMap<Key, Vec<T>> {
    let mut groups: BTreeMap<Key, Vec<T>> = BTreeMap::new();
    for entry in entries {
        if let (Some(name), company) = key(&entry) {
            groups.entry((name.to_lowercase(), company)).or_default().push(entry);
        }
    }
    groups
}

fn person(devices: Vec<DeviceEntry>, invites: Vec<InviteEntry>) -> Option<Person> {
    let of_device = devices.first().map(|entry| {
        (entry.device.person.clone(), entry.device.company_id.clone(), entry.company_name.clone())
    });
    let of_invite = invites.first().map(|entry| {
        (entry.invite.person.clone(), entry.invite.company_id.clone(), entry.company_name.clone())
    });
    let (name, company_id, company_name) = of_device.or(of_invite)?;
    Some(Person { name: name?, company_id, company_name, devices, invites })
}

fn cursor(key: &Key) -> Result<PersonCursor, StoreError> {
    let company_id = key.1.parse().map_err(|error| StoreError::Failed(Box::new(error)))?;
    Ok(PersonCursor { folded: key.0.clone(), company_id })
}

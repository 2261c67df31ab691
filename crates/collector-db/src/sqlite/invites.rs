//! Invites, and the enrolment that uses one up.

use std::collections::{BTreeMap, BTreeSet};

use porchlight_contract::{CompanyId, InviteId, PlainText, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::filter::Filter;
use super::notes::technician_name;
use super::{audit, columns, devices};
use crate::{
    Action, Actor, By, EnrolOutcome, Invite, InviteCursor, InviteEntry, InvitePage, InviteQuery, InviteStage,
    InviteState, NewEnrolment, NewInvite, StoreError,
};

const COLUMNS: &str = "company_id, id, person, state, expires_at, device_id";

/// What [`entry`] reads.
pub(super) const ENTRY: &str =
    "i.company_id, i.id, i.person, i.state, i.expires_at, i.device_id, c.name, i.created_at,
    i.created_by, t.name";
pub(super) const ENTRY_TABLES: &str = "invite i JOIN company c ON c.id = i.company_id
    LEFT JOIN technician t ON t.id = i.created_by";

/// Makes all of these invites, or none if a code is taken.
pub(super) fn create(tx: &Connection, invites: &[(NewInvite, Vec<u8>)], by: &By) -> Result<bool, StoreError> {
    let mut statement = tx.prepare_cached("SELECT 1 FROM invite WHERE code_hash = ?1")?;
    for (_, code_hash) in invites {
        if statement.exists([code_hash])? {
            return Ok(false);
        }
    }
    invites.iter().try_for_each(|(invite, code_hash)| insert(tx, invite, code_hash, by))?;
    Ok(true)
}

fn insert(tx: &Connection, invite: &NewInvite, code_hash: &[u8], by: &By) -> Result<(), StoreError> {
    let made_by = match &by.who {
        Actor::Technician(id) => Some(id.0.to_string()),
        Actor::Operator | Actor::Device(_) | Actor::Nobody => None,
    };
    tx.prepare_cached(
        "INSERT INTO invite
         (company_id, id, code_hash, person, person_folded, state, created_at, expires_at, created_by)
         VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7, ?8)",
    )?
    .execute(params![
        invite.company_id.as_str(),
        invite.id.as_str(),
        code_hash,
        invite.person.as_ref().map(PlainText::as_str),
        invite.person.as_ref().map(|person| person.as_str().to_lowercase()),
        by.at.as_str(),
        invite.expires_at.as_str(),
        made_by,
    ])?;
    audit::append(tx, &Action::InviteCreated(invite.company_id.clone(), invite.id.clone()), by)
}

/// Fills in the names in lower case where a version of before has not: SQLite itself folds only English letters.
pub(super) fn fold_names(tx: &Connection) -> Result<(), StoreError> {
    let mut missing =
        tx.prepare("SELECT id, person FROM invite WHERE person IS NOT NULL AND person_folded IS NULL")?;
    let mut fill = tx.prepare("UPDATE invite SET person_folded = ?2 WHERE id = ?1")?;
    let found: Vec<(String, String)> =
        missing.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (id, person) in found {
        fill.execute([id, person.to_lowercase()])?;
    }
    Ok(())
}

pub(super) fn by_code(tx: &Connection, code_hash: &[u8]) -> Result<Option<Invite>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM invite WHERE code_hash = ?1"))?;
    Ok(statement.query_row([code_hash], invite).optional()?)
}

pub(super) fn by_id(tx: &Connection, id: &InviteId) -> Result<Option<Invite>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM invite WHERE id = ?1"))?;
    Ok(statement.query_row([id.as_str()], invite).optional()?)
}

pub(super) fn revoke(tx: &Connection, id: &InviteId, by: &By) -> Result<Option<Invite>, StoreError> {
    let revoked =
        tx.execute("UPDATE invite SET state = 'revoked' WHERE id = ?1 AND state = 'open'", [id.as_str()])?;
    let invite = by_id(tx, id)?;
    if let (1, Some(invite)) = (revoked, &invite) {
        audit::append(tx, &Action::InviteRevoked(invite.company_id.clone(), invite.id.clone()), by)?;
    }
    Ok(invite)
}

pub(super) fn enrol(
    tx: &Connection,
    enrolment: &NewEnrolment,
    code_hash: &[u8],
) -> Result<EnrolOutcome, StoreError> {
    let Some(invite) = by_code(tx, code_hash)? else { return Ok(EnrolOutcome::Unknown) };
    let enrolled = devices::by_key(tx, &enrolment.thumbprint)?;
    match (invite.state, enrolled) {
        (InviteState::Used, Some(device)) if invite.device_id.as_ref() == Some(&device.id) => {
            Ok(EnrolOutcome::Repeated(device))
        }
        (InviteState::Used, _) => Ok(EnrolOutcome::Used),
        (InviteState::Revoked, _) => Ok(EnrolOutcome::Revoked),
        (InviteState::Open, _) if has_passed(&invite.expires_at, &enrolment.at) => Ok(EnrolOutcome::Expired),
        (InviteState::Open, Some(device)) if device.company_id != invite.company_id => {
            Ok(EnrolOutcome::OtherCompany(device.company_id))
        }
        (InviteState::Open, Some(device)) => {
            use_up(tx, &invite, device.id.as_str())?;
            Ok(EnrolOutcome::Repeated(device))
        }
        (InviteState::Open, None) => {
            use_up(tx, &invite, enrolment.device_id.as_str())?;
            let device = devices::insert(tx, &invite, enrolment)?;
            let by = By { who: Actor::Device(device.id.clone()), at: enrolment.at.clone() };
            audit::append(tx, &Action::DeviceEnrolled(device.company_id.clone(), device.id.clone()), &by)?;
            Ok(EnrolOutcome::New(device))
        }
    }
}

fn has_passed(expires_at: &Timestamp, now: &Timestamp) -> bool {
    expires_at <= now
}

fn use_up(tx: &Connection, invite: &Invite, device: &str) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE invite SET state = 'used', device_id = ?3 WHERE company_id = ?1 AND id = ?2",
        params![invite.company_id.as_str(), invite.id.as_str(), device],
    )?;
    Ok(())
}

fn invite(row: &Row<'_>) -> rusqlite::Result<Invite> {
    Ok(Invite {
        company_id: columns::text(row, 0)?,
        id: columns::text(row, 1)?,
        person: columns::text_or_null(row, 2)?,
        state: columns::word(row, 3)?,
        expires_at: columns::text(row, 4)?,
        device_id: columns::text_or_null(row, 5)?,
    })
}

pub(super) fn page(tx: &Connection, query: &InviteQuery) -> Result<InvitePage, StoreError> {
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let total = count(tx, query)?;
    let mut filter = filter(query)?;
    if let Some(after) = &query.after {
        filter.and("(i.created_at, i.id) < (?, ?)", [after.created_at.as_str(), after.id.as_str()]);
    }
    let sql = format!(
        "SELECT {ENTRY} FROM {ENTRY_TABLES} {} ORDER BY i.created_at DESC, i.id DESC LIMIT {}",
        filter.sql(),
        u64::from(query.limit) + 1
    );
    let mut statement = tx.prepare_cached(&sql)?;
    let mut invites: Vec<InviteEntry> =
        statement.query_map(params_from_iter(filter.values), entry)?.collect::<Result<_, _>>()?;
    let more = invites.len() > limit;
    invites.truncate(limit);
    let next = invites
        .last()
        .filter(|_| more)
        .map(|entry| InviteCursor { created_at: entry.created_at.clone(), id: entry.invite.id.clone() });
    Ok(InvitePage { invites, total, next })
}

fn count(tx: &Connection, query: &InviteQuery) -> Result<u64, StoreError> {
    let filter = filter(query)?;
    let mut statement = tx.prepare_cached(&format!("SELECT count(*) FROM invite i {}", filter.sql()))?;
    Ok(statement.query_row(params_from_iter(filter.values), |row| row.get(0))?)
}

/// How many invites of each company wait for a device.
pub(super) fn count_open(
    tx: &Connection,
    companies: Option<&BTreeSet<CompanyId>>,
    now: &Timestamp,
) -> Result<BTreeMap<CompanyId, u64>, StoreError> {
    let mut filter = Filter::default();
    filter.and("i.state = 'open' AND i.expires_at > ?", [now.as_str()]);
    filter.and_among("i.company_id IN (SELECT value FROM json_each(?))", companies)?;
    let sql = format!("SELECT i.company_id, count(*) FROM invite i {} GROUP BY i.company_id", filter.sql());
    let mut statement = tx.prepare_cached(&sql)?;
    let counts = statement
        .query_map(params_from_iter(filter.values), |row| Ok((columns::text(row, 0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(counts)
}

fn filter(query: &InviteQuery) -> Result<Filter, StoreError> {
    let mut filter = Filter::default();
    if let Some(company) = &query.company {
        filter.and("i.company_id = ?", [company.as_str()]);
    }
    filter.and_among("i.company_id IN (SELECT value FROM json_each(?))", query.companies.as_ref())?;
    match query.stage {
        None => {}
        Some(InviteStage::Open) => {
            filter.and("i.state = 'open' AND i.expires_at > ?", [query.now.as_str()]);
        }
        Some(InviteStage::Expired) => {
            filter.and("i.state = 'open' AND i.expires_at <= ?", [query.now.as_str()]);
        }
        Some(InviteStage::Used) => filter.and("i.state = 'used'", []),
        Some(InviteStage::Revoked) => filter.and("i.state = 'revoked'", []),
    }
    if let Some(end) = &query.expires_before {
        filter.and("i.expires_at <= ?", [end.as_str()]);
    }
    Ok(filter)
}

pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<InviteEntry> {
    Ok(InviteEntry {
        invite: invite(row)?,
        company_name: columns::text(row, 6)?,
        created_at: columns::text(row, 7)?,
        created_by: technician_name(row, 8)?,
    })
}

//! Technicians, what they prove themselves with, and their sessions.

use std::collections::BTreeSet;

use porchlight_contract::{CompanyId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{audit, columns, second_factors, set_up};
use crate::{
    Action, Actor, AddTechnicianOutcome, By, Credentials, Email, NewSession, NewTechnician, PasswordHash,
    Scope, Session, StoreError, Technician, TechnicianId, TokenHash, WayIn,
};

/// What [`technician_of`] reads.
pub(super) const TECHNICIAN: &str = "t.id, t.email, t.name, t.role";
/// What stands in the place of a password's hash until there is one. No password fits it.
const NO_PASSWORD: &str = "";

pub(super) fn add_technician(
    tx: &Connection,
    technician: &NewTechnician,
    by: &By,
) -> Result<AddTechnicianOutcome, StoreError> {
    if !are_companies(tx, &technician.companies)? {
        return Ok(AddTechnicianOutcome::CompanyUnknown);
    }
    let password = match &technician.way_in {
        WayIn::Password(hash) => &hash.0,
        WayIn::Link(_) => NO_PASSWORD,
    };
    let added = tx.execute(
        "INSERT INTO technician (id, email, name, role, password_hash, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (email) DO NOTHING",
        params![
            technician.id.0.to_string(),
            technician.email.as_str(),
            technician.name.as_str(),
            columns::to_word(&technician.role)?,
            password,
            by.at.as_str(),
        ],
    )?;
    if added == 0 {
        return Ok(AddTechnicianOutcome::EmailTaken);
    }
    put_companies(tx, technician.id, &technician.companies)?;
    audit::append(tx, &Action::TechnicianAdded(technician.id), by)?;
    if let WayIn::Link(link) = &technician.way_in {
        set_up::put_link(tx, Some(technician.id), link, by)?;
    }
    Ok(AddTechnicianOutcome::Added)
}

/// Whether all of these companies are there.
pub(super) fn are_companies(tx: &Connection, scope: &Scope) -> Result<bool, StoreError> {
    let Some(ids) = columns::scope(scope) else { return Ok(true) };
    let unknown: u32 = tx.query_row(
        "SELECT count(*) FROM json_each(?1) WHERE value NOT IN (SELECT id FROM company)",
        [ids],
        |row| row.get(0),
    )?;
    Ok(unknown == 0)
}

/// Makes these the companies that somebody looks after.
pub(super) fn put_companies(
    tx: &Connection,
    technician: TechnicianId,
    scope: &Scope,
) -> Result<(), StoreError> {
    let id = technician.0.to_string();
    tx.execute("UPDATE technician SET all_companies = ?2 WHERE id = ?1", params![id, scope.is_none()])?;
    tx.execute("DELETE FROM technician_company WHERE technician_id = ?1", [&id])?;
    for company in scope.iter().flatten() {
        tx.execute(
            "INSERT INTO technician_company (company_id, technician_id) VALUES (?1, ?2)",
            params![company.as_str(), id],
        )?;
    }
    Ok(())
}

/// The companies that somebody looks after, of whom it is known whether these are all.
pub(super) fn scope(tx: &Connection, technician: TechnicianId, all: bool) -> Result<Scope, StoreError> {
    if all {
        return Ok(None);
    }
    let mut statement =
        tx.prepare_cached("SELECT company_id FROM technician_company WHERE technician_id = ?1")?;
    let companies: BTreeSet<CompanyId> = statement
        .query_map([technician.0.to_string()], |row| columns::text(row, 0))?
        .collect::<Result<_, _>>()?;
    Ok(Some(companies))
}

pub(super) fn credentials(tx: &Connection, email: &Email) -> Result<Option<Credentials>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {TECHNICIAN}, t.password_hash, t.disabled_at IS NOT NULL, t.all_companies
         FROM technician t WHERE t.email = ?1"
    ))?;
    let found = statement
        .query_row([email.as_str()], |row| {
            let hash: String = row.get(4)?;
            let found = Credentials {
                technician: technician_of(row)?,
                companies: None,
                password: (hash != NO_PASSWORD).then_some(PasswordHash(hash)),
                disabled: row.get(5)?,
                second_factor: None,
            };
            Ok((found, row.get(6)?))
        })
        .optional()?;
    let Some((found, all)) = found else { return Ok(None) };
    let companies = scope(tx, found.technician.id, all)?;
    let second_factor = second_factors::of(tx, found.technician.id)?;
    Ok(Some(Credentials { companies, second_factor, ..found }))
}

pub(super) fn set_password(
    tx: &Connection,
    technician: TechnicianId,
    password: &PasswordHash,
    keep: &TokenHash,
    by: &By,
) -> Result<(), StoreError> {
    put_password(tx, technician, password)?;
    tx.execute(
        "DELETE FROM session WHERE technician_id = ?1 AND token_hash <> ?2",
        params![technician.0.to_string(), keep.0],
    )?;
    audit::append(tx, &Action::PasswordChanged, by)
}

pub(super) fn put_password(
    tx: &Connection,
    technician: TechnicianId,
    password: &PasswordHash,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE technician SET password_hash = ?2 WHERE id = ?1",
        params![technician.0.to_string(), password.0],
    )?;
    Ok(())
}

pub(super) fn open_session(tx: &Connection, session: &NewSession) -> Result<bool, StoreError> {
    tx.execute("DELETE FROM session WHERE expires_at <= ?1", [session.created_at.as_str()])?;
    let id = session.technician.0.to_string();
    let mut may_sign_in =
        tx.prepare_cached("SELECT 1 FROM technician WHERE id = ?1 AND disabled_at IS NULL")?;
    if !may_sign_in.exists([&id])? || !second_factors::use_up(tx, session.technician, session.proof)? {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO session (token_hash, technician_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
        params![session.token.0, id, session.created_at.as_str(), session.expires_at.as_str()],
    )?;
    tx.execute(
        "UPDATE technician SET last_sign_in = ?2 WHERE id = ?1",
        params![id, session.created_at.as_str()],
    )?;
    let by = By { who: Actor::Technician(session.technician), at: session.created_at.clone() };
    audit::append(tx, &Action::SignedIn, &by)?;
    Ok(true)
}

pub(super) fn session(
    tx: &Connection,
    token: TokenHash,
    now: &Timestamp,
) -> Result<Option<Session>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {TECHNICIAN}, s.expires_at, t.all_companies
         FROM session s JOIN technician t ON t.id = s.technician_id
         WHERE s.token_hash = ?1 AND s.expires_at > ?2 AND t.disabled_at IS NULL"
    ))?;
    let found = statement
        .query_row(params![token.0, now.as_str()], |row| {
            Ok((technician_of(row)?, columns::text(row, 4)?, row.get(5)?))
        })
        .optional()?;
    let Some((technician, expires_at, all)) = found else { return Ok(None) };
    let companies = scope(tx, technician.id, all)?;
    Ok(Some(Session { technician, companies, expires_at }))
}

pub(super) fn close_session(tx: &Connection, token: TokenHash, at: &Timestamp) -> Result<(), StoreError> {
    let closed = tx
        .query_row("DELETE FROM session WHERE token_hash = ?1 RETURNING technician_id", [token.0], |row| {
            Ok(TechnicianId(columns::text::<Uuid>(row, 0)?))
        })
        .optional()?;
    if let Some(technician) = closed {
        let by = By { who: Actor::Technician(technician), at: at.clone() };
        audit::append(tx, &Action::SignedOut, &by)?;
    }
    Ok(())
}

/// Ends every session of somebody. That is part of what is audited otherwise.
pub(super) fn end_sessions(tx: &Connection, technician: TechnicianId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM session WHERE technician_id = ?1", [technician.0.to_string()])?;
    Ok(())
}

pub(super) fn technician_of(row: &Row<'_>) -> rusqlite::Result<Technician> {
    Ok(Technician {
        id: TechnicianId(columns::text::<Uuid>(row, 0)?),
        email: columns::text(row, 1)?,
        name: columns::text(row, 2)?,
        role: columns::word(row, 3)?,
    })
}

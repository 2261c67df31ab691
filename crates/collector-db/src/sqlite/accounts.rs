//! Technicians and their sessions.

use porchlight_contract::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::{audit, columns};
use crate::{
    Action, Actor, By, Email, NewSession, NewTechnician, PasswordHash, Session, StoreError, Technician,
    TechnicianId, TokenHash,
};

pub(super) fn add_technician(
    tx: &Connection,
    technician: &NewTechnician,
    by: &By,
) -> Result<bool, StoreError> {
    let added = tx.execute(
        "INSERT INTO technician (id, email, name, role, password_hash, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (email) DO NOTHING",
        params![
            technician.id.0.to_string(),
            technician.email.as_str(),
            technician.name.as_str(),
            columns::to_word(&technician.role)?,
            technician.password.0,
            by.at.as_str(),
        ],
    )?;
    if added == 0 {
        return Ok(false);
    }
    audit::append(tx, &Action::TechnicianAdded(technician.id), by)?;
    Ok(true)
}

pub(super) fn technician(
    tx: &Connection,
    email: &Email,
) -> Result<Option<(Technician, PasswordHash)>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT id, email, name, role, password_hash FROM technician WHERE email = ?1")?;
    let found = statement
        .query_row([email.as_str()], |row| Ok((technician_of(row)?, PasswordHash(row.get(4)?))))
        .optional()?;
    Ok(found)
}

pub(super) fn open_session(tx: &Connection, session: &NewSession) -> Result<(), StoreError> {
    tx.execute("DELETE FROM session WHERE expires_at <= ?1", [session.created_at.as_str()])?;
    tx.execute(
        "INSERT INTO session (token_hash, technician_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
        params![
            session.token.0,
            session.technician.0.to_string(),
            session.created_at.as_str(),
            session.expires_at.as_str(),
        ],
    )?;
    let by = By { who: Actor::Technician(session.technician), at: session.created_at.clone() };
    audit::append(tx, &Action::SignedIn, &by)
}

pub(super) fn session(
    tx: &Connection,
    token: TokenHash,
    now: &Timestamp,
) -> Result<Option<Session>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT t.id, t.email, t.name, t.role, s.expires_at
         FROM session s JOIN technician t ON t.id = s.technician_id
         WHERE s.token_hash = ?1 AND s.expires_at > ?2",
    )?;
    let found = statement
        .query_row(params![token.0, now.as_str()], |row| {
            Ok(Session {
                technician: technician_of(row)?,
                companies: None,
                expires_at: columns::text(row, 4)?,
            })
        })
        .optional()?;
    Ok(found)
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

fn technician_of(row: &Row<'_>) -> rusqlite::Result<Technician> {
    Ok(Technician {
        id: TechnicianId(columns::text::<Uuid>(row, 0)?),
        email: columns::text(row, 1)?,
        name: columns::text(row, 2)?,
        role: columns::word(row, 3)?,
    })
}

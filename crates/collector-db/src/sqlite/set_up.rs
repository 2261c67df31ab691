//! Links behind which people choose a password.

use porchlight_contract::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::accounts::{self, TECHNICIAN, technician_of};
use super::{audit, columns, second_factors};
use crate::{
    Action, Actor, By, NewOwner, NewTechnician, Role, SetUp, SetUpLink, SetUpLinkOutcome, SetUpOffer,
    SetUpOutcome, StoreError, TechnicianId, TokenHash, WayIn,
};

pub(super) fn make_link(
    tx: &Connection,
    technician: TechnicianId,
    link: &SetUpLink,
    by: &By,
) -> Result<SetUpLinkOutcome, StoreError> {
    let disabled = tx
        .query_row(
            "SELECT disabled_at IS NOT NULL FROM technician WHERE id = ?1",
            [technician.0.to_string()],
            |row| row.get(0),
        )
        .optional()?;
    match disabled {
        None => Ok(SetUpLinkOutcome::Unknown),
        Some(true) => Ok(SetUpLinkOutcome::Disabled),
        Some(false) => {
            put_link(tx, Some(technician), link, by)?;
            Ok(SetUpLinkOutcome::Made)
        }
    }
}

/// Makes a link for the first owner, if there is nobody yet.
pub(super) fn make_owner_link(tx: &Connection, link: &SetUpLink, by: &By) -> Result<bool, StoreError> {
    if is_anybody(tx)? {
        return Ok(false);
    }
    put_link(tx, None, link, by)?;
    Ok(true)
}

/// Keeps a link in the place of the ones before.
pub(super) fn put_link(
    tx: &Connection,
    technician: Option<TechnicianId>,
    link: &SetUpLink,
    by: &By,
) -> Result<(), StoreError> {
    let id = technician.map(|technician| technician.0.to_string());
    tx.execute("DELETE FROM set_up_link WHERE technician_id IS ?1", [&id])?;
    tx.execute(
        "INSERT INTO set_up_link (token_hash, technician_id, expires_at) VALUES (?1, ?2, ?3)",
        params![link.token.0, id, link.expires_at.as_str()],
    )?;
    audit::append(tx, &Action::SetUpLinkMade(technician), by)
}

pub(super) fn offer(
    tx: &Connection,
    token: TokenHash,
    now: &Timestamp,
) -> Result<Option<SetUpOffer>, StoreError> {
    let id = tx
        .query_row(
            "SELECT technician_id FROM set_up_link WHERE token_hash = ?1 AND expires_at > ?2",
            params![token.0, now.as_str()],
            |row| columns::text_or_null::<Uuid>(row, 0),
        )
        .optional()?;
    match id {
        None => Ok(None),
        Some(None) => Ok((!is_anybody(tx)?).then_some(SetUpOffer::FirstOwner)),
        Some(Some(id)) => {
            let technician = tx
                .query_row(
                    &format!(
                        "SELECT {TECHNICIAN} FROM technician t WHERE t.id = ?1 AND t.disabled_at IS NULL"
                    ),
                    [id.to_string()],
                    technician_of,
                )
                .optional()?;
            Ok(technician.map(SetUpOffer::Technician))
        }
    }
}

pub(super) fn set_up(tx: &Connection, set_up: &SetUp) -> Result<SetUpOutcome, StoreError> {
    let technician = match (offer(tx, set_up.token, &set_up.at)?, &set_up.owner) {
        (None, _) => return Ok(SetUpOutcome::Invalid),
        (Some(SetUpOffer::FirstOwner), None) => return Ok(SetUpOutcome::OwnerMissing),
        (Some(SetUpOffer::FirstOwner), Some(owner)) => {
            add_owner(tx, owner, set_up)?;
            owner.id
        }
        (Some(SetUpOffer::Technician(technician)), _) => {
            accounts::put_password(tx, technician.id, &set_up.password)?;
            second_factors::forget(tx, technician.id)?;
            accounts::end_sessions(tx, technician.id)?;
            technician.id
        }
    };
    tx.execute("DELETE FROM set_up_link WHERE token_hash = ?1", [set_up.token.0])?;
    let by = By { who: Actor::Technician(technician), at: set_up.at.clone() };
    audit::append(tx, &Action::SetUp, &by)?;
    Ok(SetUpOutcome::Done(technician))
}

/// Adds the first owner. Whoever holds the link got it from the operator, so it is the operator who adds them.
fn add_owner(tx: &Connection, owner: &NewOwner, set_up: &SetUp) -> Result<(), StoreError> {
    let technician = NewTechnician {
        id: owner.id,
        email: owner.email.clone(),
        name: owner.name.clone(),
        role: Role::Owner,
        companies: None,
        way_in: WayIn::Password(set_up.password.clone()),
    };
    // Nobody has the e-mail address: there is nobody.
    accounts::add_technician(tx, &technician, &By { who: Actor::Operator, at: set_up.at.clone() })?;
    Ok(())
}

fn is_anybody(tx: &Connection) -> Result<bool, StoreError> {
    Ok(tx.prepare_cached("SELECT 1 FROM technician")?.exists([])?)
}

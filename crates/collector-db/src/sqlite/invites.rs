//! Invites, and the enrolment that uses one up.

use porchlight_contract::{InviteId, PlainText, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{audit, columns, devices};
use crate::{Action, Actor, By, EnrolOutcome, Invite, InviteState, NewEnrolment, NewInvite, StoreError};

const COLUMNS: &str = "company_id, id, person, state, expires_at, device_id";

pub(super) fn create(
    tx: &Connection,
    invite: &NewInvite,
    code_hash: &[u8],
    by: &By,
) -> Result<bool, StoreError> {
    let created = tx.execute(
        "INSERT INTO invite (company_id, id, code_hash, person, state, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, 'open', ?5, ?6) ON CONFLICT (code_hash) DO NOTHING",
        params![
            invite.company_id.as_str(),
            invite.id.as_str(),
            code_hash,
            invite.person.as_ref().map(PlainText::as_str),
            by.at.as_str(),
            invite.expires_at.as_str(),
        ],
    )?;
    if created == 0 {
        return Ok(false);
    }
    audit::append(tx, &Action::InviteCreated(invite.company_id.clone(), invite.id.clone()), by)?;
    Ok(true)
}

pub(super) fn by_code(tx: &Connection, code_hash: &[u8]) -> Result<Option<Invite>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM invite WHERE code_hash = ?1"))?;
    Ok(statement.query_row([code_hash], invite).optional()?)
}

pub(super) fn revoke(tx: &Connection, id: &InviteId, by: &By) -> Result<Option<Invite>, StoreError> {
    let revoked =
        tx.execute("UPDATE invite SET state = 'revoked' WHERE id = ?1 AND state = 'open'", [id.as_str()])?;
    let invite = tx
        .query_row(&format!("SELECT {COLUMNS} FROM invite WHERE id = ?1"), [id.as_str()], invite)
        .optional()?;
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

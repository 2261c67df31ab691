//! The list of who signs in, and changes to it.

use rusqlite::{Connection, OptionalExtension, params};

use super::accounts::{self, TECHNICIAN, technician_of};
use super::{audit, columns};
use crate::{
    Action, By, ChangeTechnicianOutcome, Role, StaffMember, StoreError, TechnicianChange, TechnicianId,
};

pub(super) fn all(tx: &Connection) -> Result<Vec<StaffMember>, StoreError> {
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {TECHNICIAN}, t.last_sign_in, t.disabled_at IS NOT NULL, t.all_companies,
           EXISTS (SELECT 1 FROM second_factor f WHERE f.technician_id = t.id AND f.last_step IS NOT NULL)
         FROM technician t ORDER BY lower(t.name), t.email"
    ))?;
    let found = statement.query_map([], |row| {
        let member = StaffMember {
            technician: technician_of(row)?,
            companies: None,
            second_factor: row.get(7)?,
            last_sign_in: columns::text_or_null(row, 4)?,
            disabled: row.get(5)?,
        };
        Ok((member, row.get(6)?))
    })?;
    found
        .map(|found| {
            let (member, all) = found?;
            let companies = accounts::scope(tx, member.technician.id, all)?;
            Ok(StaffMember { companies, ..member })
        })
        .collect()
}

pub(super) fn change(
    tx: &Connection,
    id: TechnicianId,
    change: &TechnicianChange,
    by: &By,
) -> Result<ChangeTechnicianOutcome, StoreError> {
    let Some(now) = standing(tx, id)? else { return Ok(ChangeTechnicianOutcome::Unknown) };
    let role = change.role.unwrap_or(now.role);
    let disabled = change.disabled.unwrap_or(now.disabled);
    if role == Role::Owner && matches!(change.companies, Some(Some(_))) {
        return Ok(ChangeTechnicianOutcome::OwnerHasAll);
    }
    if let Some(companies) = &change.companies
        && !accounts::are_companies(tx, companies)?
    {
        return Ok(ChangeTechnicianOutcome::CompanyUnknown);
    }
    if (role != Role::Owner || disabled) && is_last_owner(tx, id)? {
        return Ok(ChangeTechnicianOutcome::LastOwner);
    }
    change_role(tx, id, now.role, role, by)?;
    change_scope(tx, id, role, change, by)?;
    change_disabled(tx, id, now.disabled, disabled, by)?;
    Ok(ChangeTechnicianOutcome::Changed)
}

/// What somebody may do before a change.
struct Standing {
    role: Role,
    disabled: bool,
}

fn standing(tx: &Connection, id: TechnicianId) -> Result<Option<Standing>, StoreError> {
    let found = tx
        .query_row(
            "SELECT role, disabled_at IS NOT NULL FROM technician WHERE id = ?1",
            [id.0.to_string()],
            |row| Ok(Standing { role: columns::word(row, 0)?, disabled: row.get(1)? }),
        )
        .optional()?;
    Ok(found)
}

/// Whether this is an owner who can sign in, and there is no other one.
fn is_last_owner(tx: &Connection, id: TechnicianId) -> Result<bool, StoreError> {
    let mut owners = tx.prepare_cached(
        "SELECT id FROM technician
         WHERE role = 'owner' AND disabled_at IS NULL AND password_hash <> '' LIMIT 2",
    )?;
    let owners: Vec<String> = owners.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(owners == [id.0.to_string()])
}

fn change_role(
    tx: &Connection,
    id: TechnicianId,
    before: Role,
    after: Role,
    by: &By,
) -> Result<(), StoreError> {
    if before == after {
        return Ok(());
    }
    tx.execute(
        "UPDATE technician SET role = ?2 WHERE id = ?1",
        params![id.0.to_string(), columns::to_word(&after)?],
    )?;
    if after != Role::Owner && before != Role::Auditor {
        accounts::end_sessions(tx, id)?;
    }
    audit::append(tx, &Action::RoleChanged(id), by)
}

/// Owners look after all companies, also who was something else before.
fn change_scope(
    tx: &Connection,
    id: TechnicianId,
    role: Role,
    change: &TechnicianChange,
    by: &By,
) -> Result<(), StoreError> {
    let becomes_owner = change.role == Some(Role::Owner);
    let after = if role == Role::Owner { becomes_owner.then_some(&None) } else { change.companies.as_ref() };
    let Some(after) = after else { return Ok(()) };
    let all =
        tx.query_row("SELECT all_companies FROM technician WHERE id = ?1", [id.0.to_string()], |row| {
            row.get(0)
        })?;
    if accounts::scope(tx, id, all)? == *after {
        return Ok(());
    }
    accounts::put_companies(tx, id, after)?;
    audit::append(tx, &Action::ScopeChanged(id), by)
}

fn change_disabled(
    tx: &Connection,
    id: TechnicianId,
    before: bool,
    after: bool,
    by: &By,
) -> Result<(), StoreError> {
    if before == after {
        return Ok(());
    }
    let since = after.then_some(by.at.as_str());
    tx.execute("UPDATE technician SET disabled_at = ?2 WHERE id = ?1", params![id.0.to_string(), since])?;
    if after {
        accounts::end_sessions(tx, id)?;
        return audit::append(tx, &Action::TechnicianDisabled(id), by);
    }
    audit::append(tx, &Action::TechnicianEnabled(id), by)
}

//! The policies of companies, and those that they had before.

use porchlight_contract::{CompanyId, PolicyDocument};
use rusqlite::{Connection, OptionalExtension, params};

use super::{audit, columns};
use crate::{Action, By, FormerPolicy, PolicyOutcome, StoreError};

pub(super) fn set(
    tx: &Connection,
    company: &CompanyId,
    policy: &PolicyDocument,
    by: &By,
) -> Result<PolicyOutcome, StoreError> {
    let current: Option<PolicyDocument> = tx
        .prepare_cached("SELECT policy FROM company WHERE id = ?1")?
        .query_row([company.as_str()], |row| columns::json(row, 0))
        .optional()?;
    let Some(current) = current else { return Ok(PolicyOutcome::Unknown) };
    if current.version.checked_add(1) != Some(policy.version) {
        return Ok(PolicyOutcome::OtherVersion);
    }
    tx.execute(
        "INSERT INTO former_policy (company_id, version, policy, replaced_at) VALUES (?1, ?2, ?3, ?4)",
        params![company.as_str(), current.version, columns::to_json(&current)?, by.at.as_str()],
    )?;
    tx.execute(
        "UPDATE company SET policy = ?2 WHERE id = ?1",
        params![company.as_str(), columns::to_json(policy)?],
    )?;
    audit::append(tx, &Action::PolicyChanged(company.clone()), by)?;
    Ok(PolicyOutcome::Saved)
}

pub(super) fn former(
    tx: &Connection,
    company: &CompanyId,
    limit: u32,
) -> Result<Vec<FormerPolicy>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT policy, replaced_at FROM former_policy WHERE company_id = ?1 ORDER BY version DESC LIMIT ?2",
    )?;
    let policies = statement
        .query_map(params![company.as_str(), limit], |row| {
            Ok(FormerPolicy { policy: columns::json(row, 0)?, replaced_at: columns::text(row, 1)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(policies)
}

//! Companies.

use porchlight_contract::{CompanyId, HelpDesk, PlainText};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{audit, columns};
use crate::{Action, By, Company, CompanyChange, CompanyOutcome, NewCompany, StoreError};

const COLUMNS: &str = "id, name, phone, hours, policy, created_at";

pub(super) fn add(tx: &Connection, company: &NewCompany, by: &By) -> Result<bool, StoreError> {
    let added = tx.execute(
        "INSERT INTO company (id, name, name_folded, phone, hours, policy, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (name_folded) DO NOTHING",
        params![
            company.id.as_str(),
            company.name.as_str(),
            company.name.as_str().to_lowercase(),
            company.help_desk.phone.as_ref().map(PlainText::as_str),
            company.help_desk.hours.as_ref().map(PlainText::as_str),
            columns::to_json(&company.policy)?,
            by.at.as_str(),
        ],
    )?;
    if added == 0 {
        return Ok(false);
    }
    audit::append(tx, &Action::CompanyAdded(company.id.clone()), by)?;
    Ok(true)
}

pub(super) fn all(tx: &Connection) -> Result<Vec<Company>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM company ORDER BY name_folded"))?;
    let companies = statement.query_map([], company)?.collect::<Result<_, _>>()?;
    Ok(companies)
}

pub(super) fn one(tx: &Connection, id: &CompanyId) -> Result<Option<Company>, StoreError> {
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM company WHERE id = ?1"))?;
    Ok(statement.query_row([id.as_str()], company).optional()?)
}

pub(super) fn change(
    tx: &Connection,
    id: &CompanyId,
    change: &CompanyChange,
    by: &By,
) -> Result<CompanyOutcome, StoreError> {
    let Some(company) = one(tx, id)? else { return Ok(CompanyOutcome::Unknown) };
    let name = change.name.clone().unwrap_or(company.name);
    let folded = name.as_str().to_lowercase();
    let taken: bool = tx
        .prepare_cached("SELECT 1 FROM company WHERE name_folded = ?1 AND id <> ?2")?
        .exists([folded.as_str(), id.as_str()])?;
    if taken {
        return Ok(CompanyOutcome::NameTaken);
    }
    let phone = change.phone.clone().unwrap_or(company.help_desk.phone);
    let hours = change.hours.clone().unwrap_or(company.help_desk.hours);
    tx.execute(
        "UPDATE company SET name = ?2, name_folded = ?3, phone = ?4, hours = ?5 WHERE id = ?1",
        params![
            id.as_str(),
            name.as_str(),
            folded,
            phone.as_ref().map(PlainText::as_str),
            hours.as_ref().map(PlainText::as_str),
        ],
    )?;
    audit::append(tx, &Action::CompanyChanged(id.clone()), by)?;
    Ok(CompanyOutcome::Changed)
}

fn company(row: &Row<'_>) -> rusqlite::Result<Company> {
    Ok(Company {
        id: columns::text(row, 0)?,
        name: columns::text(row, 1)?,
        help_desk: HelpDesk { phone: columns::text_or_null(row, 2)?, hours: columns::text_or_null(row, 3)? },
        policy: columns::json(row, 4)?,
        created_at: columns::text(row, 5)?,
    })
}

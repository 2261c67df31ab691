//! The audit: lines are added, never changed; the schema's triggers see to that.

use porchlight_contract::CompanyId;
use rusqlite::{Connection, params};

use super::columns;
use crate::{Action, Actor, AuditEntry, By, StoreError};

pub(super) fn append(tx: &Connection, action: &Action, by: &By) -> Result<(), StoreError> {
    let (company, subject) = subject(action);
    tx.prepare_cached(
        "INSERT INTO audit (at, actor, action, company_id, subject) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        by.at.as_str(),
        actor(&by.who),
        action.code(),
        company.map(CompanyId::as_str),
        subject
    ])?;
    Ok(())
}

pub(super) fn last(tx: &Connection, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT seq, at, actor, action, company_id, subject FROM audit ORDER BY seq DESC LIMIT ?1",
    )?;
    let entries = statement
        .query_map([limit], |row| {
            Ok(AuditEntry {
                seq: row.get(0)?,
                at: columns::text(row, 1)?,
                actor: row.get(2)?,
                action: row.get(3)?,
                company_id: columns::text_or_null(row, 4)?,
                subject: row.get(5)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(entries)
}

fn actor(who: &Actor) -> String {
    match who {
        Actor::Operator => "operator".to_owned(),
        Actor::Technician(id) => format!("technician:{}", id.0),
        Actor::Device(id) => format!("device:{id}"),
        Actor::Nobody => "nobody".to_owned(),
    }
}

/// The company and the id that an action was done to.
fn subject(action: &Action) -> (Option<&CompanyId>, Option<String>) {
    match action {
        Action::ProviderNamed | Action::SignedIn | Action::SignInFailed | Action::SignedOut => (None, None),
        Action::CompanyAdded(company) | Action::CompanyChanged(company) | Action::PolicyChanged(company) => {
            (Some(company), None)
        }
        Action::DevicesExported(company) => (company.as_ref(), None),
        Action::TechnicianAdded(technician) => (None, Some(technician.0.to_string())),
        Action::InviteCreated(company, id) | Action::InviteRevoked(company, id) => {
            (Some(company), Some(id.to_string()))
        }
        Action::DeviceEnrolled(company, id)
        | Action::DeviceViewed(company, id)
        | Action::DeviceAssigned(company, id)
        | Action::DeviceSnoozed(company, id)
        | Action::DeviceDone(company, id) => (Some(company), Some(id.to_string())),
        Action::ReportRead(company, id) | Action::ReportWithdrawn(company, id) => {
            (Some(company), Some(id.to_string()))
        }
    }
}

//! The audit: lines are added, never changed, and each is chained to the one before.
//!
//! The schema's triggers refuse changes. Who takes the triggers away and edits the file still breaks the chain, from
//! the line that was edited to the end; and who makes the whole chain anew ends with another hash than the one that
//! somebody noted down.

use aws_lc_rs::digest;
use porchlight_contract::CompanyId;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns;
use crate::{Action, Actor, AuditChain, AuditEntry, AuditQuery, By, StoreError};

/// What stands in the place of the hash before the first line.
const BEGINNING: [u8; 32] = [0; 32];
/// What [`entry`] reads; [`link`] reads the hash behind it too.
const COLUMNS: &str = "seq, at, actor, action, company_id, subject";

pub(super) fn append(tx: &Connection, action: &Action, by: &By) -> Result<(), StoreError> {
    let (company, subject) = subject(action);
    let (at, actor) = (by.at.as_str(), actor(&by.who));
    let company = company.map(CompanyId::as_str);
    let seq = counted(tx)? + 1;
    let fields = [Some(at), Some(&actor), Some(action.code()), company, subject.as_deref()];
    let hash = link_hash(&last_hash(tx)?, seq, fields.map(|field| field.map(str::as_bytes)));
    tx.prepare_cached(
        "INSERT INTO audit (seq, at, actor, action, company_id, subject, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![seq, at, actor, action.code(), company, subject, hash])?;
    Ok(())
}

/// How many lines there ever were. SQLite keeps count itself, so that a line which is cut off leaves a gap.
fn counted(tx: &Connection) -> Result<u64, StoreError> {
    let mut statement = tx.prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

fn last_hash(tx: &Connection) -> Result<Vec<u8>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1")?;
    let hash: Option<Option<Vec<u8>>> = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(hash.flatten().unwrap_or(BEGINNING.to_vec()))
}

/// The SHA-256 over the hash before, the line's number (8 bytes, big end first), and its time, actor, action, company
/// and subject: each its length in bytes (as the number is written) and its UTF-8, or eight times 0xFF for none.
fn link_hash(before: &[u8], seq: u64, fields: [Option<&[u8]>; 5]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(before);
    context.update(&seq.to_be_bytes());
    for field in fields {
        let length = field.map_or(u64::MAX, |field| u64::try_from(field.len()).unwrap_or(u64::MAX));
        context.update(&length.to_be_bytes());
        context.update(field.unwrap_or_default());
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// Gives the lines of a database from before the chain their hashes.
pub(super) fn fill_chain(tx: &Connection) -> Result<(), StoreError> {
    let mut lines = tx.prepare(&format!("SELECT {COLUMNS}, hash FROM audit ORDER BY seq"))?;
    let mut update = tx.prepare("UPDATE audit SET hash = ?2 WHERE seq = ?1")?;
    let mut rows = lines.query([])?;
    let mut before = BEGINNING;
    while let Some(row) = rows.next()? {
        let line = link(row, &before)?;
        update.execute(params![line.seq, line.expected])?;
        before = line.expected;
    }
    Ok(())
}

/// Goes through the whole audit, from the first line to the first that does not follow.
pub(super) fn verify(tx: &Connection) -> Result<AuditChain, StoreError> {
    let mut lines = tx.prepare(&format!("SELECT {COLUMNS}, hash FROM audit ORDER BY seq"))?;
    let mut rows = lines.query([])?;
    let mut chain = AuditChain { entries: 0, head: BEGINNING, broken_at: None };
    while let Some(row) = rows.next()? {
        let next = chain.entries + 1;
        let line = link(row, &chain.head)?;
        if line.seq != next || line.stored.as_deref() != Some(line.expected.as_slice()) {
            return Ok(AuditChain { broken_at: Some(next), ..chain });
        }
        chain = AuditChain { entries: next, head: line.expected, broken_at: None };
    }
    // Lines that were cut off at the end are still counted.
    let broken_at = (counted(tx)? != chain.entries).then_some(chain.entries + 1);
    Ok(AuditChain { broken_at, ..chain })
}

/// A line as a link of the chain.
struct Link {
    seq: u64,
    /// The hash that it must have behind the line before.
    expected: [u8; 32],
    /// The hash that it has.
    stored: Option<Vec<u8>>,
}

fn link(row: &Row<'_>, before: &[u8]) -> rusqlite::Result<Link> {
    let seq = row.get(0)?;
    let field = |at| -> rusqlite::Result<Option<&[u8]>> { Ok(row.get_ref(at)?.as_bytes_or_null()?) };
    let fields = [field(1)?, field(2)?, field(3)?, field(4)?, field(5)?];
    let stored = row.get_ref(6)?.as_bytes_or_null()?.map(<[u8]>::to_vec);
    Ok(Link { seq, expected: link_hash(before, seq, fields), stored })
}

pub(super) fn page(tx: &Connection, query: &AuditQuery) -> Result<Vec<AuditEntry>, StoreError> {
    let before = query.before.and_then(|before| i64::try_from(before).ok()).unwrap_or(i64::MAX);
    let mut statement = tx.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM audit
         WHERE seq < ?1 AND (?2 IS NULL OR company_id IN (SELECT value FROM json_each(?2)))
           AND (?3 IS NULL OR company_id = ?3) AND (?4 IS NULL OR actor = ?4) AND (?5 IS NULL OR action = ?5)
         ORDER BY seq DESC LIMIT ?6"
    ))?;
    let found = params![
        before,
        columns::scope(&query.scope),
        query.company.as_ref().map(CompanyId::as_str),
        query.actor,
        query.action,
        query.limit,
    ];
    let entries = statement.query_map(found, entry)?.collect::<Result<_, _>>()?;
    Ok(entries)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        seq: row.get(0)?,
        at: columns::text(row, 1)?,
        actor: row.get(2)?,
        action: row.get(3)?,
        company_id: columns::text_or_null(row, 4)?,
        subject: row.get(5)?,
    })
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
        Action::ProviderNamed
        | Action::SignedIn
        | Action::SignInFailed
        | Action::SignedOut
        | Action::SetUp
        | Action::PasswordChanged
        | Action::SecondFactorOn
        | Action::SecondFactorOff => (None, None),
        Action::CompanyAdded(company) | Action::CompanyChanged(company) | Action::PolicyChanged(company) => {
            (Some(company), None)
        }
        Action::DevicesExported(company) => (company.as_ref(), None),
        Action::TechnicianAdded(technician)
        | Action::RoleChanged(technician)
        | Action::ScopeChanged(technician)
        | Action::TechnicianDisabled(technician)
        | Action::TechnicianEnabled(technician) => (None, Some(technician.0.to_string())),
        Action::SetUpLinkMade(technician) => (None, technician.map(|technician| technician.0.to_string())),
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

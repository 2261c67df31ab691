//! The schema's versions, in order.

use rusqlite::{Connection, TransactionBehavior};

use super::{audit, connection, invites, reports, settings};
use crate::StoreError;

/// One entry a file in `migrations/`; the position is the version it leads to. Published ones are never changed.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_spine.sql"),
    include_str!("../../migrations/0002_withdrawals.sql"),
    include_str!("../../migrations/0003_staff.sql"),
    include_str!("../../migrations/0004_desk.sql"),
    include_str!("../../migrations/0005_packed_reports.sql"),
];
/// From this version on the lines of the audit are chained.
const CHAINED: u32 = 3;
/// From this version on reports are packed.
const PACKED: u32 = 5;

/// Marks the file as ours, in SQLite's own header field: "PLcd".
const APPLICATION_ID: i32 = 0x504C_6364;

/// Brings the schema up to date. All missing versions are applied in one transaction.
pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    check_is_ours(connection)?;
    refuse_newer(version(connection)?, known)?;
    connection::make_durable(connection)?;
    // Another program may have been quicker: what counts is what is seen with the write lock held.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    refuse_newer(found, known)?;
    for (sql, version) in MIGRATIONS.iter().zip(1_u32..).filter(|(_, version)| *version > found) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
        tracing::info!(version, "schema migrated");
    }
    if found < CHAINED {
        audit::fill_chain(&transaction)?;
    }
    if found < PACKED {
        reports::pack_all(&transaction)?;
    }
    if found == 0 {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        settings::make_pepper(&transaction)?;
    }
    if found < known {
        invites::fold_names(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn refuse_newer(found: u32, known: u32) -> Result<(), StoreError> {
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(()) }
}

/// An empty file will be ours; any other one must say that it is.
fn check_is_ours(connection: &Connection) -> Result<(), StoreError> {
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if tables == 0 || id == APPLICATION_ID { Ok(()) } else { Err(StoreError::Foreign) }
}

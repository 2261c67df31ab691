//! Tables, by numbered migrations.

use rusqlite::Connection;

use crate::DbError;

/// Each entry brings the tables from its index to the next version. Entries are only ever added.
const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE progress (
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE finding (
        check_id    TEXT PRIMARY KEY,
        value       TEXT NOT NULL,
        observed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- At most one report is being read.
    CREATE TABLE draft (
        only      INTEGER PRIMARY KEY CHECK (only = 1),
        report_id TEXT NOT NULL,
        exact     BLOB NOT NULL
    ) STRICT;

    CREATE TABLE outbox (
        report_id       TEXT PRIMARY KEY,
        exact           BLOB NOT NULL,
        jws             TEXT NOT NULL,
        signed_at       TEXT NOT NULL,
        attempts        INTEGER NOT NULL DEFAULT 0,
        next_attempt_at TEXT NOT NULL,
        problem         TEXT
    ) STRICT;

    CREATE TABLE sent (
        report_id   TEXT PRIMARY KEY,
        exact       BLOB NOT NULL,
        jws         TEXT NOT NULL,
        receipt     TEXT NOT NULL,
        reference   TEXT NOT NULL,
        signed_at   TEXT NOT NULL,
        received_at TEXT NOT NULL
    ) STRICT;
",
    "
    -- What the person says to a finding.
    CREATE TABLE answer (
        check_id TEXT PRIMARY KEY,
        value    TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- When the collector erased a report, by its clock, and its signed word for it.
    ALTER TABLE sent ADD COLUMN withdrawn_at TEXT;
    ALTER TABLE sent ADD COLUMN erasure TEXT;
",
];

/// Brings the tables up to date in one transaction.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), DbError> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(DbError::Newer { found, known });
    }
    for migration in MIGRATIONS.iter().skip(found as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

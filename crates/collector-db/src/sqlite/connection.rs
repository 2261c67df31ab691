//! How connections are opened, and what SQLite's errors mean to a store.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::StoreError;

/// SQLite 3.51.3, the first version without the WAL-reset bug. Source: <https://sqlite.org/wal.html#walresetbug>.
const OLDEST_SQLITE: i32 = 3_051_003;
/// How long a statement waits for another program's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

pub(super) fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::SqliteTooOld { found: rusqlite::version() });
    }
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    keep_plans(&connection)?;
    // What is erased is overwritten: "for good" holds for who reads the file too.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

/// Makes commits durable, and leaves checkpoints to the caller. Only for a database that is known to be ours,
/// because it is written to.
pub(super) fn make_durable(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // On macOS a plain fsync leaves the data in the drive's cache; elsewhere these two change nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

pub(super) fn open_for_reading(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    keep_plans(&connection)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Without it, SQLite plans a statement that joins tables anew for each value, which costs more than running it.
fn keep_plans(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

pub(super) fn is_readable(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            _ => Self::Failed(Box::new(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_commit_is_synced_and_written_ahead_and_keys_are_checked() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open_for_writing(&folder.path().join("a.db")).unwrap();
        make_durable(&connection).unwrap();
        let number =
            |name: &str| -> i64 { connection.pragma_query_value(None, name, |row| row.get(0)).unwrap() };
        let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!((mode.as_str(), number("synchronous"), number("foreign_keys")), ("wal", 2, 1));
        assert_eq!(number("wal_autocheckpoint"), 0);
    }

    #[test]
    fn a_statement_is_planned_once_whatever_its_values() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open_for_writing(&folder.path().join("a.db")).unwrap();
        let tables =
            "CREATE TABLE a (id TEXT PRIMARY KEY, b TEXT); CREATE TABLE b (id TEXT PRIMARY KEY, c TEXT)";
        connection.execute_batch(tables).unwrap();
        for value in ["x", "y", "z"] {
            let sql = "SELECT b.c FROM a JOIN b ON b.id = a.b WHERE a.id = ?1";
            let mut statement = connection.prepare_cached(sql).unwrap();
            assert!(!statement.exists([value]).unwrap());
            assert_eq!(statement.get_status(rusqlite::StatementStatus::RePrepare), 0);
        }
    }

    #[test]
    fn a_reader_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        open_for_writing(&path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        let reader = open_for_reading(&path).unwrap();
        assert!(reader.execute("INSERT INTO t VALUES (1)", []).is_err());
    }
}

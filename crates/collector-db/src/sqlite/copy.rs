//! A copy of a whole database, taken while others read and write it.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::connection;
use crate::StoreError;

/// Copies the database at `from` into a new file at `to`, as it is at one moment, and checks the copy. Blocks.
///
/// # Errors
/// [`StoreError::Failed`] if one of them cannot be read or written, [`StoreError::Busy`] if another program keeps one to
/// itself, [`StoreError::Damaged`] if the copy is not sound.
pub fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let source = connection::open_for_reading(from)?;
    let mut target = Connection::open_with_flags(
        to,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // All pages in one step: who writes meanwhile would otherwise have it begin again.
    let step = Backup::new(&source, &mut target)?.step(-1)?;
    if step != StepResult::Done {
        return Err(StoreError::Busy);
    }
    // The copy is one file, with no log beside it that could be forgotten.
    target.pragma_update(None, "journal_mode", "delete")?;
    refuse_damaged(&target)
}

/// Looks through a whole database file for damage. Blocks.
///
/// # Errors
/// [`StoreError::Damaged`] if there is some, or any error that reading gives.
pub fn check(path: &Path) -> Result<(), StoreError> {
    refuse_damaged(&connection::open_for_reading(path)?)
}

fn refuse_damaged(connection: &Connection) -> Result<(), StoreError> {
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Damaged { reason: said }) }
}

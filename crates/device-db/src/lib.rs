//! The device's own small database: how far the person is, what was found, what waits to be sent, what was sent.
//!
//! Invariant: a report is in exactly one place: a draft that nobody signed, the outbox, or the history with its
//! receipt. Each step from one to the next is one transaction, so that a kill at any instant loses nothing and
//! repeats nothing.
//!
//! Must not know: any network, any key, any check.

mod error;
mod history;
mod outbox;
mod progress;
mod records;
mod schema;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

pub use error::DbError;
pub use records::{
    Draft, EnrolmentRecord, Key, OfferRecord, OutboxEntry, SentReport, StoredFinding, WithdrawnReport,
};

/// The database. Two programs may have the same file open: each call is one transaction.
pub struct DeviceDb {
    connection: Mutex<Connection>,
}

impl DeviceDb {
    /// Opens the file, makes it if it is not there, and brings its tables up to date.
    ///
    /// # Errors
    /// [`DbError::Newer`] if a newer version of the program wrote it; [`DbError`] if it cannot be read or written.
    pub fn open(path: &Path) -> Result<Self, DbError> {
        Self::over(Connection::open(path)?)
    }

    /// A database that lives and dies with this value, for tests.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn in_memory() -> Result<Self, DbError> {
        Self::over(Connection::open_in_memory()?)
    }

    /// The database behind a connection that somebody else opened, such as a test that makes statements fail.
    ///
    /// # Errors
    /// As for [`DeviceDb::open`].
    pub fn over(mut connection: Connection) -> Result<Self, DbError> {
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // On macOS a plain fsync leaves the data in the drive's cache.
        connection.pragma_update(None, "fullfsync", true)?;
        schema::migrate(&mut connection)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic in another thread cannot leave a transaction half done: it rolls back when it is dropped.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

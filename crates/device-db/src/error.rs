//! Why the database does not do as asked.

use porchlight_contract::ErrorCode;

/// An error of the device's database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The file is of a newer version of the program.
    #[error("the database has schema version {found}, newer than {known}")]
    Newer {
        /// What the file says.
        found: u32,
        /// What this program knows.
        known: u32,
    },
    /// What was stored cannot be read back.
    #[error("a stored value cannot be read: {0}")]
    Malformed(&'static str),
    /// SQLite says no.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

impl DbError {
    /// The code for the person.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Newer { .. } => ErrorCode::DatabaseNewer,
            Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => {
                ErrorCode::DiskFull
            }
            Self::Malformed(_) | Self::Sqlite(_) => ErrorCode::DatabaseFailed,
        }
    }
}

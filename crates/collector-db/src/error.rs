//! What a store can fail with.

/// Why a store could not do what it was asked.
///
/// What a caller can expect to happen ("the invite was used") is not in here but in the answer's own type.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// More is waiting to be written than the queue holds, or another program keeps the database to itself.
    /// Nothing was written; it makes sense to ask again in a second.
    #[error("the database has too much to do")]
    Busy,
    /// The database was made by a newer version of this program. It is left as it is.
    #[error("the database has schema version {found}, this program knows up to {known}: use a newer program")]
    Newer {
        /// The version that the database has.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file is a database of some other program.
    #[error("the file is not a collector's database")]
    Foreign,
    /// The file is ours, and parts of it are lost or changed.
    #[error("the database is damaged: {reason}")]
    Damaged {
        /// What the database says of it.
        reason: String,
    },
    /// The SQLite that this program was built with can corrupt a database (WAL-reset bug, fixed in 3.51.3).
    #[error("SQLite {found} is too old, 3.51.3 or newer is needed")]
    SqliteTooOld {
        /// The version that was found.
        found: &'static str,
    },
    /// Every one of the proposed short references is taken.
    #[error("no free reference among those proposed")]
    NoFreeReference,
    /// The system gave no random bytes.
    #[error("no randomness")]
    Randomness,
    /// The store is being closed, or its writer has died.
    #[error("the store is closed")]
    Closed,
    /// The whole batch that this write was part of could not be committed.
    #[error("the commit failed: {reason}")]
    Commit {
        /// What the database said. One commit answers many callers, so this is text.
        reason: String,
    },
    /// The database failed.
    #[error("the database failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

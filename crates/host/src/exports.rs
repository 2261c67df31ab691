//! Where copies for the person are written, as a port.

use std::sync::{Mutex, PoisonError};

/// Writes files into the person's folder for downloads.
pub trait Exports: Send + Sync {
    /// Writes a new file whole or not at all, and never over another one. Returns where it is, with its folder, as the
    /// person reads it; the name there may have a number added.
    ///
    /// # Errors
    /// [`NotSaved`].
    fn save(&self, name: &str, bytes: &[u8]) -> Result<String, NotSaved>;
}

/// The file could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file could not be written")]
pub struct NotSaved;

/// Exports for tests: keeps what was saved, or fails.
#[derive(Debug, Default)]
pub struct RecordedExports {
    saved: Mutex<Vec<(String, Vec<u8>)>>,
    full: bool,
}

impl RecordedExports {
    /// Exports without room for anything.
    #[must_use]
    pub fn full() -> Self {
        Self { full: true, ..Self::default() }
    }

    /// Names and contents in the order in which they were saved.
    #[must_use]
    pub fn saved(&self) -> Vec<(String, Vec<u8>)> {
        self.saved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Exports for RecordedExports {
    fn save(&self, name: &str, bytes: &[u8]) -> Result<String, NotSaved> {
        if self.full {
            return Err(NotSaved);
        }
        self.saved.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), bytes.to_vec()));
        Ok(format!("downloads/{name}"))
    }
}

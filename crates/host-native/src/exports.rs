//! Copies for the person, where they look for them.

use std::io;

use porchlight_host::{Exports, NotSaved};

use crate::download::{downloads_dir, save_new};

/// Saves into the person's folder for downloads; where there is none, into their home. On Unix nobody but this user may
/// read the files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeExports;

impl Exports for NativeExports {
    fn save(&self, name: &str, bytes: &[u8]) -> Result<String, NotSaved> {
        let saved = downloads_dir().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
        let saved = saved.and_then(|folder| save_new(&folder, name, bytes));
        saved.map(|path| path.display().to_string()).map_err(|error| {
            tracing::warn!(export.error = ?error.kind(), "a copy could not be written");
            NotSaved
        })
    }
}

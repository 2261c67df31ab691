//! Whether files are still what they were, without reading them.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What tells a file from the one that was there before: its name, and where, when and how large it was written.
type Mark = (PathBuf, u64, i64, i64, u64);

/// Some files, and all files of some folders, at one moment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp(Vec<Mark>);

impl Stamp {
    /// Those that are there of these files and folders; `None` if one of them cannot be looked at.
    pub(super) fn of(places: &[PathBuf]) -> Option<Self> {
        let mut marks = Vec::new();
        for place in places {
            match fs::metadata(place) {
                Ok(metadata) if metadata.is_dir() => {
                    for entry in fs::read_dir(place).ok()? {
                        marks.extend(mark(&entry.ok()?.path())?);
                    }
                }
                Ok(_) | Err(_) => marks.extend(mark(place)?),
            }
        }
        marks.sort_unstable();
        Some(Self(marks))
    }
}

/// `Some(None)` for a file that is not there.
fn mark(path: &Path) -> Option<Option<Mark>> {
    match fs::metadata(path) {
        Ok(file) => Some(Some((path.to_owned(), file.ino(), file.mtime(), file.mtime_nsec(), file.size()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some(None),
        Err(_) => None,
    }
}

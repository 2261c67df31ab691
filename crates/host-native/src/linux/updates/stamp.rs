//! Whether files are still what they were, without reading them.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What tells a file from the one that was there before: its name, and where, when and how large it was written.
type Mark = (PathBuf, u64, i64, i64, u64);

/// Some files, and all files of some folders, at one moment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp(Vec<Mark>);

impl Stamp {
    /// Those that are there of these files and folders.
    ///
    /// # Errors
    /// If one of them is there and cannot be looked at.
    pub(super) fn of(places: &[PathBuf]) -> io::Result<Self> {
        let mut marks = Vec::new();
        for place in places {
            if place.is_dir() {
                for entry in fs::read_dir(place)? {
                    marks.extend(mark(&entry?.path())?);
                }
            } else {
                marks.extend(mark(place)?);
            }
        }
        marks.sort_unstable();
        Ok(Self(marks))
    }
}

/// The mark of a file, if it is there.
fn mark(path: &Path) -> io::Result<Option<Mark>> {
    match fs::metadata(path) {
        Ok(file) => Ok(Some((path.to_owned(), file.ino(), file.mtime(), file.mtime_nsec(), file.size()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

//! Copies for the person, where they look for them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use porchlight_host::{Exports, NotSaved};
use tempfile::NamedTempFile;

/// How many names are tried: `report.json`, `report (2).json` and so on.
const NAMES: u32 = 1000;

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

fn downloads_dir() -> Option<PathBuf> {
    let home = std::env::home_dir().filter(|home| home.is_absolute())?;
    Some(home.join("Downloads")).filter(|folder| folder.is_dir()).or(Some(home))
}

/// Writes beside and links into place, so that there is the whole file or none, and never over another one.
fn save_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    for number in 1..=NAMES {
        let path = folder.join(numbered(name, number));
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => file = refused.file,
            Err(refused) => return Err(refused.error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The name, from the second on with its number before the ending.
fn numbered(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if number > 1 => format!("{stem} ({number}).{ending}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_left_alone_and_the_new_one_gets_a_number() {
        let folder = tempfile::tempdir().unwrap();
        for (text, name) in [("1", "a.json"), ("2", "a (2).json"), ("3", "a (3).json")] {
            let path = save_new(folder.path(), "a.json", text.as_bytes()).unwrap();
            assert_eq!(path, folder.path().join(name));
            assert_eq!(std::fs::read_to_string(path).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left behind");
        assert!(save_new(&folder.path().join("missing"), "a", b"").is_err());
    }
}

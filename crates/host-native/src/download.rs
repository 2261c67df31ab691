//! Files that a person asked for, where they look for them.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

/// How many names are tried: `report.html`, `report (2).html` and so on.
const NAMES: u32 = 1000;

/// The person's download folder: `XDG_DOWNLOAD_DIR` of `user-dirs.dirs`, `~/Downloads`, `FOLDERID_Downloads`. Where
/// there is none, or it was removed, the home itself.
pub(crate) fn downloads_dir() -> Option<PathBuf> {
    dirs::download_dir().filter(|folder| folder.is_dir()).or_else(dirs::home_dir)
}

/// Writes a new file whole or not at all, and says where it is. One of the same name is left alone: the new one gets a
/// number. On Unix nobody but this user may read it.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`] if the name is more than the name of a file; otherwise as the system says.
pub(crate) fn save_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut parts = Path::new(name).components();
    let is_name = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == OsStr::new(name));
    if !is_name || name.contains(['\\', ':']) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
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
    if number == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
        Some((stem, ending)) => format!("{stem} ({number}).{ending}"),
        None => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_left_alone_and_the_new_one_gets_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let save = |bytes: &[u8]| save_new(folder.path(), "report.html", bytes).unwrap();
        let paths = [save(b"1"), save(b"2"), save(b"3")];
        for (path, (name, text)) in
            paths.iter().zip([("report.html", "1"), ("report (2).html", "2"), ("report (3).html", "3")])
        {
            assert_eq!(*path, folder.path().join(name));
            assert_eq!(std::fs::read_to_string(path).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left behind");
    }

    #[test]
    fn a_name_cannot_leave_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["", ".", "..", "../a", "a/b", "/a", "a\\b", "C:a", "a/"] {
            let error = save_new(folder.path(), name, b"").unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{name}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(save_new(&folder.path().join("missing"), "a", b"").is_err());
    }

    #[test]
    fn the_number_stands_before_the_ending() {
        assert_eq!(numbered("a.tar.gz", 2), "a.tar (2).gz");
        assert_eq!(numbered("report", 2), "report (2)");
        assert_eq!(numbered(".hidden", 2), ".hidden (2)");
    }

    #[test]
    fn there_is_a_folder_for_downloads() {
        assert!(downloads_dir().unwrap().is_absolute());
    }
}

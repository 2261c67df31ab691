//! Files and directories, as questions read them.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use porchlight_host::ProbeError;

/// A file that is longer is not read.
const FILE_BYTES: u64 = 1024 * 1024;
/// A directory that holds more is not listed.
const DIRECTORY_NAMES: usize = 65_536;

/// The text of a file.
///
/// # Errors
/// As [`probe_error`] says; [`ProbeError::Malformed`] too if it is longer than 1 MiB or not UTF-8.
pub(crate) fn read_text(path: &str) -> Result<String, ProbeError> {
    String::from_utf8(read_bytes(path)?).map_err(|_| ProbeError::Malformed)
}

/// The bytes of a file. Files of `/proc` and `/sys` tell no length, so the limit counts what was read.
///
/// # Errors
/// As [`probe_error`] says; [`ProbeError::Malformed`] too if it is longer than 1 MiB.
pub(crate) fn read_bytes(path: &str) -> Result<Vec<u8>, ProbeError> {
    let mut bytes = Vec::new();
    let file = File::open(located(path)?).map_err(|error| probe_error(&error))?;
    file.take(FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| probe_error(&error))?;
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if read > FILE_BYTES { Err(ProbeError::Malformed) } else { Ok(bytes) }
}

/// The names in a directory, sorted by their bytes.
///
/// # Errors
/// As [`probe_error`] says; [`ProbeError::Malformed`] too if a name is not UTF-8 or there are more than 65,536.
pub(crate) fn names(path: &str) -> Result<Vec<String>, ProbeError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(located(path)?).map_err(|error| probe_error(&error))? {
        let name = entry.map_err(|error| probe_error(&error))?.file_name();
        if names.len() == DIRECTORY_NAMES {
            return Err(ProbeError::Malformed);
        }
        names.push(name.into_string().map_err(|_| ProbeError::Malformed)?);
    }
    names.sort_unstable();
    Ok(names)
}

/// Where a question's path lies: `~/` is the user's home. A relative path has no place.
fn located(path: &str) -> Result<PathBuf, ProbeError> {
    let located = match path.strip_prefix("~/") {
        Some(below) => std::env::home_dir().ok_or(ProbeError::NotFound)?.join(below),
        None => Path::new(path).to_path_buf(),
    };
    if located.is_absolute() { Ok(located) } else { Err(ProbeError::Malformed) }
}

/// What an error of the system means to a check. "Not there" and "not for you" are told apart; anything else is a
/// source that cannot be read.
pub(crate) fn probe_error(error: &io::Error) -> ProbeError {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of I/O errors are an open list")]
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ProbeError::NotFound,
        ErrorKind::PermissionDenied => ProbeError::PermissionDenied,
        ErrorKind::TimedOut => ProbeError::TimedOut,
        _ => ProbeError::Malformed,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A named pipe: to open one for reading takes as long as nobody writes. macOS has no safe call for it.
    #[cfg(unix)]
    pub(crate) fn make_pipe(path: &Path) {
        let status = std::process::Command::new("mkfifo").arg(path).status();
        assert!(status.unwrap().success(), "no pipe at {}", path.display());
    }

    fn at(folder: &tempfile::TempDir, name: &str) -> String {
        folder.path().join(name).into_os_string().into_string().unwrap()
    }

    #[test]
    fn a_file_is_read_and_a_directory_is_listed_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b", "a", "ñ", "C"] {
            fs::write(at(&folder, name), format!("in {name}")).unwrap();
        }
        assert_eq!(read_text(&at(&folder, "ñ")), Ok("in ñ".to_owned()));
        assert_eq!(names(&at(&folder, "")), Ok(["C", "a", "b", "ñ"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_missing_file_and_a_file_below_a_file_are_not_found() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(at(&folder, "a"), "").unwrap();
        for path in ["missing", "missing/below", "a/below"] {
            assert_eq!(read_text(&at(&folder, path)), Err(ProbeError::NotFound), "{path}");
            assert_eq!(names(&at(&folder, path)), Err(ProbeError::NotFound), "{path}");
        }
        assert_eq!(names(&at(&folder, "a")), Err(ProbeError::NotFound));
    }

    #[test]
    fn a_file_of_a_mebibyte_is_read_and_one_byte_more_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let mut text = "x".repeat(1024 * 1024);
        fs::write(at(&folder, "a"), &text).unwrap();
        assert_eq!(read_text(&at(&folder, "a")).map(|text| text.len()), Ok(1024 * 1024));
        text.push('x');
        fs::write(at(&folder, "a"), &text).unwrap();
        assert_eq!(read_text(&at(&folder, "a")), Err(ProbeError::Malformed));
    }

    #[test]
    fn what_is_no_text_is_malformed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(at(&folder, "a"), b"ID=\xff\xfe").unwrap();
        assert_eq!(read_text(&at(&folder, "a")), Err(ProbeError::Malformed));
        assert_eq!(read_text(&at(&folder, "")), Err(ProbeError::Malformed), "a directory");
        assert_eq!(read_text("etc/os-release"), Err(ProbeError::Malformed), "a relative path");
        assert_eq!(read_text("/etc/\0"), Err(ProbeError::Malformed), "a path with a zero byte");
    }

    #[cfg(unix)]
    #[test]
    fn an_endless_file_is_left_after_a_mebibyte() {
        assert_eq!(read_bytes("/dev/zero"), Err(ProbeError::Malformed));
    }

    #[test]
    fn a_tilde_is_the_home_of_the_user() {
        let home = std::env::home_dir().unwrap();
        assert_eq!(located("~/.config/x"), Ok(home.join(".config/x")));
    }
}

//! Files and directories, as questions read them.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

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
    let path = located(path)?;
    let file = File::open(&path).map_err(|error| {
        // Windows refuses to open any directory as a file.
        let is_folder = cfg!(windows) && error.kind() == ErrorKind::PermissionDenied && path.is_dir();
        if is_folder { ProbeError::Malformed } else { probe_error(&error) }
    })?;
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
    let path = located(path)?;
    let entries = fs::read_dir(&path).map_err(|error| {
        // Of a file, Wine finds fault with the name instead.
        if path.is_file() { ProbeError::NotFound } else { probe_error(&error) }
    })?;
    for entry in entries {
        let name = entry.map_err(|error| probe_error(&error))?.file_name();
        if names.len() == DIRECTORY_NAMES {
            return Err(ProbeError::Malformed);
        }
        names.push(name.into_string().map_err(|_| ProbeError::Malformed)?);
    }
    names.sort_unstable();
    Ok(names)
}

/// Whether anything lies at a path, be it a link to nowhere.
///
/// # Errors
/// As [`probe_error`] says; a folder on the way that may not be entered is [`ProbeError::PermissionDenied`].
pub(crate) fn exists(path: &str) -> Result<bool, ProbeError> {
    match fs::symlink_metadata(located(path)?).map_err(|error| probe_error(&error)) {
        Ok(_) => Ok(true),
        Err(ProbeError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// When a file or directory was last changed, in whole seconds since 1970-01-01T00:00:00Z.
///
/// # Errors
/// As [`probe_error`] says; [`ProbeError::Malformed`] too for a time that no clock shows.
pub(crate) fn modified_at(path: &str) -> Result<i64, ProbeError> {
    let modified = fs::metadata(located(path)?)
        .and_then(|found| found.modified())
        .map_err(|error| probe_error(&error))?;
    let seconds = match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()),
        Err(before) => i64::try_from(before.duration().as_secs()).map(|seconds| -seconds),
    };
    seconds.map_err(|_| ProbeError::Malformed)
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
    fn whether_something_is_there_is_answered_without_reading_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(at(&folder, "a"), b"\xff").unwrap();
        assert_eq!(exists(&at(&folder, "a")), Ok(true));
        assert_eq!(exists(&at(&folder, "")), Ok(true), "a directory");
        for path in ["missing", "missing/below", "a/below"] {
            assert_eq!(exists(&at(&folder, path)), Ok(false), "{path}");
            assert_eq!(modified_at(&at(&folder, path)), Err(ProbeError::NotFound), "{path}");
        }
        assert_eq!(exists("relative"), Err(ProbeError::Malformed));
    }

    #[test]
    fn the_time_of_a_change_is_told_in_seconds_even_before_1970() {
        use std::time::Duration;
        let folder = tempfile::tempdir().unwrap();
        let file = File::create(at(&folder, "a")).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_millis(1_700_000_000_900)).unwrap();
        assert_eq!(modified_at(&at(&folder, "a")), Ok(1_700_000_000));
        file.set_modified(UNIX_EPOCH - Duration::from_secs(60)).unwrap();
        assert_eq!(modified_at(&at(&folder, "a")), Ok(-60));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nowhere_is_there_and_has_no_time() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(at(&folder, "nowhere"), at(&folder, "link")).unwrap();
        assert_eq!(exists(&at(&folder, "link")), Ok(true));
        assert_eq!(modified_at(&at(&folder, "link")), Err(ProbeError::NotFound));
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

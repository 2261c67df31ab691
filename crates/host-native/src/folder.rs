//! Where this user's data lies.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Why there is no folder to keep data in.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The id is empty, too long, or holds something other than `A-Z a-z 0-9 . - _`.
    #[error("not an app id")]
    AppId,
    /// The system does not say where this user's data lies.
    #[error("no folder for the user's data")]
    NoHome,
    /// The folder could not be made, or another user may look into it.
    #[error("cannot make a private folder")]
    Io(#[from] io::Error),
}

/// Where the data of an app lies for this user; nothing is made. `app_id` is a reverse domain name such as
/// `app.porchlight.desktop`, one a brand.
///
/// Linux: `$XDG_DATA_HOME` (XDG Base Directory Specification 0.8; a relative path counts as unset) or
/// `~/.local/share`. macOS: `~/Library/Application Support`. Windows: `%LOCALAPPDATA%`, which does not roam.
///
/// # Errors
/// [`FolderError::AppId`], [`FolderError::NoHome`].
pub fn data_dir(app_id: &str) -> Result<PathBuf, FolderError> {
    let well_formed = (1..=100).contains(&app_id.len())
        && app_id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && app_id.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
    if !well_formed {
        return Err(FolderError::AppId);
    }
    Ok(data_home().ok_or(FolderError::NoHome)?.join(app_id))
}

#[cfg(target_os = "linux")]
fn data_home() -> Option<PathBuf> {
    absolute_variable("XDG_DATA_HOME")
        .or_else(|| Some(std::env::home_dir()?.join(".local/share")))
        .filter(|path| path.is_absolute())
}

#[cfg(target_os = "macos")]
fn data_home() -> Option<PathBuf> {
    Some(std::env::home_dir()?.join("Library/Application Support")).filter(|path| path.is_absolute())
}

#[cfg(target_os = "windows")]
fn data_home() -> Option<PathBuf> {
    absolute_variable("LOCALAPPDATA")
        .or_else(|| Some(std::env::home_dir()?.join("AppData").join("Local")))
        .filter(|path| path.is_absolute())
}

#[cfg(not(target_os = "macos"))]
fn absolute_variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Makes a folder with those above it, or takes the one that is there, and sees to it that on Unix only this user may
/// look into it (0700). On Windows a folder in the user's profile inherits an access list that says the same.
///
/// # Errors
/// If it cannot be made, belongs to somebody else, or is a symbolic link or a file.
pub fn create_private_dir(path: &Path) -> Result<(), FolderError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        let found = fs::symlink_metadata(path)?;
        if !found.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory).into());
        }
        if found.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
        }
    }
    #[cfg(windows)]
    fs::create_dir_all(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_id_cannot_leave_the_data_folder() {
        for id in ["", ".", "..", "../x", "a/b", "a\\b", "C:", "a b", &"x".repeat(101)] {
            assert!(matches!(data_dir(id), Err(FolderError::AppId)), "{id}");
        }
        let path = data_dir("app.porchlight.desktop").unwrap();
        assert!(path.is_absolute() && path.ends_with("app.porchlight.desktop"), "{path:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_private_folder_is_closed_to_others_even_if_it_stood_open() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

        let deep = parent.path().join("a/b");
        create_private_dir(&deep).unwrap();
        assert_eq!((mode(&deep), mode(&parent.path().join("a"))), (0o700, 0o700));

        let open = parent.path().join("open");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
        create_private_dir(&open).unwrap();
        assert_eq!(mode(&open), 0o700);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_or_a_file_is_not_taken_for_a_private_folder() {
        let parent = tempfile::tempdir().unwrap();
        let (link, file) = (parent.path().join("link"), parent.path().join("file"));
        std::os::unix::fs::symlink(parent.path(), &link).unwrap();
        fs::write(&file, "").unwrap();
        assert!(create_private_dir(&link).is_err());
        assert!(create_private_dir(&file).is_err());
    }
}

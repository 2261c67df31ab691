//! Secrets in files, for systems without a keyring and people who agreed to it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use porchlight_host::{Secret, SecretError, SecretStore};
use zeroize::Zeroizing;

use super::check_name;
use crate::folder::create_private_dir;

/// As in the keyring, so that a secret can move from one to the other.
const SECRET_BYTES: usize = 2560;

/// One file a secret, named as the secret, in a folder of its own.
///
/// On Unix the folder is 0700 and the files are 0600; a file that others may read or write, that belongs to somebody
/// else or that is a symbolic link is refused, because what it holds may be known or planted. On Windows the access
/// list that the user's profile hands down says the same. A secret is replaced whole or not at all.
#[derive(Clone, Debug)]
pub struct FileSecrets {
    folder: PathBuf,
}

impl FileSecrets {
    /// Secrets below this folder, which is made at the first [`SecretStore::set`].
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn path(&self, name: &str) -> Result<PathBuf, SecretError> {
        check_name(name)?;
        Ok(self.folder.join(name))
    }
}

impl SecretStore for FileSecrets {
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        match read_private(&self.path(name)?) {
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        if secret.len() > SECRET_BYTES {
            return Err(SecretError::Failed);
        }
        let path = self.path(name)?;
        create_private_dir(&self.folder).map_err(|_| SecretError::Failed)?;
        replace(&self.folder, &path, secret).map_err(|error| failed(&error))
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        match fs::remove_file(self.path(name)?) {
            Ok(()) => sync_folder(&self.folder).map_err(|error| failed(&error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn failed(error: &io::Error) -> SecretError {
    tracing::warn!(secrets.error = ?error.kind(), "a secret's file could not be used");
    SecretError::Failed
}

/// Writes beside the old file and renames over it, both made durable: after a crash there is the old or the new one.
fn replace(folder: &Path, path: &Path, secret: &[u8]) -> io::Result<()> {
    // A temporary file is 0600 from the start and removed if the rename is not reached.
    let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    file.write_all(secret)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// NTFS journals its names; there is no call for one folder.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn read_private(path: &Path) -> io::Result<Secret> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A link is not followed, and a pipe is not waited for.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    let file = options.open(path)?;
    check_private(&file)?;
    let mut secret = Zeroizing::new(Vec::with_capacity(SECRET_BYTES + 1));
    file.take(u64::try_from(SECRET_BYTES + 1).unwrap_or_default()).read_to_end(&mut secret)?;
    if secret.len() > SECRET_BYTES {
        return Err(ErrorKind::InvalidData.into());
    }
    Ok(secret)
}

#[cfg(unix)]
fn check_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let found = file.metadata()?;
    let own = found.uid() == rustix::process::geteuid().as_raw();
    if found.is_file() && own && found.mode() & 0o177 == 0 {
        Ok(())
    } else {
        Err(ErrorKind::PermissionDenied.into())
    }
}

#[cfg(windows)]
fn check_private(file: &File) -> io::Result<()> {
    if file.metadata()?.is_file() { Ok(()) } else { Err(ErrorKind::PermissionDenied.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, FileSecrets) {
        let parent = tempfile::tempdir().unwrap();
        let store = FileSecrets::new(parent.path().join("secrets"));
        (parent, store)
    }

    fn kept(store: &FileSecrets, name: &str) -> Result<Option<Vec<u8>>, SecretError> {
        store.get(name).map(|secret| secret.map(|secret| secret.to_vec()))
    }

    #[test]
    fn a_secret_comes_back_as_it_was_kept() {
        let (_parent, store) = store();
        assert_eq!(kept(&store, "key"), Ok(None));
        store.set("key", &[0, 255, 10]).unwrap();
        store.set("key", b"new").unwrap();
        store.set("other", b"").unwrap();
        assert_eq!(kept(&store, "key"), Ok(Some(b"new".to_vec())));
        assert_eq!(kept(&store, "other"), Ok(Some(Vec::new())));
        store.delete("key").unwrap();
        store.delete("key").unwrap();
        assert_eq!(kept(&store, "key"), Ok(None));
    }

    #[test]
    fn nothing_but_the_secret_is_left_in_the_folder() {
        let (parent, store) = store();
        store.set("key", b"old").unwrap();
        store.set("key", b"new").unwrap();
        let names: Vec<_> =
            fs::read_dir(parent.path().join("secrets")).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["key"]);
    }

    #[test]
    fn a_name_cannot_leave_the_folder_and_a_secret_is_small() {
        let (_parent, store) = store();
        for name in ["", "..", "../key", "a/b", "a\\b", ".new-1", "C:key"] {
            assert_eq!(store.set(name, b"x"), Err(SecretError::Failed), "{name}");
            assert_eq!(kept(&store, name), Err(SecretError::Failed), "{name}");
        }
        assert_eq!(store.set("key", &[0; SECRET_BYTES + 1]), Err(SecretError::Failed));
    }

    #[cfg(unix)]
    mod on_unix {
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        #[test]
        fn only_the_user_can_read_it() {
            let (parent, store) = store();
            store.set("key", b"x").unwrap();
            let mode =
                |path: &str| fs::metadata(parent.path().join(path)).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode("secrets"), mode("secrets/key")), (0o700, 0o600));
        }

        #[test]
        fn a_file_that_others_may_read_is_refused_and_not_taken_for_absent() {
            let (parent, store) = store();
            store.set("key", b"x").unwrap();
            for mode in [0o640, 0o604, 0o620, 0o700] {
                fs::set_permissions(parent.path().join("secrets/key"), fs::Permissions::from_mode(mode))
                    .unwrap();
                assert_eq!(kept(&store, "key"), Err(SecretError::Failed), "{mode:o}");
            }
        }

        #[test]
        fn a_link_a_folder_and_a_pipe_are_refused() {
            let (parent, store) = store();
            store.set("real", b"x").unwrap();
            let at = |name: &str| parent.path().join("secrets").join(name);
            symlink(at("real"), at("link")).unwrap();
            symlink(at("missing"), at("dangling")).unwrap();
            fs::create_dir(at("folder")).unwrap();
            crate::file::tests::make_pipe(&at("pipe"));
            for name in ["link", "dangling", "folder", "pipe"] {
                assert_eq!(kept(&store, name), Err(SecretError::Failed), "{name}");
            }
        }

        #[test]
        fn a_link_is_replaced_and_what_it_points_to_is_left_alone() {
            let (parent, store) = store();
            store.set("key", b"x").unwrap();
            let (link, target) = (parent.path().join("secrets/key"), parent.path().join("target"));
            fs::write(&target, "untouched").unwrap();
            fs::remove_file(&link).unwrap();
            symlink(&target, &link).unwrap();
            store.set("key", b"new").unwrap();
            assert_eq!(fs::read(&target).unwrap(), b"untouched");
            assert_eq!(kept(&store, "key"), Ok(Some(b"new".to_vec())));
        }
    }
}

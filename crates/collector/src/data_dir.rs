//! The folder that a collector keeps: its database, its signing key, and who is serving.

#![allow(clippy::disallowed_methods, reason = "the collector's own files; no machine is asked about itself")]

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_collector_db::StoreError;
use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_jws::{JwsError, SigningKey};
use zeroize::Zeroizing;

use crate::vault::Vault;

/// The database, in the folder and in a backup.
pub(crate) const DATABASE: &str = "collector.db";
/// The signing key, in the folder and in a backup.
pub(crate) const KEY: &str = "collector.key";

/// Why a collector's folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    /// A file or the folder itself cannot be made, read or written.
    #[error("cannot use {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database cannot be opened.
    #[error("cannot open the database {}", path.display())]
    Database {
        /// Which.
        path: PathBuf,
        /// What the store said.
        source: StoreError,
    },
    /// The file of the signing key holds something else. It is left as it is.
    #[error("{} does not hold a key", path.display())]
    KeyDamaged {
        /// Which.
        path: PathBuf,
    },
    /// Others than the owner can read the signing key.
    #[error("others can read the signing key; run: chmod 600 {}", path.display())]
    KeyExposed {
        /// Which.
        path: PathBuf,
    },
    /// No key could be made.
    #[error("cannot make a signing key")]
    KeyNotMade(#[source] JwsError),
    /// A backup is not as it was made.
    #[error("the backup cannot be trusted: {} is not what SHA256SUMS says", path.display())]
    BackupChanged {
        /// The file that differs, or is not listed.
        path: PathBuf,
    },
    /// There is something already where a backup would be made or brought back.
    #[error("{} is there already; it is left as it is", path.display())]
    InTheWay {
        /// What is there.
        path: PathBuf,
    },
    /// Another program serves the folder.
    #[error("another collector is already serving {}", path.display())]
    Served {
        /// Which.
        path: PathBuf,
    },
}

/// The collector's folder. Only its owner may look inside.
#[derive(Clone, Debug)]
pub struct DataDir(PathBuf);

/// Held by the one program that serves a folder.
pub struct Serving(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl DataDir {
    /// Uses a folder, and makes it if it is not there.
    ///
    /// # Errors
    /// [`DataDirError::File`].
    pub fn open(path: &Path) -> Result<Self, DataDirError> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).map_err(at(path))?;
        Ok(Self(path.to_owned()))
    }

    /// Uses a folder that a collector has kept already.
    ///
    /// # Errors
    /// [`DataDirError::File`] if there is no database in it.
    pub fn existing(path: &Path) -> Result<Self, DataDirError> {
        let database = path.join(DATABASE);
        fs::metadata(&database).map_err(at(&database))?;
        Ok(Self(path.to_owned()))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Opens the database, and makes it if it is not there. Blocks.
    ///
    /// # Errors
    /// [`DataDirError::Database`].
    pub fn store(&self, limits: Limits) -> Result<SqliteStore, DataDirError> {
        let path = self.0.join(DATABASE);
        SqliteStore::open(&path, limits).map_err(|source| DataDirError::Database { path, source })
    }

    /// The key that signs receipts. It is made at first use; two programs that start at once get the same one.
    ///
    /// # Errors
    /// Every [`DataDirError`] that speaks of files or keys.
    pub fn signing_key(&self) -> Result<SigningKey, DataDirError> {
        let (path, seed) = self.seed()?;
        SigningKey::from_seed(&seed).map_err(|_| DataDirError::KeyDamaged { path })
    }

    /// What seals the secrets in the database, with keys that are made from the signing key's seed.
    pub(crate) fn vault(&self) -> Result<Vault, DataDirError> {
        let (path, seed) = self.seed()?;
        Vault::new(&seed).map_err(|_| DataDirError::KeyDamaged { path })
    }

    /// The signing key's file and the seed in it.
    fn seed(&self) -> Result<(PathBuf, Zeroizing<Vec<u8>>), DataDirError> {
        let path = self.0.join(KEY);
        let (lock, lock_path) = self.lock_file("key.lock")?;
        lock.lock().map_err(at(&lock_path))?;
        if !path.try_exists().map_err(at(&path))? {
            self.make_key(&path)?;
        }
        refuse_if_others_can_read(&path)?;
        let bytes = Zeroizing::new(fs::read(&path).map_err(at(&path))?);
        match BASE64_URL_SAFE_NO_PAD.decode(bytes.trim_ascii()).map(Zeroizing::new) {
            Ok(seed) => Ok((path, seed)),
            Err(_) => Err(DataDirError::KeyDamaged { path }),
        }
    }

    /// Becomes the one program that serves this folder.
    ///
    /// # Errors
    /// [`DataDirError::Served`] or [`DataDirError::File`].
    pub fn serve(&self) -> Result<Serving, DataDirError> {
        let (lock, path) = self.lock_file("serve.lock")?;
        match lock.try_lock() {
            Ok(()) => Ok(Serving(lock)),
            Err(TryLockError::WouldBlock) => Err(DataDirError::Served { path: self.0.clone() }),
            Err(TryLockError::Error(source)) => Err(DataDirError::File { path, source }),
        }
    }

    fn lock_file(&self, name: &str) -> Result<(File, PathBuf), DataDirError> {
        let path = self.0.join(name);
        let file = private().create(true).truncate(false).open(&path).map_err(at(&path))?;
        Ok((file, path))
    }

    /// Writes the whole file under another name first, so that a key is there as a whole or not at all.
    fn make_key(&self, path: &Path) -> Result<(), DataDirError> {
        let seed = SigningKey::new_seed().map_err(DataDirError::KeyNotMade)?;
        let mut text = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(seed.as_slice()));
        text.push('\n');
        let draft = self.0.join("collector.key.new");
        let write = || -> io::Result<()> {
            let mut file = private().create(true).truncate(true).open(&draft)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, path)?;
            #[cfg(unix)]
            File::open(&self.0)?.sync_all()?;
            Ok(())
        };
        write().map_err(at(path))
    }
}

/// Says of which file an error speaks.
pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> DataDirError {
    |source| DataDirError::File { path: path.to_owned(), source }
}

/// How files are opened that only their owner may read.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn refuse_if_others_can_read(path: &Path) -> Result<(), DataDirError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_err(at(path))?.permissions().mode();
    if mode & 0o077 == 0 { Ok(()) } else { Err(DataDirError::KeyExposed { path: path.to_owned() }) }
}

#[cfg(not(unix))]
fn refuse_if_others_can_read(_: &Path) -> Result<(), DataDirError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(&folder.path().join("a/b")).unwrap();
        let first = data.signing_key().unwrap().thumbprint().clone();
        assert_eq!(data.signing_key().unwrap().thumbprint(), &first);
    }

    #[test]
    fn programs_that_start_at_once_agree_on_the_key() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(folder.path()).unwrap();
        let keys: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..8).map(|_| scope.spawn(|| data.signing_key().unwrap().thumbprint().clone())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_the_folder_and_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data");
        let data = DataDir::open(&path).unwrap();
        data.signing_key().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&path.join("collector.key"))), (0o700, 0o600));
        fs::set_permissions(path.join("collector.key"), fs::Permissions::from_mode(0o644)).unwrap();
        assert!(data.signing_key().is_err());
    }

    #[test]
    fn a_damaged_key_is_an_error_and_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(folder.path()).unwrap();
        data.signing_key().unwrap();
        for damaged in ["", "not a key", "AAAA"] {
            fs::write(folder.path().join("collector.key"), damaged).unwrap();
            assert!(data.signing_key().is_err(), "{damaged:?}");
            assert_eq!(fs::read_to_string(folder.path().join("collector.key")).unwrap(), damaged);
        }
    }

    #[test]
    fn a_folder_is_served_by_one_program_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(folder.path()).unwrap();
        let first = data.serve().unwrap();
        assert!(data.serve().is_err());
        drop(first);
        assert!(data.serve().is_ok());
    }
}

//! The folder that a collector keeps: its database, its signing key, and who is serving.

#![allow(clippy::disallowed_methods, reason = "the collector's own files; no machine is asked about itself")]

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_jws::SigningKey;
use zeroize::Zeroizing;

/// The collector's folder. Only its owner may look inside.
#[derive(Clone, Debug)]
pub struct DataDir(PathBuf);

/// Held by the one program that serves a folder.
pub struct Serving(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl DataDir {
    /// Uses a folder, and makes it if it is not there.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).with_context(|| format!("cannot make the folder {}", path.display()))?;
        Ok(Self(path.to_owned()))
    }

    /// Opens the database, and makes it if it is not there. Blocks.
    ///
    /// # Errors
    /// If it cannot be opened, or is a newer program's.
    pub fn store(&self, limits: Limits) -> anyhow::Result<SqliteStore> {
        let path = self.0.join("collector.db");
        SqliteStore::open(&path, limits)
            .with_context(|| format!("cannot open the database {}", path.display()))
    }

    /// The key that signs receipts. It is made at first use; two programs that start at once get the same one.
    ///
    /// # Errors
    /// If it cannot be read or made, or if others can read it.
    pub fn signing_key(&self) -> anyhow::Result<SigningKey> {
        let path = self.0.join("collector.key");
        let lock = self.lock_file("key.lock")?;
        lock.lock().context("cannot lock the signing key")?;
        if !path.try_exists().with_context(|| format!("cannot look for {}", path.display()))? {
            self.make_key(&path)?;
        }
        refuse_if_others_can_read(&path)?;
        let text = Zeroizing::new(
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?,
        );
        let seed = Zeroizing::new(
            BASE64_URL_SAFE_NO_PAD
                .decode(text.trim())
                .with_context(|| format!("{} does not hold a key", path.display()))?,
        );
        SigningKey::from_seed(&seed).with_context(|| format!("{} does not hold a key", path.display()))
    }

    /// Becomes the one program that serves this folder.
    ///
    /// # Errors
    /// If another one does already.
    pub fn serve(&self) -> anyhow::Result<Serving> {
        let lock = self.lock_file("serve.lock")?;
        match lock.try_lock() {
            Ok(()) => Ok(Serving(lock)),
            Err(TryLockError::WouldBlock) => {
                bail!("another collector is already serving {}", self.0.display())
            }
            Err(TryLockError::Error(error)) => Err(error).context("cannot lock the folder"),
        }
    }

    fn lock_file(&self, name: &str) -> anyhow::Result<File> {
        let path = self.0.join(name);
        private()
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("cannot open {}", path.display()))
    }

    /// Writes the whole file under another name first, so that a key is there as a whole or not at all.
    fn make_key(&self, path: &Path) -> anyhow::Result<()> {
        let seed = SigningKey::new_seed()?;
        let text = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(seed.as_slice()));
        let draft = self.0.join("collector.key.new");
        let mut file =
            private().create(true).truncate(true).open(&draft).context("cannot make a signing key")?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(&draft, path).context("cannot put the signing key in its place")?;
        #[cfg(unix)]
        File::open(&self.0)?.sync_all()?;
        Ok(())
    }
}

/// How files are opened that only their owner may read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn refuse_if_others_can_read(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!("others can read the signing key; run: chmod 600 {}", path.display());
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_if_others_can_read(_: &Path) -> anyhow::Result<()> {
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

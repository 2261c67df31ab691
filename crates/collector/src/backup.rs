//! Backups: the database as it is at one moment, the signing key, and the hashes of both in the format of `sha256sum`.

#![allow(clippy::disallowed_methods, reason = "the collector's own files; no machine is asked about itself")]

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::path::Path;

use aws_lc_rs::digest::{Context, SHA256};
use porchlight_collector_db::StoreError;
use porchlight_collector_db::sqlite;

use crate::data_dir::{DATABASE, DataDir, DataDirError, KEY, at, private};

const SUMS: &str = "SHA256SUMS";
const FILES: [&str; 2] = [DATABASE, KEY];
/// The sums of two files fill two lines; what is much longer is something else.
const LONGEST_SUMS: u64 = 4096;
const CHUNK: usize = 256 * 1024;

impl DataDir {
    /// Copies what this folder keeps into a new folder, while others read and write it. Blocks.
    ///
    /// # Errors
    /// [`DataDirError::InTheWay`] if the folder is there already; else what goes wrong with files or the database.
    pub fn back_up(&self, to: &Path) -> Result<(), DataDirError> {
        // Made if it was not there: a backup without it could not sign what the devices expect.
        self.signing_key()?;
        make_folder(to)?;
        let copy = to.join(DATABASE);
        sqlite::copy(&self.path().join(DATABASE), &copy).map_err(of_database(&copy))?;
        copy_file(&self.path().join(KEY), &to.join(KEY))?;
        let mut sums = String::new();
        for name in FILES {
            let path = to.join(name);
            File::open(&path).and_then(|file| file.sync_all()).map_err(at(&path))?;
            sums.push_str(&format!("{}  {name}\n", sum(&path)?));
        }
        // Written last: without it there is no backup.
        let path = to.join(SUMS);
        write_synced(&path, sums.as_bytes()).map_err(at(&path))?;
        sync_folder(to).map_err(at(to))
    }

    /// Brings a backup back into this folder, which must hold no database yet. Nothing is written before the backup is
    /// known to be as it was made. Blocks.
    ///
    /// # Errors
    /// [`DataDirError::InTheWay`], [`DataDirError::BackupChanged`], [`DataDirError::Database`] if the database in it is
    /// damaged or made by a newer program, or [`DataDirError::File`].
    pub fn restore(&self, from: &Path) -> Result<(), DataDirError> {
        let _serving = self.serve()?;
        for name in FILES {
            let path = self.path().join(name);
            if path.try_exists().map_err(at(&path))? {
                return Err(DataDirError::InTheWay { path });
            }
        }
        verify(from)?;
        // The database comes last: a folder without one is no collector's yet.
        for name in [KEY, DATABASE] {
            let draft = self.path().join(format!("{name}.new"));
            copy_file(&from.join(name), &draft)?;
            let path = self.path().join(name);
            fs::rename(&draft, &path).map_err(at(&path))?;
        }
        sync_folder(self.path()).map_err(at(self.path()))
    }
}

/// Compares a backup with its hashes, and looks through its database.
fn verify(folder: &Path) -> Result<(), DataDirError> {
    let path = folder.join(SUMS);
    let mut sums = String::new();
    let file = File::open(&path).map_err(at(&path))?;
    file.take(LONGEST_SUMS).read_to_string(&mut sums).map_err(at(&path))?;
    for name in FILES {
        let path = folder.join(name);
        let found = format!("{}  {name}", sum(&path)?);
        if !sums.lines().any(|line| line == found) {
            return Err(DataDirError::BackupChanged { path });
        }
    }
    let database = folder.join(DATABASE);
    sqlite::check(&database).map_err(of_database(&database))
}

fn of_database(path: &Path) -> impl FnOnce(StoreError) -> DataDirError {
    |source| DataDirError::Database { path: path.to_owned(), source }
}

fn make_folder(path: &Path) -> Result<(), DataDirError> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| {
        let path = path.to_owned();
        if source.kind() == io::ErrorKind::AlreadyExists {
            DataDirError::InTheWay { path }
        } else {
            DataDirError::File { path, source }
        }
    })
}

/// Copies a file so that only its owner can read the copy, and waits until it is on the disk.
fn copy_file(from: &Path, to: &Path) -> Result<(), DataDirError> {
    let mut source = File::open(from).map_err(at(from))?;
    let mut write = || -> io::Result<()> {
        let mut target = private().create(true).truncate(true).open(to)?;
        io::copy(&mut source, &mut target)?;
        target.sync_all()
    };
    write().map_err(at(to))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// A file's SHA-256 in hexadecimal digits.
fn sum(path: &Path) -> Result<String, DataDirError> {
    let read = || -> io::Result<String> {
        let mut file = File::open(path)?;
        let mut context = Context::new(&SHA256);
        let mut chunk = vec![0; CHUNK];
        loop {
            match file.read(&mut chunk)? {
                0 => break,
                length => context.update(chunk.get(..length).unwrap_or_default()),
            }
        }
        Ok(context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
    };
    read().map_err(at(path))
}

#[cfg(test)]
mod tests {
    use porchlight_collector_db::sqlite::Limits;
    use tempfile::TempDir;

    use super::*;

    /// A folder in use, a backup of it, and a folder to bring it back into.
    fn backed_up() -> (TempDir, DataDir) {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(&folder.path().join("data")).unwrap();
        let open = data.store(Limits::default()).unwrap();
        data.back_up(&folder.path().join("backup")).unwrap();
        drop(open);
        let empty = DataDir::open(&folder.path().join("restored")).unwrap();
        (folder, empty)
    }

    #[test]
    fn a_backup_comes_back_with_the_same_key() {
        let (folder, empty) = backed_up();
        empty.restore(&folder.path().join("backup")).unwrap();
        let key = |name: &str| {
            let data = DataDir::open(&folder.path().join(name)).unwrap();
            data.store(Limits::default()).unwrap();
            data.signing_key().unwrap().thumbprint().clone()
        };
        assert_eq!(key("restored"), key("data"));
    }

    #[test]
    fn one_changed_byte_is_seen_in_each_file_and_nothing_is_brought_back() {
        for name in [DATABASE, KEY, SUMS] {
            let (folder, empty) = backed_up();
            let path = folder.path().join("backup").join(name);
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&path, bytes).unwrap();
            let refused = empty.restore(&folder.path().join("backup"));
            assert!(matches!(refused, Err(DataDirError::BackupChanged { .. })), "{name}: {refused:?}");
            assert!(DataDir::existing(empty.path()).is_err(), "{name}");
        }
    }

    #[test]
    fn a_damaged_database_with_a_right_hash_is_not_brought_back() {
        let (folder, empty) = backed_up();
        let backup = folder.path().join("backup");
        let mut bytes = fs::read(backup.join(DATABASE)).unwrap();
        // The second page: a table or an index of the schema.
        bytes[4096..4196].fill(0xAA);
        fs::write(backup.join(DATABASE), bytes).unwrap();
        let sums: String =
            FILES.map(|name| format!("{}  {name}\n", sum(&backup.join(name)).unwrap())).concat();
        fs::write(backup.join(SUMS), sums).unwrap();
        assert!(matches!(empty.restore(&backup), Err(DataDirError::Database { .. })));
    }

    #[test]
    fn nothing_that_is_there_is_overwritten() {
        let (folder, empty) = backed_up();
        let backup = folder.path().join("backup");
        let data = DataDir::open(&folder.path().join("data")).unwrap();
        assert!(matches!(data.back_up(&backup), Err(DataDirError::InTheWay { .. })));
        assert!(matches!(data.restore(&backup), Err(DataDirError::InTheWay { .. })));
        empty.restore(&backup).unwrap();
        assert!(matches!(empty.restore(&backup), Err(DataDirError::InTheWay { .. })));
    }

    #[test]
    fn a_folder_that_is_served_is_not_restored_into() {
        let (folder, empty) = backed_up();
        let _serving = empty.serve().unwrap();
        assert!(matches!(empty.restore(&folder.path().join("backup")), Err(DataDirError::Served { .. })));
    }
}

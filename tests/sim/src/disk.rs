//! The database's files, and what a kill leaves of them.
//!
//! A kill keeps the page cache: what is left is the files as they are at that instant. So at a kill the files are
//! copied, everything in memory is dropped, and the next start opens the copy.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use porchlight_device_db::{DbError, DeviceDb};
use rusqlite::Connection;
use tempfile::TempDir;

const FILE: &str = "porchlight.db";

/// What goes wrong with the disk between one start and the next.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Plan {
    /// The kill comes when SQLite has passed so many of the points at which it looks up from its work; every statement
    /// has at least one.
    pub(crate) killed_after: Option<u32>,
    /// The kill comes in the middle of this commit, counted from the start: written, but not made valid.
    pub(crate) killed_at_commit: Option<u32>,
    /// The file cannot grow.
    pub(crate) full: bool,
}

/// The disk, over all starts.
pub(crate) struct Disk {
    root: TempDir,
    starts: u32,
}

/// The disk during one start.
pub(crate) struct Mounted {
    folder: PathBuf,
    next: PathBuf,
    killed: Arc<AtomicBool>,
}

impl Disk {
    pub(crate) fn new() -> anyhow::Result<Self> {
        // Where there is a disk in memory, thousands of starts take seconds.
        let memory = Path::new("/dev/shm");
        let root = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
        let disk = Self { root, starts: 0 };
        std::fs::create_dir(disk.folder(0))?;
        Ok(disk)
    }

    fn folder(&self, start: u32) -> PathBuf {
        self.root.path().join(start.to_string())
    }

    /// The files as the last start left them.
    pub(crate) fn mount(&mut self) -> anyhow::Result<Mounted> {
        let (folder, next) = (self.folder(self.starts), self.folder(self.starts + 1));
        self.starts += 1;
        std::fs::create_dir(&next)?;
        Ok(Mounted { folder, next, killed: Arc::default() })
    }
}

impl Mounted {
    /// Opens the database as the device does, with a plan for what goes wrong.
    pub(crate) fn open(&self, plan: Plan) -> Result<DeviceDb, DbError> {
        let connection = Connection::open(self.folder.join(FILE))?;
        if plan.full {
            let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
            connection.pragma_update_and_check(None, "max_page_count", pages.max(1), |_| Ok(()))?;
        }
        self.arm(connection, plan)
    }

    fn arm(&self, mut connection: Connection, plan: Plan) -> Result<DeviceDb, DbError> {
        if let Some(points) = plan.killed_after {
            connection.progress_handler(1, Some(self.fuse(points)))?;
        }
        if let Some(commits) = plan.killed_at_commit {
            connection.commit_hook(Some(self.fuse(commits)))?;
        }
        DeviceDb::over(connection)
    }

    /// Copies the files when it is asked for the nth time, and refuses all work from then on.
    fn fuse(&self, n: u32) -> impl FnMut() -> bool + Send + 'static {
        let (folder, next, killed) = (self.folder.clone(), self.next.clone(), Arc::clone(&self.killed));
        let left = AtomicU32::new(n);
        move || {
            let burnt =
                left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err();
            if burnt && !killed.swap(true, Ordering::Relaxed) {
                // A copy that fails leaves no file, and the audit misses the reports.
                let _ = copy(&folder, &next);
            }
            burnt
        }
    }

    /// Whether the plan's kill has come.
    pub(crate) fn is_killed(&self) -> bool {
        self.killed.load(Ordering::Relaxed)
    }

    /// A second pair of eyes on the file, for the audit.
    pub(crate) fn look(&self) -> anyhow::Result<Connection> {
        Ok(Connection::open(self.folder.join(FILE))?)
    }

    /// Ends this start by a kill, now or when the plan said.
    pub(crate) fn kill(&self) -> anyhow::Result<()> {
        if self.is_killed() { Ok(()) } else { copy(&self.folder, &self.next) }
    }

    /// Ends this start in good order: the database is closed already.
    pub(crate) fn unmount(&self) -> anyhow::Result<()> {
        copy(&self.folder, &self.next)
    }
}

/// The database and its log. The log's index lies in shared memory, and is gone with the process.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    for name in [FILE.to_owned(), format!("{FILE}-wal")] {
        if from.join(&name).exists() {
            std::fs::copy(from.join(&name), to.join(&name))?;
        }
    }
    Ok(())
}

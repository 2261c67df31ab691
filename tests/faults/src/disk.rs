//! A watched folder: what happens to its files is counted, written down, and fails when it is told to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use rusqlite::ffi;
use tempfile::TempDir;
use tokio::sync::Notify;

use crate::vfs;

/// The folders that are watched, by their full paths.
static WATCHED: LazyLock<Mutex<BTreeMap<PathBuf, Weak<Folder>>>> = LazyLock::new(Mutex::default);

/// Which operations fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// Writes, syncs and truncations, with an error of the device.
    Device,
    /// Syncs alone, with an error of the device.
    Sync,
    /// Writes, because there is no space left.
    Full,
}

/// A fault to come.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// What fails.
    pub failing: Failing,
    /// The first that fails, counted from one among those that [`Fault::failing`] means.
    pub nth: usize,
    /// Whether all that follow fail too.
    pub lasting: bool,
}

/// What happened to a file, or did not.
#[derive(Clone, Debug)]
pub enum Event {
    /// It was made. `named`: its first sync makes the names in the folder durable, as SQLite has it for its logs.
    Made {
        /// Whether its first sync syncs the folder too.
        named: bool,
    },
    /// Bytes were written.
    Written {
        /// Where they begin.
        at: usize,
        /// What was written.
        bytes: Arc<[u8]>,
    },
    /// It was cut to this length.
    Cut(usize),
    /// A sync succeeded.
    Synced,
    /// A sync failed: of what was written before, each part reached the disk or never will, and the system forgets that
    /// it still had to be written.
    SyncFailed,
    /// It was deleted. `at_once`: the folder was synced too.
    Deleted {
        /// Whether the folder was synced too.
        at_once: bool,
    },
}

/// The file that an event was about, and the event.
pub type Entry = (Arc<str>, Event);

/// A folder whose files SQLite reaches only through the watch.
#[derive(Debug)]
pub struct Folder {
    place: TempDir,
    state: Mutex<State>,
    /// Whenever something happened, or failed.
    happened: Notify,
}

#[derive(Debug, Default)]
struct State {
    fault: Option<Fault>,
    /// How many operations the fault could have meant so far.
    counted: usize,
    struck: usize,
    /// The process that used the folder is dead: nothing that it still does reaches a file.
    dead: bool,
    log: Vec<Entry>,
}

/// What is to become of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is done.
    Done,
    /// It fails with this code of SQLite's.
    Fails(i32),
    /// Nothing of it is done, and it fails with this code.
    Dead(i32),
}

impl Folder {
    /// A new, empty folder.
    ///
    /// # Errors
    /// If there can be none, or SQLite does not take the watch.
    pub fn new() -> anyhow::Result<Arc<Self>> {
        vfs::install()?;
        let place = tempfile::tempdir()?;
        let path = place.path().canonicalize()?;
        let folder = Arc::new(Self { place, state: Mutex::default(), happened: Notify::new() });
        WATCHED.lock().unwrap_or_else(PoisonError::into_inner).insert(path, Arc::downgrade(&folder));
        Ok(folder)
    }

    /// Where the database is in it.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.place.path().join("collector.db")
    }

    /// Counts from nothing again, and lets this fault come.
    pub fn expect(&self, fault: Fault) {
        let mut state = self.state();
        (state.fault, state.counted, state.struck) = (Some(fault), 0, 0);
    }

    /// From now on nothing fails.
    pub fn heal(&self) {
        let mut state = self.state();
        (state.fault, state.dead) = (None, false);
    }

    /// From now on nothing that is done has any effect, as if the process had been killed. [`Folder::heal`] ends it.
    pub fn kill(&self) {
        self.state().dead = true;
    }

    /// How many operations have failed since [`Folder::expect`].
    #[must_use]
    pub fn struck(&self) -> usize {
        self.state().struck
    }

    /// How many events there were so far.
    #[must_use]
    pub fn now(&self) -> usize {
        self.state().log.len()
    }

    /// All that happened so far.
    #[must_use]
    pub fn log(&self) -> Vec<Entry> {
        self.state().log.clone()
    }

    /// Decides what becomes of an operation on a file, and writes it down.
    pub(crate) fn take(&self, file: &Arc<str>, event: Event) -> Verdict {
        let mut state = self.state();
        if state.dead {
            return Verdict::Dead(code(&event, Failing::Device));
        }
        let verdict = state.verdict(&event);
        let event = if verdict == Verdict::Done { Some(event) } else { what_is_left(event) };
        state.log.extend(event.map(|event| (Arc::clone(file), event)));
        drop(state);
        self.happened.notify_waiters();
        verdict
    }

    /// Waits until the log is carried over into the database, or something fails.
    pub(crate) async fn carried_over(&self) {
        let (since, struck) = (self.now(), self.struck());
        loop {
            let happened = self.happened.notified();
            let carried = self.state().log[since..].iter().any(|(file, event)| {
                !file.ends_with("-wal") && matches!(event, Event::Synced | Event::SyncFailed)
            });
            if carried || self.struck() > struck {
                return;
            }
            happened.await;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn verdict(&mut self, event: &Event) -> Verdict {
        let Some(fault) = self.fault.filter(|fault| fault.failing.means(event)) else { return Verdict::Done };
        self.counted += 1;
        if self.counted == fault.nth || (fault.lasting && self.counted > fault.nth) {
            self.struck += 1;
            return Verdict::Fails(code(event, fault.failing));
        }
        Verdict::Done
    }
}

impl Failing {
    fn means(self, event: &Event) -> bool {
        match event {
            Event::Written { .. } => self != Self::Sync,
            Event::Synced => self != Self::Full,
            Event::Cut(_) => self == Self::Device,
            Event::Made { .. } | Event::SyncFailed | Event::Deleted { .. } => false,
        }
    }
}

/// What SQLite is told.
fn code(event: &Event, failing: Failing) -> i32 {
    match event {
        Event::Written { .. } if failing == Failing::Full => ffi::SQLITE_FULL,
        Event::Made { .. } | Event::Written { .. } => ffi::SQLITE_IOERR_WRITE,
        Event::Synced | Event::SyncFailed => ffi::SQLITE_IOERR_FSYNC,
        Event::Cut(_) => ffi::SQLITE_IOERR_TRUNCATE,
        Event::Deleted { .. } => ffi::SQLITE_IOERR_DELETE,
    }
}

/// What an operation has done when it failed: of a write, the first half.
fn what_is_left(event: Event) -> Option<Event> {
    match event {
        Event::Written { at, bytes } => Some(Event::Written { at, bytes: bytes[..bytes.len() / 2].into() }),
        Event::Synced => Some(Event::SyncFailed),
        Event::Made { .. } | Event::Cut(_) | Event::SyncFailed | Event::Deleted { .. } => None,
    }
}

/// The folder that a file is in, if it is watched, and the file's name.
pub(crate) fn watched(path: &Path) -> Option<(Arc<Folder>, Arc<str>)> {
    let folders = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = folders.get(path.parent()?)?.upgrade()?;
    Some((folder, path.file_name()?.to_str()?.into()))
}

impl Drop for Folder {
    fn drop(&mut self) {
        WATCHED.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, folder| folder.strong_count() > 0);
    }
}

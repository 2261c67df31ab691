//! What is left of the files when the power goes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use fastrand::Rng;

use crate::disk::{Entry, Event};

/// A disk writes whole sectors of so many bytes; a write of several may be torn between them.
const SECTOR: usize = 512;

/// Which of the writes that nobody has synced are on the disk all the same.
#[derive(Clone, Debug)]
pub enum Chance {
    /// All of them, as when only the process was killed.
    All,
    /// None of them.
    None,
    /// Some, some of them torn.
    Some(Rng),
}

/// The files of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture(BTreeMap<Arc<str>, Vec<u8>>);

/// What a disk has for sure, and what it may have.
#[derive(Clone, Debug)]
pub struct Platter {
    files: BTreeMap<Arc<str>, File>,
    /// Decides what a sync that failed has left.
    rng: Rng,
}

/// One file on the disk.
#[derive(Clone, Debug, Default)]
struct File {
    /// What is there for sure; `None` if it may not be there at all.
    durable: Option<Vec<u8>>,
    /// What happened since then.
    since: Vec<Event>,
    /// Its next sync makes the names in the folder durable.
    names: bool,
}

impl Platter {
    /// An empty disk. The seed decides what syncs that fail leave on it.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { files: BTreeMap::new(), rng: Rng::with_seed(seed) }
    }

    /// Goes on by one event.
    pub fn follow(&mut self, (name, event): &Entry) {
        let file = self.files.entry(Arc::clone(name)).or_default();
        match event {
            Event::Made { named } => {
                file.names = *named;
                file.since.push(event.clone());
            }
            Event::Written { .. } | Event::Cut(_) | Event::Deleted { at_once: false } => {
                file.since.push(event.clone());
            }
            Event::Deleted { at_once: true } => *file = File::default(),
            Event::Synced => {
                file.settle(&mut Chance::All);
                if std::mem::take(&mut file.names) {
                    self.files.values_mut().for_each(File::settle_name);
                }
            }
            Event::SyncFailed => file.settle(&mut Chance::Some(self.rng.fork())),
        }
    }

    /// What is there if the power goes now.
    #[must_use]
    pub fn picture(&self, mut chance: Chance) -> Picture {
        let left = |(name, file): (&Arc<str>, &File)| Some((Arc::clone(name), file.left(&mut chance)?));
        Picture(self.files.iter().filter_map(left).collect())
    }
}

impl Picture {
    /// Writes the files into a folder.
    ///
    /// # Errors
    /// As the file system gives them.
    pub fn put(&self, folder: &Path) -> std::io::Result<()> {
        self.0.iter().try_for_each(|(name, bytes)| std::fs::write(folder.join(&**name), bytes))
    }
}

impl File {
    /// What of it is there, if it is.
    fn left(&self, chance: &mut Chance) -> Option<Vec<u8>> {
        let gone = self.since.iter().rposition(|event| matches!(event, Event::Deleted { .. }));
        let (before, since) = match gone {
            // A file of the same name that was made later has nothing of this one.
            Some(at) if chance.happens() => (None, &self.since[at + 1..]),
            Some(at) => (self.durable.clone(), &self.since[..at]),
            None => (self.durable.clone(), &self.since[..]),
        };
        since.iter().fold(before, |left, event| chance.after(left, event))
    }

    /// What is there is there for sure from now on.
    fn settle(&mut self, chance: &mut Chance) {
        self.durable = self.left(chance);
        self.since.clear();
    }

    /// That it was made or deleted is for sure from now on; what is in it is not.
    fn settle_name(&mut self) {
        let gone = self.since.iter().rposition(|event| matches!(event, Event::Deleted { .. }));
        if let Some(at) = gone {
            self.durable = None;
            self.since.drain(..=at);
        }
        if self.since.iter().any(|event| matches!(event, Event::Made { .. })) {
            self.durable.get_or_insert_default();
        }
    }
}

impl Chance {
    fn happens(&mut self) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Some(rng) => rng.bool(),
        }
    }

    /// A file after one more event that may be on the disk.
    fn after(&mut self, left: Option<Vec<u8>>, event: &Event) -> Option<Vec<u8>> {
        if !self.happens() {
            return left;
        }
        let mut bytes = left.unwrap_or_default();
        match event {
            Event::Written { at, bytes: written } => self.write(&mut bytes, *at, written),
            Event::Cut(length) => bytes.truncate(*length),
            Event::Made { .. } | Event::Synced | Event::SyncFailed | Event::Deleted { .. } => {}
        }
        Some(bytes)
    }

    /// Writes all of it, or only some of its sectors.
    fn write(&mut self, file: &mut Vec<u8>, at: usize, written: &[u8]) {
        let torn = match self {
            Self::All | Self::None => false,
            Self::Some(rng) => rng.u8(..4) == 0,
        };
        let mut start = 0;
        while start < written.len() {
            let end = written.len().min(start + SECTOR - (at + start) % SECTOR);
            if !torn || self.happens() {
                if file.len() < at + end {
                    file.resize(at + end, 0);
                }
                file[at + start..at + end].copy_from_slice(&written[start..end]);
            }
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> Arc<str> {
        "a.db".into()
    }

    fn followed(events: &[Event]) -> Platter {
        let mut platter = Platter::new(1);
        events.iter().for_each(|event| platter.follow(&(name(), event.clone())));
        platter
    }

    fn written(at: usize, bytes: &[u8]) -> Event {
        Event::Written { at, bytes: bytes.into() }
    }

    fn content(picture: &Picture) -> Option<&[u8]> {
        picture.0.get("a.db").map(Vec::as_slice)
    }

    #[test]
    fn what_was_synced_is_there_and_what_was_not_may_be() {
        let made = Event::Made { named: true };
        let platter = followed(&[made, written(0, b"one"), Event::Synced, written(3, b"two")]);
        assert_eq!(content(&platter.picture(Chance::None)), Some(&b"one"[..]));
        assert_eq!(content(&platter.picture(Chance::All)), Some(&b"onetwo"[..]));
        let some = |seed| platter.picture(Chance::Some(Rng::with_seed(seed)));
        assert!((0..99).any(|seed| some(seed) == platter.picture(Chance::None)));
        assert!((0..99).any(|seed| some(seed) == platter.picture(Chance::All)));
    }

    #[test]
    fn a_write_of_several_sectors_may_be_torn_between_them_and_nowhere_else() {
        let platter = followed(&[written(0, &[0; 1536]), Event::Synced, written(0, &[1; 1536])]);
        let mut torn = 0;
        for seed in 0..99 {
            let picture = platter.picture(Chance::Some(Rng::with_seed(seed)));
            let sectors: Vec<_> = content(&picture).unwrap().chunks(SECTOR).collect();
            assert!(sectors.iter().all(|sector| sector.iter().all(|byte| byte == &sector[0])));
            torn += usize::from(sectors.iter().any(|sector| sector[0] != sectors[0][0]));
        }
        assert!(torn > 3, "{torn}");
    }

    #[test]
    fn what_a_sync_has_lost_no_later_sync_brings_back() {
        let lost = (0..99).any(|seed| {
            let mut platter = Platter::new(seed);
            for event in [written(0, b"one"), Event::SyncFailed, Event::Synced] {
                platter.follow(&(name(), event));
            }
            content(&platter.picture(Chance::All)).is_none()
        });
        assert!(lost);
    }

    #[test]
    fn a_deleted_file_may_come_back_until_the_folder_is_synced() {
        let deleted = Event::Deleted { at_once: false };
        let platter = followed(&[written(0, b"one"), Event::Synced, deleted.clone()]);
        assert_eq!(content(&platter.picture(Chance::None)), Some(&b"one"[..]));
        assert_eq!(content(&platter.picture(Chance::All)), None);
        let made = Event::Made { named: true };
        let again = followed(&[written(0, b"one"), Event::Synced, deleted, made, Event::Synced]);
        assert_eq!(content(&again.picture(Chance::None)), Some(&b""[..]));
    }
}

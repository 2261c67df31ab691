//! What a check remembers from one run to the next: when it saw a thing first.

use std::collections::BTreeMap;

use porchlight_contract::{CheckId, Timestamp};

/// The most things that one check remembers.
pub const MEMORY_ITEMS: usize = 4096;

/// When each thing that a check still sees was seen first, by the device's clock. It stays on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory(BTreeMap<String, Timestamp>);

/// The memory of each check.
pub type Memories = BTreeMap<CheckId, Memory>;

impl Memory {
    /// When the thing was seen first; `None` for one that is not there.
    #[must_use]
    pub fn first_seen(&self, item: &str) -> Option<&Timestamp> {
        self.0.get(item)
    }

    /// The first times by thing, to be stored.
    #[must_use]
    pub fn into_inner(self) -> BTreeMap<String, Timestamp> {
        self.0
    }

    /// The memory after a look at `now`: what is still there keeps its first time, what is new gets this one, what is
    /// gone is forgotten. Of more than [`MEMORY_ITEMS`] things the first by name are kept.
    pub(crate) fn after(&self, items: Vec<String>, now: &Timestamp) -> Self {
        let seen = items.into_iter().map(|item| {
            let first = self.0.get(&item).filter(|first| *first <= now).unwrap_or(now).clone();
            (item, first)
        });
        let mut seen: BTreeMap<_, _> = seen.collect();
        if let Some(past_the_end) = seen.keys().nth(MEMORY_ITEMS).cloned() {
            seen.split_off(&past_the_end);
        }
        Self(seen)
    }
}

impl From<BTreeMap<String, Timestamp>> for Memory {
    fn from(first_seen: BTreeMap<String, Timestamp>) -> Self {
        Self(first_seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn what_stays_keeps_its_first_time_and_what_goes_is_forgotten() {
        let (monday, tuesday) = (time("2026-11-16T08:00:00Z"), time("2026-11-17T08:00:00Z"));
        let first = Memory::default().after(vec!["openssl 3".into(), "bash 5".into()], &monday);
        let second = first.after(vec!["openssl 3".into(), "curl 8".into()], &tuesday);
        assert_eq!(second.first_seen("openssl 3"), Some(&monday));
        assert_eq!(second.first_seen("curl 8"), Some(&tuesday));
        assert_eq!(second.first_seen("bash 5"), None);
        let third = second.after(vec!["bash 5".into()], &tuesday);
        assert_eq!(third.first_seen("bash 5"), Some(&tuesday));
    }

    #[test]
    fn a_clock_that_was_ahead_once_does_not_keep_a_thing_young() {
        let (ahead, now) = (time("2031-01-01T00:00:00Z"), time("2026-11-22T10:00:00Z"));
        let memory = Memory::default().after(vec!["suspended".into()], &ahead);
        assert_eq!(memory.after(vec!["suspended".into()], &now).first_seen("suspended"), Some(&now));
    }

    #[test]
    fn a_flood_of_things_is_cut() {
        let items = (0..MEMORY_ITEMS + 10).map(|number| format!("{number:05}")).collect();
        let memory = Memory::default().after(items, &time("2026-11-22T10:00:00Z"));
        assert_eq!(memory.0.len(), MEMORY_ITEMS);
        assert!(memory.first_seen("00000").is_some());
    }
}

//! Power cuts, at each instant of a store's whole story.

use std::sync::Arc;

use fastrand::Rng;
use porchlight_faults::disk::{Entry, Event, Failing, Fault, Folder};
use porchlight_faults::{Chance, Ledger, OnError, Picture, Platter, Telling, is_sound, sequel, tell};

use crate::all::{block_on, each, until_nothing_fails};

/// Pictures of chance after each event, unless `PORCHLIGHT_CUTS` says otherwise; around a sync, so many more.
const CUTS: u64 = 1;
const CUTS_AT_A_SYNC: u64 = 3;

fn cuts() -> u64 {
    std::env::var("PORCHLIGHT_CUTS").map_or(CUTS, |count| count.parse().unwrap())
}

/// What a store has said, and what happened to its files meanwhile.
struct Story {
    ledger: Ledger,
    log: Vec<Entry>,
}

impl Story {
    fn without_faults() -> Self {
        let folder = Folder::new().unwrap();
        let telling = Telling { on_error: OnError::Close, pause: true };
        let ledger = block_on(tell(&folder, telling)).unwrap();
        Self { ledger, log: folder.log() }
    }

    /// The pictures that a power cut may leave after the first `now` events.
    fn pictures(&self, platter: &Platter, now: usize) -> Vec<Picture> {
        let synced = |entry: Option<&Entry>| matches!(entry, Some((_, Event::Synced | Event::SyncFailed)));
        let beside_a_sync =
            synced(now.checked_sub(1).and_then(|at| self.log.get(at))) || synced(self.log.get(now));
        let cuts = if beside_a_sync { cuts() * CUTS_AT_A_SYNC } else { cuts() };
        let seed = |cut| u64::try_from(now).unwrap() * 1000 + cut;
        let some = (0..cuts).map(|cut| Chance::Some(Rng::with_seed(seed(cut))));
        // Nothing is lost by a kill, and everything that is not synced by the worst of cuts.
        let mut pictures: Vec<_> = [Chance::All, Chance::None]
            .into_iter()
            .chain(some)
            .map(|chance| platter.picture(chance))
            .collect();
        pictures.dedup();
        pictures
    }

    fn check(&self, now: usize, picture: &Picture) {
        let folder = tempfile::tempdir().unwrap();
        picture.put(folder.path()).unwrap();
        let sound = block_on(is_sound(&folder.path().join("collector.db"), &self.ledger.until(now)));
        sound.unwrap_or_else(|error| panic!("after {now} of {} events: {error:?}", self.log.len()));
    }

    /// The platter as it is at the end.
    fn end(&self, seed: u64) -> Platter {
        let mut platter = Platter::new(seed);
        self.log.iter().for_each(|entry| platter.follow(entry));
        platter
    }
}

#[test]
fn a_power_cut_at_any_instant_costs_nothing_that_was_promised() {
    let story = Story::without_faults();
    let mut platter = Platter::new(0);
    let mut moments = vec![(0, story.pictures(&platter, 0))];
    for (entry, now) in story.log.iter().zip(1..) {
        platter.follow(entry);
        moments.push((now, story.pictures(&platter, now)));
    }
    assert!(story.ledger.promises() > 20 && moments.len() > 200);
    each(&moments, |(now, pictures)| pictures.iter().for_each(|picture| story.check(*now, picture)));
}

#[test]
fn a_power_cut_after_a_sync_that_failed_costs_nothing_that_was_promised_later() {
    until_nothing_fails(|nth| {
        let folder = Folder::new().unwrap();
        folder.expect(Fault { failing: Failing::Sync, nth, lasting: false });
        let telling = Telling { on_error: OnError::AskAgain, pause: false };
        let ledger = block_on(tell(&folder, telling)).unwrap();
        check_end(&folder, ledger);
        folder.struck() > 0
    });
}

/// The system forgets pages that it could not write, but goes on to show them: who opens the database after a kill
/// reads in its log what is not on the disk.
#[test]
fn a_power_cut_after_a_failed_sync_and_a_kill_costs_nothing_that_the_next_process_promised() {
    until_nothing_fails(|nth| {
        let folder = Folder::new().unwrap();
        folder.expect(Fault { failing: Failing::Sync, nth, lasting: false });
        let telling = Telling { on_error: OnError::Kill, pause: false };
        let struck = block_on(async {
            let ledger = tell(&folder, telling).await.unwrap();
            let ledger = sequel(&folder, ledger).await.unwrap();
            (folder.struck() > 0, ledger)
        });
        check_end(&folder, struck.1);
        struck.0
    });
}

/// Cuts the power at the end of a story in which a sync failed, with different remains of what it was to write.
fn check_end(folder: &Arc<Folder>, ledger: Ledger) {
    let story = Story { ledger, log: folder.log() };
    for seed in 0..2 * cuts() {
        let platter = story.end(seed);
        for chance in [Chance::None, Chance::Some(Rng::with_seed(seed))] {
            story.check(story.log.len(), &platter.picture(chance));
        }
    }
}

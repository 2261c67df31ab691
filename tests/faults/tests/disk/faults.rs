//! Faults of the disk, one after the other, at each operation of a store's whole story.

use porchlight_faults::disk::{Failing, Fault, Folder};
use porchlight_faults::{OnError, Telling, is_sound, tell};

use crate::all::{block_on, until_nothing_fails};

/// Tells the story with a fault, and looks at what is left. `false` if the fault never came.
fn told(fault: Fault, telling: Telling) -> bool {
    let folder = Folder::new().unwrap();
    folder.expect(fault);
    block_on(async {
        let ledger = tell(&folder, telling).await.unwrap_or_else(|error| panic!("{fault:?}: {error:?}"));
        folder.heal();
        let sound = is_sound(&folder.database(), &ledger).await;
        sound.unwrap_or_else(|error| panic!("{fault:?}: {error:?}"));
    });
    folder.struck() > 0
}

/// Lets one operation after the other fail, or every so many-th, unless `PORCHLIGHT_FAULTS` says `all`.
fn each(failing: Failing, lasting: bool, on_error: OnError, step: usize) {
    let step = if std::env::var("PORCHLIGHT_FAULTS").is_ok_and(|which| which == "all") { 1 } else { step };
    let telling = Telling { on_error, pause: false };
    let count = until_nothing_fails(|nth| told(Fault { failing, nth: nth * step, lasting }, telling));
    assert!(count * step > 300, "only {} operations could fail", count * step);
}

#[test]
fn an_operation_that_fails_once_costs_nothing_that_was_promised_and_the_store_goes_on() {
    each(Failing::Device, false, OnError::AskAgain, 1);
}

#[test]
fn a_store_that_is_killed_after_an_operation_failed_has_all_that_it_has_promised() {
    each(Failing::Device, false, OnError::Kill, 5);
}

#[test]
fn a_disk_that_fails_for_good_costs_nothing_that_was_promised() {
    each(Failing::Device, true, OnError::Close, 7);
}

#[test]
fn a_full_disk_costs_nothing_that_was_promised() {
    each(Failing::Full, true, OnError::Close, 7);
}

#[test]
fn a_store_goes_on_by_itself_when_there_is_space_again() {
    each(Failing::Full, true, OnError::AskAgain, 5);
}

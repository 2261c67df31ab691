//! Every target with the inputs that are kept, and with bytes of chance: so that none of them rots between two long runs.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "all of this file is tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use porchlight_fuzz::{TARGETS, feed};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

fn kept(target: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder("corpus").join(target)).unwrap();
    entries.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
}

#[test]
fn every_target_has_a_program_and_inputs() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(&folder("libfuzzer/targets")), targets);
    assert_eq!(names(&folder("corpus")), targets);
}

#[test]
fn promises_are_kept_for_the_inputs_that_were_found() {
    for (target, _) in TARGETS {
        let inputs = kept(target);
        assert!(!inputs.is_empty(), "{target}");
        inputs.iter().for_each(|input| feed(target, input));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn promises_are_kept_for_bytes_of_chance(bytes in vec(any::<u8>(), 0..200)) {
        TARGETS.iter().for_each(|(target, _)| feed(target, &bytes));
    }

    #[test]
    fn promises_are_kept_for_inputs_that_were_damaged(
        which in any::<Index>(),
        places in vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        for (target, _) in TARGETS {
            let inputs = kept(target);
            let mut input = which.get(&inputs).clone();
            for (place, byte) in &places {
                if !input.is_empty() {
                    let at = place.index(input.len());
                    input[at] = *byte;
                }
            }
            feed(target, &input);
        }
    }
}

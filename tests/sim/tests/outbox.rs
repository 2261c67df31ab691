//! A thousand stories of one device, its outbox and a collector.
//!
//! `PORCHLIGHT_SIM_SEEDS` tells more of them, or fewer; `PORCHLIGHT_SIM_SEED` tells one alone.
#![allow(clippy::disallowed_methods, reason = "which seeds to try is said from outside")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use porchlight_sim::{Summary, tell};

/// So many failures say it; where something is wrong at all, each story may take long.
const ENOUGH: usize = 10;

#[test]
fn every_signed_report_arrives_exactly_once_whatever_happens() {
    if let Some(seed) = number("PORCHLIGHT_SIM_SEED") {
        println!("{:?}", tell(seed).unwrap_or_else(|error| panic!("seed {seed}: {error:#}")));
        return;
    }
    let seeds = number("PORCHLIGHT_SIM_SEEDS").unwrap_or(1_000);
    let (next, failed, total) = (AtomicU64::new(0), Mutex::new(Vec::new()), Mutex::new(Summary::default()));
    let tellers = std::thread::available_parallelism().map_or(1, Into::into);
    std::thread::scope(|scope| {
        for _ in 0..tellers {
            scope.spawn(|| {
                while let Some(seed) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .filter(|seed| *seed < seeds && failed.lock().unwrap().len() < ENOUGH)
                {
                    match catch_unwind(AssertUnwindSafe(|| tell(seed))) {
                        Ok(Ok(summary)) => add(&mut total.lock().unwrap(), summary),
                        Ok(Err(error)) => failed.lock().unwrap().push((seed, format!("{error:#}"))),
                        Err(_) => failed.lock().unwrap().push((seed, "it panicked".to_owned())),
                    }
                }
            });
        }
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort();
    println!("{seeds} seeds: {:?}", total.into_inner().unwrap());
    let shown: Vec<_> =
        failed.iter().take(ENOUGH).map(|(seed, why)| format!("PORCHLIGHT_SIM_SEED={seed}: {why}")).collect();
    assert!(failed.is_empty(), "of {seeds} seeds failed at least:\n{}", shown.join("\n"));
}

#[test]
fn one_seed_is_one_story() {
    for seed in 0..20 {
        let [once, again] = [tell(seed), tell(seed)].map(|told| format!("{told:?}"));
        assert_eq!(once, again, "seed {seed}");
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn add(total: &mut Summary, one: Summary) {
    total.reports += one.reports;
    total.starts += one.starts;
    total.kills += one.kills;
    total.requests += one.requests;
}

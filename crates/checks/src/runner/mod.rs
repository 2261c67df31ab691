//! Runs checks: a few at once, each on its own thread, each result as soon as it is there.
//!
//! A check that hangs or panics stays what it is: one check without an answer.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use porchlight_contract::wizard::Reading;
use porchlight_contract::{CheckId, Facts, Outcome, Timestamp, UnknownCause};
use porchlight_host::{Clock, Host};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::asker::{Asker, Readings};
use crate::check::Judgement;
use crate::context::Context;
use crate::memory::{Memories, Memory};
use crate::registry;

#[cfg(test)]
mod tests;

/// Checks that run at the same time: enough to hide slow programs, few enough for an old laptop.
pub const MAX_AT_ONCE: usize = 4;

/// How long one check may take. Every question has a deadline of its own; this one catches what slips through.
pub const CHECK_DEADLINE: Duration = Duration::from_secs(20);

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckResult {
    /// Which check.
    pub id: CheckId,
    /// What it concluded.
    pub outcome: Outcome,
    /// What may be sent.
    pub facts: Facts,
    /// What was asked and answered; it stays on this computer.
    pub readings: Vec<Reading>,
    /// What the check remembers for its next run; it stays on this computer.
    pub memory: Memory,
    /// When it was begun, by the device's clock.
    pub observed_at: Timestamp,
    /// How long it took.
    pub duration: Duration,
}

/// What happens while checks run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A check was begun.
    Started(CheckId),
    /// A check has an outcome.
    Finished(Box<CheckResult>),
}

/// Runs these checks, each once, at most [`MAX_AT_ONCE`] at a time, and tells what happens as it happens. Every id
/// gets its `Started` and then its `Finished`; an id that the registry does not hold is `Unknown(Internal)`. When the
/// receiver is gone, nothing more is begun. `memories` is what the checks remembered in earlier runs.
///
/// A check that outlives [`CHECK_DEADLINE`] is `Unknown(Timeout)`; its thread is left behind. A program that must end
/// at once shuts its runtime down with `shutdown_background`.
pub async fn run(
    host: Arc<dyn Host>,
    clock: Arc<dyn Clock>,
    ids: &[CheckId],
    memories: &Memories,
    events: mpsc::Sender<Event>,
) {
    let places = Arc::new(Semaphore::new(MAX_AT_ONCE));
    let mut tasks = JoinSet::new();
    for (at, id) in ids.iter().enumerate() {
        if ids[..at].contains(id) {
            continue;
        }
        let (host, clock) = (Arc::clone(&host), Arc::clone(&clock));
        let (places, events, id) = (Arc::clone(&places), events.clone(), id.clone());
        let memory = memories.get(&id).cloned().unwrap_or_default();
        tasks.spawn(async move {
            let Ok(_place) = places.acquire().await else { return };
            if events.send(Event::Started(id.clone())).await.is_err() {
                return;
            }
            let result = run_one(host, clock.as_ref(), id, memory).await;
            // Nobody listens any more: there is nobody to tell.
            let _ = events.send(Event::Finished(Box::new(result))).await;
        });
    }
    while tasks.join_next().await.is_some() {}
}

async fn run_one(host: Arc<dyn Host>, clock: &dyn Clock, id: CheckId, memory: Memory) -> CheckResult {
    let begun = Instant::now();
    let observed_at = clock.now();
    let readings = Readings::default();
    let (judgement, memory) = match registry::find(&id) {
        None => (lost(UnknownCause::Internal), memory),
        Some(row) => {
            let context = Context::new(observed_at.clone());
            let (asked, remembered) = (Arc::clone(&readings), memory.clone());
            let examination = tokio::task::spawn_blocking(move || {
                (row.examine)(&Asker::new(host.as_ref(), asked), context, &remembered)
            });
            match tokio::time::timeout(CHECK_DEADLINE, examination).await {
                Ok(Ok(examined)) => examined,
                Ok(Err(_panicked)) => (lost(UnknownCause::Internal), memory),
                Err(_elapsed) => (lost(UnknownCause::Timeout), memory),
            }
        }
    };
    let readings = readings.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let Judgement { outcome, facts } = judgement;
    CheckResult { id, outcome, facts, readings, memory, observed_at, duration: begun.elapsed() }
}

fn lost(cause: UnknownCause) -> Judgement {
    Judgement::unknown(cause, Facts::new())
}

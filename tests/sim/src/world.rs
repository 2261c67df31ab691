//! Everything that the parts of a story share: the dice, the clocks, the network's mood, the switch that kills.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fastrand::Rng;
use porchlight_contract::Timestamp;
use porchlight_host::{Clock, later};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::collector::SimulatedCollector;

pub(crate) const HOUR: u64 = 3_600;
pub(crate) const DAY: u64 = 24 * HOUR;
/// A device's clock is off by less than so much, in seconds: a report from the future has to wait until it comes.
const CLOCK_OFF: i64 = 4 * DAY as i64;
/// A refusal is repeated after a day, and the device looks once an hour.
const LONGEST_SILENCE: Duration = Duration::from_hours(26);
/// The calendar's zero. Far enough back that a clock may go wrong in both directions.
const ORIGIN: &str = "2026-01-01T00:00:00Z";
const STORY_BEGINS: Duration = Duration::from_hours(24 * 300);

/// A handle to the world; clones share it.
#[derive(Clone)]
pub(crate) struct World {
    state: Arc<Mutex<State>>,
    pub(crate) kill: Arc<Notify>,
}

/// What is so now.
pub(crate) struct State {
    pub(crate) dice: Rng,
    /// How many of a hundred things go wrong; none once the faults are over.
    pub(crate) faults: u8,
    pub(crate) collector: SimulatedCollector,
    pub(crate) offline_until: Instant,
    /// Copies of requests that the network still holds, and when it lets go of them.
    pub(crate) late: Vec<(Instant, String)>,
    pub(crate) retry_after: RetryAfter,
    /// How many requests the device made.
    pub(crate) attempts: u32,
    /// When the device last tried to hand something over.
    pub(crate) tried_at: Instant,
    /// The first thing that was not as it has to be.
    pub(crate) broken: Option<String>,
    began: Instant,
    clock_off: i64,
}

/// How long the collector asked the device to wait.
#[derive(Default)]
pub(crate) struct RetryAfter {
    /// Said in the last answer, and perhaps not stored yet.
    pub(crate) said: Option<Instant>,
    /// Stored by the device: no request may come before.
    pub(crate) until: Option<Instant>,
    /// The person wants it tried now, whatever the collector asked for.
    pub(crate) overruled: bool,
}

impl World {
    pub(crate) fn new(seed: u64, collector: SimulatedCollector) -> Self {
        let mut dice = Rng::with_seed(seed);
        let faults = dice.u8(5..90);
        let now = Instant::now();
        let state = State {
            dice,
            faults,
            collector,
            offline_until: now,
            late: Vec::new(),
            retry_after: RetryAfter::default(),
            attempts: 0,
            tried_at: now,
            broken: None,
            began: now,
            clock_off: 0,
        };
        Self { state: Arc::new(Mutex::new(state)), kill: Arc::default() }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place where the program may be killed: then this never returns, and the story goes on without it.
    pub(crate) async fn may_be_killed(&self) {
        let killed = {
            let mut state = self.lock();
            state.fault() && state.dice.u8(..8) == 0
        };
        if killed {
            self.kill.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

impl State {
    /// Whether something goes wrong here.
    pub(crate) fn fault(&mut self) -> bool {
        self.dice.u8(..100) < self.faults
    }

    /// Up to so many seconds.
    pub(crate) fn some_time(&mut self, seconds: u64) -> Duration {
        Duration::from_millis(self.dice.u64(..=seconds * 1_000))
    }

    /// Now by the true clock, which is the collector's.
    pub(crate) fn true_time(&self) -> Timestamp {
        self.time(0)
    }

    fn time(&self, off: i64) -> Timestamp {
        let passed = STORY_BEGINS + self.began.elapsed();
        let shifted = if off < 0 {
            passed.saturating_sub(Duration::from_secs(off.unsigned_abs()))
        } else {
            passed + Duration::from_secs(off.unsigned_abs())
        };
        Timestamp::parse(ORIGIN)
            .map_or_else(|_| unreachable!("the origin is a time"), |origin| later(&origin, shifted))
    }

    /// The device's clock jumps, and with it goes what the device knows of how long it has waited.
    pub(crate) fn clock_jumps(&mut self) {
        let jump = match self.dice.u8(..4) {
            0 => self.dice.i64(-5..=5),
            1 => self.dice.i64(-3_600..=3_600),
            _ => self.dice.i64(-CLOCK_OFF..=CLOCK_OFF),
        };
        self.clock_off = (self.clock_off + jump).clamp(-CLOCK_OFF, CLOCK_OFF);
        self.retry_after.until = None;
    }

    /// Once the faults are over, what waits is tried each day, wherever the clock stands.
    pub(crate) fn check_patience(&mut self, waiting: bool) {
        let silent = self.tried_at.elapsed();
        self.require(self.faults > 0 || !waiting || silent <= LONGEST_SILENCE, || {
            format!("nothing was tried for {silent:?}")
        });
    }

    /// Notes what is not as it has to be; the first such thing counts.
    pub(crate) fn require(&mut self, holds: bool, rule: impl FnOnce() -> String) {
        if !holds && self.broken.is_none() {
            self.broken = Some(rule());
        }
    }
}

impl Clock for World {
    /// Now by the device's clock.
    fn now(&self) -> Timestamp {
        let state = self.lock();
        state.time(state.clock_off)
    }
}

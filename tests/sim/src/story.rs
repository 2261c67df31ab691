//! One story: days with faults, then calm, then the reckoning.

use std::ops::ControlFlow;
use std::time::Duration;

use anyhow::{Context, ensure};
use porchlight_contract::ErrorCode;
use porchlight_device_db::{DbError, EnrolmentRecord};
use porchlight_jws::SigningKey;
use tokio::time::Instant;

use crate::audit::Ledger;
use crate::collector::SimulatedCollector;
use crate::device::{Device, enrolment};
use crate::disk::{Disk, Mounted, Plan};
use crate::world::{DAY, HOUR, World};

/// How often a device is started while things go wrong.
const MOST_STARTS: u8 = 12;
/// After the faults: a refusal is repeated after a day, and a clock is off by up to four.
const CALM: Duration = Duration::from_hours(24 * 8);

/// What happened in a story.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary {
    /// Reports that were signed, each of which arrived once.
    pub reports: usize,
    /// Starts of the device.
    pub starts: u32,
    /// Kills: at an await, in a statement, in a commit.
    pub kills: u32,
    /// Requests that reached the collector.
    pub requests: u32,
}

/// Tells the story of one seed.
///
/// # Errors
/// What was not as it has to be.
pub fn tell(seed: u64) -> anyhow::Result<Summary> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
    runtime.block_on(async { Story::new(seed)?.tell().await })
}

struct Story {
    world: World,
    disk: Disk,
    ledger: Ledger,
    key: SigningKey,
    enrolment: EnrolmentRecord,
    presses: Vec<Instant>,
    summary: Summary,
}

impl Story {
    fn new(seed: u64) -> anyhow::Result<Self> {
        let (key, collector_key) = (SigningKey::from_seed(&[1; 32])?, SigningKey::from_seed(&[2; 32])?);
        let enrolment = enrolment(&collector_key)?;
        let collector =
            SimulatedCollector::new(collector_key, key.public().clone(), enrolment.device_id.clone());
        let world = World::new(seed, collector);
        let mut presses = Vec::new();
        {
            let mut state = world.lock();
            for _ in 0..state.dice.u8(1..=4) {
                let longest = if state.dice.bool() { HOUR } else { 2 * DAY };
                presses.push(Instant::now() + state.some_time(longest));
            }
        }
        presses.sort();
        let (disk, ledger) = (Disk::new()?, Ledger::default());
        Ok(Self { world, disk, ledger, key, enrolment, presses, summary: Summary::default() })
    }

    async fn tell(mut self) -> anyhow::Result<Summary> {
        let starts = self.world.lock().dice.u8(1..=MOST_STARTS);
        for _ in 0..starts {
            let (plan, limit, pause) = self.next_start();
            if self.start(plan, limit).await?.is_break() {
                break;
            }
            tokio::time::sleep(pause).await;
        }
        self.calm_down();
        let finished = self.start(Plan::default(), CALM).await?;
        ensure!(
            finished.is_break(),
            "something still waits {} days after the last fault",
            CALM.as_secs() / DAY
        );
        self.world.lock().release_late();
        self.ledger.settle(&self.world, self.presses.len())?;
        self.summary.reports = self.presses.len();
        self.summary.requests = self.world.lock().collector.requests;
        Ok(self.summary)
    }

    /// What goes wrong with the disk in the next start, how long it may last, and how long the device is off then.
    fn next_start(&self) -> (Plan, Duration, Duration) {
        let mut state = self.world.lock();
        let mut plan = Plan::default();
        if state.fault() {
            match state.dice.u8(..3) {
                0 => plan.killed_after = Some(state.dice.u32(..120)),
                1 => plan.killed_at_commit = Some(state.dice.u32(..8)),
                _ => plan.full = true,
            }
        }
        // With a full disk the device tries every second, so its day is short.
        let longest = if plan.full { 120 } else { 12 * HOUR };
        (plan, state.some_time(longest), state.some_time(6 * HOUR))
    }

    fn calm_down(&self) {
        let mut state = self.world.lock();
        state.faults = 0;
        state.offline_until = Instant::now();
        state.tried_at = Instant::now();
    }

    /// One start of the device until it is done, is killed, or is shut down after `limit`. `Break` when all is sent.
    async fn start(&mut self, plan: Plan, limit: Duration) -> anyhow::Result<ControlFlow<()>> {
        self.summary.starts += 1;
        let disk = self.disk.mount()?;
        let db = match disk.open(plan) {
            Ok(db) => db,
            Err(error) => return self.failed_start(&disk, plan, &error),
        };
        let look = disk.look()?;
        let (world, calm) = (self.world.clone(), plan_is_calm(&self.world));
        let device = Device {
            db: &db,
            disk: &disk,
            look: &look,
            world: &world,
            key: &self.key,
            enrolment: &self.enrolment,
            presses: &self.presses,
            full: plan.full,
        };
        let mut killed = false;
        let ended = tokio::select! {
            biased;
            () = world.kill.notified() => { killed = true; None }
            ended = tokio::time::timeout(limit, device.run(&mut self.ledger)) => ended.ok(),
        };
        if let Some(broken) = world.lock().broken.take() {
            anyhow::bail!(broken);
        }
        let done = ended.transpose()?.is_some() && !disk.is_killed();
        if killed || disk.is_killed() {
            self.summary.kills += 1;
            disk.kill()?;
        } else {
            drop((look, db));
            disk.unmount()?;
        }
        self.world.lock().retry_after.said = None;
        Ok(if done && (calm || self.ledger.sent.len() == self.presses.len()) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    }

    fn failed_start(
        &mut self,
        disk: &Mounted,
        plan: Plan,
        error: &DbError,
    ) -> anyhow::Result<ControlFlow<()>> {
        let full = plan.full && error.code() == ErrorCode::DiskFull;
        ensure!(full || disk.is_killed(), "the device does not start: {error}");
        self.summary.kills += u32::from(disk.is_killed());
        disk.kill().context("what the start left")?;
        Ok(ControlFlow::Continue(()))
    }
}

fn plan_is_calm(world: &World) -> bool {
    world.lock().faults == 0
}

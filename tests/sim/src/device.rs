//! The device: the person who presses Send, and the loop that delivers, as the agent has them.

use std::time::Duration;

use anyhow::Context;
use porchlight_client::{Collector, Delivered, deliver, is_due};
use porchlight_contract::{
    AppInfo, DeviceInfo, OsFamily, OsInfo, Ownership, REPORT_SCHEMA, Report, ReportId, Token,
};
use porchlight_device_db::{DbError, DeviceDb, Draft, EnrolmentRecord};
use porchlight_host::{Clock, between};
use porchlight_jws::{Kind, SigningKey};
use rusqlite::Connection;
use tokio::time::Instant;

use crate::audit::Ledger;
use crate::disk::Mounted;
use crate::world::World;

/// The delivery loop looks at the clock at least this often. The agent's minute would only make the story longer.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// The device from one start to the next end.
pub(crate) struct Device<'a> {
    pub(crate) db: &'a DeviceDb,
    pub(crate) disk: &'a Mounted,
    pub(crate) look: &'a Connection,
    pub(crate) world: &'a World,
    pub(crate) key: &'a SigningKey,
    pub(crate) enrolment: &'a EnrolmentRecord,
    /// When the person presses Send, one report each time.
    pub(crate) presses: &'a [Instant],
    /// Whether the file of this start cannot grow.
    pub(crate) full: bool,
}

impl Device<'_> {
    /// Runs until all is sent; other ends come from outside, or from the disk.
    pub(crate) async fn run(&self, ledger: &mut Ledger) -> anyhow::Result<()> {
        let collector = Collector::over(self.world.clone());
        loop {
            self.audit(ledger)?;
            self.world.may_be_killed().await;
            let pressed = self.next_press(ledger).is_some_and(|press| press <= Instant::now());
            let done = if pressed { self.send_report(ledger).await? } else { Ok(()) };
            let done = match done {
                Ok(()) => self.deliver(&collector, pressed, ledger).await?,
                Err(error) => Err(error),
            };
            if let Err(error) = done {
                self.excuse(&error)?;
            }
            if self.disk.is_killed() || self.is_done(ledger)? {
                return Ok(());
            }
            tokio::time::sleep(self.until_next(ledger)).await;
            let waiting = self.db.outbox().is_ok_and(|waiting| !waiting.is_empty());
            let mut state = self.world.lock();
            state.check_patience(waiting);
            if state.fault() && state.fault() {
                state.clock_jumps();
            }
        }
    }

    fn is_done(&self, ledger: &Ledger) -> anyhow::Result<bool> {
        let empty = match self.db.outbox() {
            Ok(waiting) => waiting.is_empty(),
            Err(error) => {
                self.excuse(&error)?;
                false
            }
        };
        Ok(empty && self.next_press(ledger).is_none())
    }

    fn audit(&self, ledger: &mut Ledger) -> anyhow::Result<()> {
        if self.disk.is_killed() { Ok(()) } else { ledger.audit(self.look, self.world, self.key) }
    }

    /// A disk that is full or a process that is gone may fail; nothing else may.
    fn excuse(&self, error: &DbError) -> anyhow::Result<()> {
        let full = self.full && error.code() == porchlight_contract::ErrorCode::DiskFull;
        anyhow::ensure!(full || self.disk.is_killed(), "the database fails without a reason: {error}");
        Ok(())
    }

    fn next_press(&self, ledger: &Ledger) -> Option<Instant> {
        self.presses.get(ledger.signed.len()).copied()
    }

    /// The report as it was shown, or a new one; signed, and moved to the outbox.
    async fn send_report(&self, ledger: &mut Ledger) -> anyhow::Result<Result<(), DbError>> {
        let draft = match self.db.draft() {
            Ok(Some(draft)) => draft,
            Ok(None) => {
                let draft = self.new_draft(ledger)?;
                ledger.shown.insert(draft.report_id.clone(), draft.exact.clone());
                if let Err(error) = self.db.put_draft(&draft) {
                    return Ok(Err(error));
                }
                self.audit(ledger)?;
                draft
            }
            Err(error) => return Ok(Err(error)),
        };
        self.world.may_be_killed().await;
        let jws = self.key.sign(Kind::Report, draft.exact.as_bytes())?;
        if let Err(error) = self.db.sign_draft(&draft, &jws, &self.world.now()) {
            return Ok(Err(error));
        }
        // What a person sends is tried at once, and after a kill at the next start, whatever the collector asked for.
        self.world.lock().retry_after.until = None;
        self.audit(ledger)?;
        self.world.may_be_killed().await;
        Ok(Ok(()))
    }

    fn new_draft(&self, ledger: &Ledger) -> anyhow::Result<Draft> {
        let n = ledger.shown.len();
        let report = Report {
            schema: REPORT_SCHEMA.to_owned(),
            report_id: ReportId::parse(format!("01930a3e-7c1f-7d52-9c5b-{n:012x}"))?,
            company_id: self.enrolment.company.id.clone(),
            device_id: self.enrolment.device_id.clone(),
            created_at: self.world.now(),
            app: AppInfo { version: Token::parse("0.1.0")?, policy_version: 1 },
            device: DeviceInfo {
                ownership: Ownership::Personal,
                os: OsInfo { family: OsFamily::Linux, name: None, version: None },
            },
            checks: Vec::new(),
        };
        Ok(Draft { exact: serde_json::to_string_pretty(&report)?, report_id: report.report_id })
    }

    /// What waits and is due, or after a press all that waits, until one has to go on waiting.
    async fn deliver(
        &self,
        collector: &Collector,
        now: bool,
        ledger: &mut Ledger,
    ) -> anyhow::Result<Result<(), DbError>> {
        let waiting = match self.db.outbox() {
            Ok(waiting) => waiting,
            Err(error) => return Ok(Err(error)),
        };
        let time = self.world.now();
        for entry in waiting.into_iter().filter(|entry| now || is_due(entry, &time)) {
            self.begin_attempt(now);
            let delivered = match deliver(self.db, self.world, collector, self.enrolment, &entry).await {
                Ok(delivered) => delivered,
                Err(error) => return Ok(Err(error)),
            };
            self.end_attempt();
            self.audit(ledger)?;
            self.world.may_be_killed().await;
            match delivered {
                Delivered::Sent(receipt) => {
                    let kept = ledger.sent.contains(&receipt.report_id) || self.disk.is_killed();
                    anyhow::ensure!(kept, "{} was shown as sent before it was stored", receipt.report_id);
                }
                Delivered::Waiting { .. } => break,
            }
        }
        Ok(Ok(()))
    }

    fn begin_attempt(&self, overruled: bool) {
        let mut state = self.world.lock();
        state.tried_at = Instant::now();
        state.retry_after.said = None;
        state.retry_after.overruled = overruled;
    }

    /// What came of the attempt is stored, and with it how long to wait.
    fn end_attempt(&self) {
        let mut state = self.world.lock();
        state.retry_after.until = state.retry_after.said.take();
    }

    fn until_next(&self, ledger: &Ledger) -> Duration {
        let now = self.world.now();
        let outbox = self.db.outbox().unwrap_or_default();
        let next = outbox.iter().map(|entry| between(&now, &entry.next_attempt_at)).min();
        let pause = next.unwrap_or(LONGEST_WAIT).clamp(Duration::from_secs(1), LONGEST_WAIT);
        let press = self.next_press(ledger).map(|press| press.saturating_duration_since(Instant::now()));
        press.map_or(pause, |press| pause.min(press))
    }
}

/// The enrolment that all stories begin with.
pub(crate) fn enrolment(collector_key: &SigningKey) -> anyhow::Result<EnrolmentRecord> {
    let record = serde_json::json!({
        "address": "https://help.example",
        "collector_key": collector_key.public(),
        "device_id": "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a13",
        "company": {
            "id": "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12", "name": "Bramble & Co.", "provider": "Northgate IT",
            "help_desk": { "phone": null, "hours": null }
        },
        "policy": { "version": 1, "checks": {} },
        "enrolled_at": "2026-10-27T00:00:00Z"
    });
    serde_json::from_value(record).context("the enrolment of the simulation")
}

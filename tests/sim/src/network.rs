//! The network between the device and the collector, and all that answers in the collector's place.

use std::time::Duration;

use async_trait::async_trait;
use porchlight_client::{ClientError, RawAnswer, Transport};
use porchlight_contract::{DeviceId, ErrorCode, Problem, Receipt, ReportId};
use porchlight_jws::{Kind, SigningKey, sha256};
use tokio::time::Instant;

use crate::world::{DAY, State, World};

/// How long the client waits for an answer, as over HTTP.
const DEADLINE: Duration = Duration::from_secs(20);
/// Far more than a story needs: a thousand of them make some 20,000 together.
const MOST_ATTEMPTS: u32 = 5_000;
/// A request may come so much too early: the device counts in whole seconds.
const ROUNDING: Duration = Duration::from_secs(1);

/// What becomes of one request.
enum Fate {
    /// There is no network, or nobody at the address.
    Refused(ErrorCode),
    /// The request is lost on its way; the collector never sees it.
    RequestLost,
    /// The collector stores it, and its answer is lost on its way.
    AnswerLost,
    /// Something in between answers, and the collector never sees it.
    Intercepted(RawAnswer),
    /// The collector stores it, and something in between answers otherwise.
    Replaced(RawAnswer),
    /// The collector's answer comes, bent in this way.
    Answered(Bend),
}

/// What is done to an answer on its way.
enum Bend {
    Straight,
    Truncated,
    Forged(fn(&State, Receipt) -> anyhow::Result<String>),
}

#[async_trait]
impl Transport for World {
    async fn post(
        &self,
        path: &str,
        media_type: &'static str,
        body: String,
    ) -> Result<RawAnswer, ClientError> {
        self.may_be_killed().await;
        let (fate, there, back) = {
            let mut state = self.lock();
            let proper = (path, media_type) == ("reports", "application/jose");
            state.require(proper, || format!("{path} was posted as {media_type}"));
            state.heed_retry_after();
            state.attempts += 1;
            let attempts = state.attempts;
            state.require(attempts < MOST_ATTEMPTS, || format!("{attempts} requests in one story"));
            state.release_late();
            (state.fate(), state.some_time(9), state.some_time(9))
        };
        if self.lock().broken.is_some() {
            // A device that asks without end would never come to the end of its story.
            std::future::pending::<()>().await;
        }
        if let Fate::Refused(code) = fate {
            return Err(failed(code));
        }
        self.wait(there).await;
        let arrived = match fate {
            Fate::RequestLost | Fate::Refused(_) => None,
            Fate::Intercepted(answer) => Some(answer),
            Fate::AnswerLost => self.lock().store(&body, &Bend::Straight).and(None),
            Fate::Replaced(answer) => self.lock().store(&body, &Bend::Straight).and(Some(answer)),
            Fate::Answered(bend) => self.lock().store(&body, &bend),
        };
        self.wait(if arrived.is_some() { back } else { DEADLINE.saturating_sub(there) }).await;
        let arrived = arrived.ok_or_else(|| failed(ErrorCode::TimedOut))?;
        self.lock().note_retry_after(&arrived);
        Ok(arrived)
    }

    /// The outbox has nothing to get.
    async fn get(&self, path: &str) -> Result<RawAnswer, ClientError> {
        self.lock().require(false, || format!("{path} was asked for"));
        Err(failed(ErrorCode::NotFound))
    }
}

impl World {
    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
        self.may_be_killed().await;
    }
}

fn failed(code: ErrorCode) -> ClientError {
    ClientError { problem: Problem::new(code), retry_after: None }
}

impl State {
    fn heed_retry_after(&mut self) {
        let now = Instant::now();
        let early = self.retry_after.until.filter(|until| now + ROUNDING < *until);
        let heeded = early.is_none() || self.retry_after.overruled;
        self.require(heeded, || {
            format!("a request came {:?} before Retry-After was over", early.map(|t| t - now))
        });
    }

    fn note_retry_after(&mut self, answer: &RawAnswer) {
        let seconds: Option<u64> = answer.retry_after.as_ref().and_then(|text| text.parse().ok());
        // No collector can make a device wait for longer than a day.
        self.retry_after.said = seconds
            .filter(|_| answer.status >= 300)
            .map(|seconds| Instant::now() + Duration::from_secs(seconds.min(DAY)));
    }

    /// The copies whose time has come reach the collector, and nobody hears its answer.
    pub(crate) fn release_late(&mut self) {
        let now = Instant::now();
        let (due, held) = std::mem::take(&mut self.late).into_iter().partition(|(at, _)| *at <= now);
        self.late = held;
        let due: Vec<(Instant, String)> = due;
        for (_, jws) in due {
            self.store(&jws, &Bend::Straight);
        }
    }

    fn fate(&mut self) -> Fate {
        if Instant::now() < self.offline_until {
            return Fate::Refused(ErrorCode::Offline);
        }
        if !self.fault() {
            return Fate::Answered(Bend::Straight);
        }
        match self.dice.u8(..12) {
            0 => {
                let days = self.some_time(2 * DAY);
                self.offline_until = Instant::now() + days;
                Fate::Refused(ErrorCode::Offline)
            }
            1 => Fate::Refused(ErrorCode::CollectorUnreachable),
            2 => Fate::RequestLost,
            3 | 4 => Fate::AnswerLost,
            5 => Fate::Intercepted(self.stranger()),
            6 => Fate::Replaced(self.stranger()),
            7 => Fate::Answered(Bend::Truncated),
            _ => Fate::Answered(Bend::Forged(self.forgery())),
        }
    }

    /// What proxies, portals and collectors in trouble say.
    fn stranger(&mut self) -> RawAnswer {
        let refusal = |code| serde_json::to_string(&Problem::new(code)).unwrap_or_default();
        let (status, body) = match self.dice.u8(..9) {
            0 => (500, String::new()),
            1 => (502, "<html>Bad Gateway</html>".to_owned()),
            2 | 3 => (503, String::new()),
            4 => (429, refusal(ErrorCode::RateLimited)),
            5 => (200, "<html>Please sign in to the hotel's network</html>".to_owned()),
            6 => (302, String::new()),
            7 => (403, refusal(ErrorCode::DeviceUnknown)),
            _ => (200, String::new()),
        };
        let pauses = [
            None,
            Some("0"),
            Some("7"),
            Some("600"),
            Some("7200"),
            Some("86400"),
            Some("999999999999"),
            Some("soon"),
        ];
        let retry_after = self.dice.choice(pauses).flatten().map(str::to_owned);
        RawAnswer { status, retry_after, date: None, body: body.into_bytes() }
    }

    fn forgery(&mut self) -> fn(&State, Receipt) -> anyhow::Result<String> {
        let forgeries: [fn(&State, Receipt) -> anyhow::Result<String>; 6] = [
            |_, receipt| Ok(stranger_key()?.sign(Kind::Receipt, &serde_json::to_vec(&receipt)?)?),
            |state, receipt| Ok(state.collector.key.sign(Kind::Report, &serde_json::to_vec(&receipt)?)?),
            |state, receipt| state.collector.signed(&Receipt { report_id: other_report()?, ..receipt }),
            |state, receipt| {
                state.collector.signed(&Receipt { report_sha256: sha256(b"other bytes")?, ..receipt })
            },
            |state, receipt| state.collector.signed(&Receipt { device_id: other_device()?, ..receipt }),
            |state, receipt| {
                // The receipt of a report that was sent before, or else an unsigned one.
                let before =
                    state.collector.accepted.values().find(|kept| kept.report_id != receipt.report_id);
                before
                    .map_or_else(|| Ok(serde_json::to_string(&receipt)?), |kept| state.collector.signed(kept))
            },
        ];
        self.dice.choice(forgeries).unwrap_or(|_, receipt| Ok(serde_json::to_string(&receipt)?))
    }

    /// Hands the request to the collector, perhaps twice, perhaps once more days later; returns its answer.
    fn store(&mut self, jws: &str, bend: &Bend) -> Option<RawAnswer> {
        if self.fault() {
            self.take(jws);
        }
        if self.fault() && self.late.len() < 4 {
            let later = Instant::now() + self.some_time(DAY);
            self.late.push((later, jws.to_owned()));
        }
        let mut answer = self.take(jws)?;
        match bend {
            Bend::Straight => {}
            Bend::Truncated => answer.body.truncate(self.dice.usize(..=answer.body.len())),
            Bend::Forged(forge) => {
                let receipt = self.receipt_in(&answer);
                answer.body =
                    receipt.and_then(|receipt| forge(self, receipt).ok()).unwrap_or_default().into_bytes();
            }
        }
        Some(answer)
    }

    fn take(&mut self, jws: &str) -> Option<RawAnswer> {
        let now = self.true_time();
        match self.collector.take(jws, &now) {
            Ok(answer) => Some(answer),
            Err(error) => {
                self.require(false, || format!("the collector broke: {error}"));
                None
            }
        }
    }

    fn receipt_in(&self, answer: &RawAnswer) -> Option<Receipt> {
        let text = std::str::from_utf8(&answer.body).ok()?;
        let jws = porchlight_jws::Unverified::parse(text, Kind::Receipt).ok()?;
        serde_json::from_slice(&jws.verify(self.collector.key.public()).ok()?).ok()
    }
}

fn stranger_key() -> anyhow::Result<SigningKey> {
    Ok(SigningKey::from_seed(&[9; 32])?)
}

fn other_report() -> anyhow::Result<ReportId> {
    Ok(ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff")?)
}

fn other_device() -> anyhow::Result<DeviceId> {
    Ok(DeviceId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff")?)
}

//! What comes back from the network. Bytes: the status, a `Retry-After`, a `Date`, and the body, lines but the last.

use std::sync::LazyLock;
use std::time::Duration;

use async_trait::async_trait;
use porchlight_client::{ClientError, Collector, Delivered, RawAnswer, Transport, deliver};
use porchlight_contract::{InviteCode, ReportId, Timestamp};
use porchlight_device_db::{DeviceDb, Draft, EnrolmentRecord};
use porchlight_host::{Clock, FixedClock, later};
use porchlight_jws::{Kind, SigningKey};
use serde_json::json;
use tokio::runtime::{Builder, Runtime};

const NOW: &str = "2026-11-22T10:00:00Z";
const REPORT: &str = "01930a3e-7c1f-7d52-9c5b-000000000001";
const LONGEST_PAUSE: Duration = Duration::from_hours(24);

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Builder::new_current_thread().build().unwrap());

/// Nothing but a signed receipt takes a report out of the outbox, and no answer makes it wait for ever.
pub(crate) fn answers(bytes: &[u8]) {
    let answer = raw(bytes);
    let collector = Collector::over(Says(answer));
    RUNTIME.block_on(async {
        let code = InviteCode::from_random(1).unwrap();
        let _ = collector.look_up(&code).await;
        let _ = collector.enrol(String::new()).await;
        let _ = collector.time().await;
        deliver_one(&collector).await;
    });
}

async fn deliver_one(collector: &Collector) {
    let clock = FixedClock(Timestamp::parse(NOW).unwrap());
    let db = DeviceDb::in_memory().unwrap();
    let draft = Draft { report_id: ReportId::parse(REPORT).unwrap(), exact: "{}".to_owned() };
    db.put_draft(&draft).unwrap();
    let key = SigningKey::from_seed(&[7; 32]).unwrap();
    let jws = key.sign(Kind::Report, draft.exact.as_bytes()).unwrap();
    db.sign_draft(&draft, &jws, &clock.now()).unwrap();
    let entry = db.outbox().unwrap().pop().unwrap();
    match deliver(&db, &clock, collector, &enrolment(&key), &entry).await.unwrap() {
        Delivered::Sent(receipt) => panic!("taken for a receipt: {receipt:?}"),
        Delivered::Waiting { next_attempt_at, .. } => {
            assert!(next_attempt_at > clock.now() && next_attempt_at <= later(&clock.now(), LONGEST_PAUSE));
        }
    }
    assert_eq!(db.outbox().unwrap().len(), 1);
}

/// An enrolment whose collector has a key that signed nothing that can be found in bytes of chance.
fn enrolment(key: &SigningKey) -> EnrolmentRecord {
    let policy = porchlight_policy::default_policy();
    serde_json::from_value(json!({
        "address": "https://collector.example",
        "collector_key": key.public(),
        "device_id": "01930a3e-7c1f-7d52-9c5b-000000000002",
        "company": {
            "id": "01930a3e-7c1f-7d52-9c5b-000000000003",
            "name": "Company",
            "provider": "Provider",
            "help_desk": { "phone": null, "hours": null }
        },
        "policy": policy,
        "enrolled_at": NOW
    }))
    .unwrap()
}

fn raw(bytes: &[u8]) -> RawAnswer {
    let mut lines = bytes.splitn(4, |byte| *byte == b'\n');
    let mut text = || String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
    let status = text().parse().unwrap_or(200);
    let header = |text: String| Some(text).filter(|text| !text.is_empty());
    let (retry_after, date) = (header(text()), header(text()));
    RawAnswer { status, retry_after, date, body: lines.next().unwrap_or_default().to_vec() }
}

/// A network with one answer to everything.
struct Says(RawAnswer);

#[async_trait]
impl Transport for Says {
    async fn post(&self, _: &str, _: &'static str, _: String) -> Result<RawAnswer, ClientError> {
        Ok(self.0.clone())
    }

    async fn get(&self, _: &str) -> Result<RawAnswer, ClientError> {
        Ok(self.0.clone())
    }
}

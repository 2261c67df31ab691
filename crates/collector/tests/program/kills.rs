//! SIGKILL while reports come in: a receipt means that the report is there, whatever happens next.

#![allow(clippy::disallowed_methods, reason = "says how often by a variable")]
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use porchlight_collector::data_dir::DataDir;
use porchlight_collector_db::Store;
use porchlight_collector_db::sqlite::{self, Limits};
use porchlight_contract::{
    Enrolment, EnrolmentRequest, InviteCode, Jwk, OsFamily, REPORT_SCHEMA, Receipt, Timestamp,
};
use porchlight_jws::{Kind, SigningKey, Unverified};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::commands::{Serving, run, said};

/// Who send at once.
const SENDERS: usize = 8;
/// How often it is killed, unless `PORCHLIGHT_KILLS` says otherwise.
const KILLS: usize = 25;
/// Receipts before a kill, at most.
const MOST_RECEIPTS: usize = 60;

fn now() -> Timestamp {
    let second = jiff::Timestamp::now().round(jiff::Unit::Second).unwrap();
    Timestamp::parse(second.to_string()).unwrap()
}

/// An enrolled device that sends to one collector after the other.
pub(crate) struct Sender {
    key: SigningKey,
    enrolment: Enrolment,
    collector_key: Jwk,
    receipts: AtomicUsize,
    enough: Notify,
}

impl Sender {
    /// A new company's first device. `run` runs the program with these words, beside the collector with this key.
    pub(crate) async fn enrolled(
        run: impl Fn(&[&str]) -> Output,
        collector: &SigningKey,
        address: &str,
    ) -> Self {
        said(&run(&["company", "add", "--name", "Bramble & Co"]));
        let invite = said(&run(&["invite", "create", "--company", "Bramble & Co", "--json"]));
        let invite: Value = serde_json::from_str(&invite).unwrap();
        let key = SigningKey::from_seed(SigningKey::new_seed().unwrap().as_slice()).unwrap();
        let request = EnrolmentRequest {
            schema: EnrolmentRequest::SCHEMA.to_owned(),
            code: InviteCode::parse(invite["code"].as_str().unwrap()).unwrap(),
            device_key: key.public().clone(),
            collector: collector.thumbprint().clone(),
            created_at: now(),
            os: OsFamily::Linux,
        };
        let jws = key.sign(Kind::Enrolment, &serde_json::to_vec(&request).unwrap()).unwrap();
        let answer = post(&client(), address, "enrolments", jws).await.unwrap();
        let enrolment = serde_json::from_str(&answer).unwrap();
        let collector_key = collector.public().clone();
        Self { key, enrolment, collector_key, receipts: AtomicUsize::new(0), enough: Notify::new() }
    }

    pub(crate) fn report(&self) -> String {
        let report = json!({
            "schema": REPORT_SCHEMA,
            "report_id": Uuid::now_v7().to_string(),
            "company_id": self.enrolment.company.id,
            "device_id": self.enrolment.device_id,
            "created_at": now(),
            "app": { "version": "0.1.0", "policy_version": 1 },
            "device": { "ownership": "personal", "os": { "family": "linux", "name": "debian", "version": "12" } },
            "checks": [],
        });
        self.key.sign(Kind::Report, report.to_string().as_bytes()).unwrap()
    }

    /// A receipt that the collector has signed.
    pub(crate) fn receipt(&self, answer: &str) -> Receipt {
        let payload = Unverified::parse(answer, Kind::Receipt).unwrap().verify(&self.collector_key).unwrap();
        serde_json::from_slice(&payload).unwrap()
    }

    /// Sends one report after the other until nobody answers any more, and returns what it has receipts for.
    async fn send_until_killed(&self, address: &str, enough: usize) -> Vec<(Receipt, String)> {
        let (client, mut proved) = (client(), Vec::new());
        loop {
            let jws = self.report();
            let Ok(answer) = post(&client, address, "reports", jws.clone()).await else { return proved };
            proved.push((self.receipt(&answer), jws));
            if self.receipts.fetch_add(1, Ordering::Relaxed) + 1 >= enough {
                self.enough.notify_one();
            }
        }
    }
}

pub(crate) fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

/// The body of an answer that is a success. Any other answer is a mistake of the test; none at all is an error.
async fn post(client: &Client, address: &str, what: &str, jws: String) -> reqwest::Result<String> {
    let request = client.post(format!("{address}/api/device/v1/{what}"));
    let answer = request.header("content-type", "application/jose").body(jws).send().await?;
    let status = answer.status();
    let text = answer.text().await?;
    assert!(status.is_success(), "{status}: {text}");
    Ok(text)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_receipt_has_its_report_however_often_the_collector_is_killed() {
    let kills = std::env::var("PORCHLIGHT_KILLS").map_or(KILLS, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    let first = Serving::start(&path);
    let key = DataDir::open(&path).unwrap().signing_key().unwrap();
    let sender = Arc::new(Sender::enrolled(|words| run(&path, words), &key, &first.address).await);
    first.kill();
    let mut proved = 0;
    for round in 0..kills {
        let serving = Serving::start(&path);
        // A different number each round, and the same ones in each run.
        let enough = 1 + (round * 7919) % MOST_RECEIPTS;
        sender.receipts.store(0, Ordering::Relaxed);
        let mut senders = JoinSet::new();
        for _ in 0..SENDERS {
            let (sender, address) = (Arc::clone(&sender), serving.address.clone());
            senders.spawn(async move { sender.send_until_killed(&address, enough).await });
        }
        sender.enough.notified().await;
        serving.kill();
        let store = DataDir::open(&path).unwrap().store(Limits::default()).unwrap();
        for (receipt, jws) in senders.join_all().await.into_iter().flatten() {
            let stored =
                store.report(&receipt.report_id).await.unwrap().expect("a receipt without its report");
            assert_eq!(stored.jws, jws);
            assert_eq!(
                (stored.record.sha256, stored.record.reference),
                (receipt.report_sha256, receipt.reference)
            );
            proved += 1;
        }
    }
    assert!(proved >= kills, "{proved} receipts in {kills} rounds");
    sqlite::check(&path.join("collector.db")).unwrap();
}

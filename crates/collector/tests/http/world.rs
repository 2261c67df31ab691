//! A running collector with everything that a test needs around it.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp as Instant};
use porchlight_collector::clock::{self, Clock};
use porchlight_collector::data_dir::DataDir;
use porchlight_collector::server::{self, Config, Running};
use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_collector_db::{Actor, By, Enrolled, NewCompany, NewInvite, Store};
use porchlight_contract::{
    CheckId, CollectorAddress, CompanyId, ErrorCode, HelpDesk, InviteCode, InviteId, Jwk, PlainText,
    PolicyDocument, Problem, Requirement, Thumbprint, Timestamp,
};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use tempfile::TempDir;
use uuid::Uuid;

use crate::log;

/// The policy of every company: what the devices here report about, whatever other checks there are by now.
pub(crate) fn policy() -> PolicyDocument {
    let asked = [
        ("os.supported", Requirement::Required),
        ("disk.encryption", Requirement::Required),
        ("firewall.host", Requirement::Required),
        ("screen.lock", Requirement::Advised),
    ];
    let checks = asked.map(|(check, requirement)| (CheckId::parse(check).unwrap(), requirement));
    PolicyDocument::asking(1, checks.into())
}

/// A clock that tests set.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<Mutex<Instant>>);

impl Clock for TestClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

impl TestClock {
    pub(crate) fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(by).unwrap();
    }

    /// So much later than now; earlier if negative.
    pub(crate) fn in_minutes(&self, minutes: i64) -> Timestamp {
        clock::later(self.now(), SignedDuration::from_mins(minutes)).unwrap()
    }
}

/// A collector that serves, and a second program beside it on the same database.
pub(crate) struct World {
    pub(crate) clock: TestClock,
    /// What the commands see while the collector serves.
    pub(crate) store: SqliteStore,
    pub(crate) client: reqwest::Client,
    running: Running,
    folder: TempDir,
}

impl World {
    /// It is ten o'clock, and the MSP is called Harbour.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        log::start();
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock(Arc::new(Mutex::new("2026-11-22T10:00:00Z".parse().unwrap())));
        let store = data(folder.path()).store(Limits::default()).unwrap();
        store.set_provider_name(name("Harbour"), by_operator(&clock)).await.unwrap();
        let running = start(folder.path(), &clock, change).await;
        // A connection each: one that is kept may be closed by the server in the moment it is used again.
        let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0);
        let client = client.timeout(Duration::from_secs(60)).build().unwrap();
        Self { clock, store, client, running, folder }
    }

    /// Stops the collector and starts another one on the same folder.
    pub(crate) async fn restarted(self) -> Self {
        let Self { clock, store, client, running, folder } = self;
        running.stop().await.unwrap();
        let running = start(folder.path(), &clock, |_| {}).await;
        Self { clock, store, client, running, folder }
    }

    pub(crate) async fn stop(self) {
        self.running.stop().await.unwrap();
    }

    pub(crate) fn socket(&self) -> std::net::SocketAddr {
        self.running.local_address()
    }

    /// Where the figures are, if the collector was told to say them.
    pub(crate) fn metrics_socket(&self) -> std::net::SocketAddr {
        self.running.metrics_address().unwrap()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.socket())
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    pub(crate) async fn post_json(&self, path: &str, body: &serde_json::Value) -> Response {
        self.request(Method::POST, path).json(body).send().await.unwrap()
    }

    pub(crate) async fn post_jws(&self, path: &str, jws: impl Into<reqwest::Body>) -> Response {
        let request = self.request(Method::POST, path).header("content-type", "application/jose");
        request.body(jws).send().await.unwrap()
    }

    pub(crate) async fn company(&self, company_name: &str) -> CompanyId {
        let company = NewCompany {
            id: CompanyId::parse(Uuid::now_v7().to_string()).unwrap(),
            name: name(company_name),
            help_desk: HelpDesk { phone: Some(name("020 7946 0123")), hours: None },
            policy: policy(),
        };
        assert!(self.store.add_company(company.clone(), by_operator(&self.clock)).await.unwrap());
        company.id
    }

    /// An invite that can be accepted for an hour.
    pub(crate) async fn invite(&self, company: &CompanyId, person: &str) -> NewInvite {
        let invite = NewInvite {
            company_id: company.clone(),
            id: InviteId::parse(Uuid::now_v7().to_string()).unwrap(),
            code: new_code(),
            person: Some(name(person)),
            expires_at: self.clock.in_minutes(60),
        };
        assert!(self.store.create_invite(invite.clone(), by_operator(&self.clock)).await.unwrap());
        invite
    }

    /// Whether a device with this key is enrolled.
    pub(crate) async fn knows(&self, key: &Thumbprint) -> bool {
        let keys = Arc::new(Mutex::new(Vec::new()));
        let seeing = Arc::clone(&keys);
        let visit = move |enrolled: Enrolled| seeing.lock().unwrap().push(enrolled.device.thumbprint);
        self.store.visit_enrolled(Box::new(visit)).await.unwrap();
        keys.lock().unwrap().contains(key)
    }

    /// Whether the database's files have this in them.
    #[allow(clippy::disallowed_methods, reason = "looks at the database's files themselves")]
    pub(crate) fn keeps(&self, bytes: &[u8]) -> bool {
        ["collector.db", "collector.db-wal"].iter().any(|name| {
            let file = std::fs::read(self.folder.path().join("data").join(name)).unwrap_or_default();
            file.windows(bytes.len()).any(|window| window == bytes)
        })
    }

    pub(crate) fn collector_key(&self) -> (Jwk, Thumbprint) {
        let key = data(self.folder.path()).signing_key().unwrap();
        (key.public().clone(), key.thumbprint().clone())
    }
}

async fn start(folder: &Path, clock: &TestClock, change: impl FnOnce(&mut Config)) -> Running {
    let mut config = Config::new(data(folder), "127.0.0.1:0".parse().unwrap());
    config.clock = Arc::new(clock.clone());
    change(&mut config);
    server::start(config).await.unwrap()
}

fn data(folder: &Path) -> DataDir {
    DataDir::open(&folder.join("data")).unwrap()
}

pub(crate) fn name(text: &str) -> PlainText {
    PlainText::parse(text).unwrap()
}

pub(crate) fn address(text: &str) -> CollectorAddress {
    CollectorAddress::parse(text).unwrap()
}

pub(crate) fn by_operator(clock: &TestClock) -> By {
    By { who: Actor::Operator, at: clock.in_minutes(0) }
}

pub(crate) fn new_code() -> InviteCode {
    loop {
        if let Some(code) = InviteCode::from_random(Uuid::new_v4().as_u64_pair().0) {
            return code;
        }
    }
}

/// Asserts that an answer is a problem with this status and code, and returns it.
pub(crate) async fn refused(response: Response, status: u16, code: ErrorCode) -> Problem {
    let given = response.status();
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    let nosniff = response.headers()["x-content-type-options"] == "nosniff";
    let body = response.text().await.unwrap();
    assert_eq!((given, kind.as_str(), nosniff), (status_code(status), "application/json", true), "{body}");
    let problem: Problem = serde_json::from_str(&body).unwrap();
    assert_eq!(problem.code, code);
    assert!(problem.trace_id.is_some());
    problem
}

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap()
}

/// Asserts that an answer has this status, and returns its JSON.
pub(crate) async fn json(response: Response, status: u16) -> serde_json::Value {
    let given = response.status();
    let body = response.text().await.unwrap();
    assert_eq!(given, status_code(status), "{body}");
    serde_json::from_str(&body).unwrap()
}

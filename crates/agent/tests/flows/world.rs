//! A collector that serves, and computers with their people.

use std::path::Path;
use std::sync::{Arc, Mutex};

use porchlight_agent::{Agent, Parts};
use porchlight_collector::data_dir::DataDir;
use porchlight_collector::server::{self, Config, Running};
use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_collector_db::{Actor, By, Enrolled, NewCompany, NewInvite, PolicyOutcome, Store};
use porchlight_contract::wizard::{Action, Page, SentState, WizardState};
use porchlight_contract::{
    CheckId, CompanyId, DeviceId, ErrorCode, HelpDesk, InviteCode, InviteId, InviteLink, PlainText,
    PolicyDocument, Reference, ReportId, Timestamp, Token,
};
use porchlight_device_db::DeviceDb;
use porchlight_host::{FixedClock, MemorySecrets, RecordedExports, RecordedSettings};
use tempfile::TempDir;

use crate::machine::{Machine, SUSPENDED};

pub(crate) const NOW: &str = "2026-11-22T10:00:00Z";

pub(crate) fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

pub(crate) fn check(id: &str) -> CheckId {
    CheckId::parse(id).unwrap()
}

fn name(text: &str) -> PlainText {
    PlainText::parse(text).unwrap()
}

fn id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// A collector whose clock stands at ten o'clock.
pub(crate) struct World {
    pub(crate) store: SqliteStore,
    pub(crate) company: CompanyId,
    running: Mutex<Option<Running>>,
    address: String,
    _folder: TempDir,
}

struct Ten;

impl porchlight_collector::clock::Clock for Ten {
    fn now(&self) -> jiff::Timestamp {
        NOW.parse().unwrap()
    }
}

fn by_operator() -> By {
    By { who: Actor::Operator, at: time(NOW) }
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(&folder.path().join("data")).unwrap();
        let store = data.store(Limits::default()).unwrap();
        store.set_provider_name(name("Northgate IT"), by_operator()).await.unwrap();
        let mut config = Config::new(data, "127.0.0.1:0".parse().unwrap());
        config.clock = Arc::new(Ten);
        let running = server::start(config).await.unwrap();
        let address = running.address().to_string();
        let company = new_company(&store, "Bramble & Co.").await;
        Self { store, company, running: Mutex::new(Some(running)), address, _folder: folder }
    }

    /// From now on nobody answers.
    pub(crate) async fn stop(&self) {
        let running = self.running.lock().unwrap().take();
        running.unwrap().stop().await.unwrap();
    }

    pub(crate) async fn other_company(&self) -> CompanyId {
        new_company(&self.store, "Ash Ltd.").await
    }

    /// An invite to a company that holds until `expires_at`.
    pub(crate) async fn invite_until(&self, company: &CompanyId, expires_at: &str) -> (InviteId, String) {
        let code = (0..).find_map(|_| InviteCode::from_random(uuid::Uuid::new_v4().as_u64_pair().0)).unwrap();
        let id = InviteId::parse(id()).unwrap();
        let invite = NewInvite {
            company_id: company.clone(),
            id: id.clone(),
            code: code.clone(),
            person: Some(name("Ana Prieto")),
            expires_at: time(expires_at),
        };
        assert!(self.store.create_invite(invite, by_operator()).await.unwrap());
        (id, InviteLink { code, at: self.address.parse().unwrap() }.to_string())
    }

    /// The link of an invite that holds.
    pub(crate) async fn invite(&self) -> String {
        self.invite_until(&self.company, "2026-11-22T11:00:00Z").await.1
    }

    /// From now on the company asks for this.
    pub(crate) async fn ask(&self, policy: PolicyDocument) {
        let outcome = self.store.set_policy(&self.company, policy, by_operator()).await.unwrap();
        assert_eq!(outcome, PolicyOutcome::Saved);
    }

    pub(crate) async fn revoke(&self, invite: &InviteId) {
        self.store.revoke_invite(invite, by_operator()).await.unwrap().unwrap();
    }

    /// How many devices the collector knows.
    pub(crate) async fn devices(&self) -> usize {
        let seen = Arc::new(Mutex::new(0));
        let seeing = Arc::clone(&seen);
        self.store.visit_enrolled(Box::new(move |_| *seeing.lock().unwrap() += 1)).await.unwrap();
        let count = seen.lock().unwrap();
        *count
    }

    /// What the collector knows of the only device.
    pub(crate) async fn device(&self) -> DeviceId {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let seeing = Arc::clone(&seen);
        let visit = move |enrolled: Enrolled| seeing.lock().unwrap().push(enrolled.device.id);
        self.store.visit_enrolled(Box::new(visit)).await.unwrap();
        let [only] = seen.lock().unwrap().clone().try_into().unwrap();
        only
    }
}

async fn new_company(store: &SqliteStore, company_name: &str) -> CompanyId {
    let company = NewCompany {
        id: CompanyId::parse(id()).unwrap(),
        name: name(company_name),
        help_desk: HelpDesk::default(),
        policy: porchlight_policy::default_policy(),
    };
    assert!(store.add_company(company.clone(), by_operator()).await.unwrap());
    company.id
}

/// A computer at home.
pub(crate) struct Computer {
    pub(crate) agent: Agent,
    pub(crate) machine: Arc<Machine>,
    pub(crate) keyring: Arc<MemorySecrets>,
    pub(crate) settings: Arc<RecordedSettings>,
    pub(crate) exports: Arc<RecordedExports>,
    clock: Timestamp,
    folder: TempDir,
}

impl Drop for Computer {
    /// What hangs in a question would keep the test from ending.
    fn drop(&mut self) {
        self.machine.let_go();
    }
}

impl Computer {
    pub(crate) fn new() -> Self {
        Self::with(NOW, RecordedExports::default())
    }

    /// A computer whose clock stands there.
    pub(crate) fn at(clock: &str) -> Self {
        Self::with(clock, RecordedExports::default())
    }

    pub(crate) fn with(clock: &str, exports: RecordedExports) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let machine = Arc::new(Machine::new(SUSPENDED));
        let keyring = Arc::new(MemorySecrets::default());
        let (settings, exports) = (Arc::new(RecordedSettings::default()), Arc::new(exports));
        let clock = time(clock);
        let parts = parts(folder.path(), &machine, &keyring, &settings, &exports, &clock);
        let agent = Agent::resume(parts).unwrap();
        Self { agent, machine, keyring, settings, exports, clock, folder }
    }

    /// The agent of another start of the program.
    pub(crate) fn started_again(&self) -> Agent {
        let Self { machine, keyring, settings, exports, clock, folder, .. } = self;
        Agent::resume(parts(folder.path(), machine, keyring, settings, exports, clock)).unwrap()
    }

    pub(crate) fn state(&self) -> WizardState {
        self.agent.state().borrow().clone()
    }

    /// Does an action, and starts the program anew behind its back.
    pub(crate) async fn act(&self, action: Action) -> WizardState {
        self.agent.act(action).await;
        self.assert_resumable().await;
        self.state()
    }

    /// Opens a link that came from outside.
    pub(crate) async fn open_link(&self, link: &str) -> WizardState {
        self.agent.open_link(link).await;
        self.assert_resumable().await;
        self.state()
    }

    /// Does an action that must succeed.
    pub(crate) async fn go(&self, action: Action) -> WizardState {
        let name = format!("{action:?}");
        let state = self.act(action).await;
        assert_eq!(state.problem, None, "{name}");
        state
    }

    pub(crate) async fn open(&self, page: Page) -> WizardState {
        self.go(Action::Open { page }).await
    }

    /// Does an action that must fail with this code.
    pub(crate) async fn refused(&self, action: Action, code: ErrorCode) -> WizardState {
        let name = format!("{action:?}");
        let state = self.act(action).await;
        assert_eq!(state.problem.as_ref().map(|problem| problem.code), Some(code), "{name}");
        state
    }

    async fn assert_resumable(&self) {
        let again = self.started_again();
        again.clone().recall_fingerprint().await;
        let resumed = again.state().borrow().clone();
        assert_eq!(lasting(resumed), lasting(self.state()));
    }

    pub(crate) async fn enrolled(world: &World) -> Self {
        let computer = Self::new();
        computer.enrol(world).await;
        computer
    }

    pub(crate) async fn enrol(&self, world: &World) {
        self.go(Action::AcceptNotice).await;
        self.go(Action::LookUpInvite { text: world.invite().await, address: None }).await;
        self.go(Action::ConfirmOffer).await;
    }

    /// A computer on which every check was run; the protection of its disk is suspended.
    pub(crate) async fn checked(world: &World) -> Self {
        let computer = Self::enrolled(world).await;
        computer.go(Action::RunChecks).await;
        computer
    }

    /// Reads and sends a report.
    pub(crate) async fn send(&self) -> (ReportId, Reference) {
        let report = self.open(Page::Report).await.report.unwrap().id;
        let state = self.go(Action::SendReport { report: report.clone() }).await;
        let SentState::Received { reference, .. } = state.history[0].state.clone() else {
            panic!("not received: {:?}", state.history)
        };
        (report, reference)
    }
}

fn parts(
    folder: &Path,
    machine: &Arc<Machine>,
    keyring: &Arc<MemorySecrets>,
    settings: &Arc<RecordedSettings>,
    exports: &Arc<RecordedExports>,
    clock: &Timestamp,
) -> Parts {
    Parts {
        host: machine.clone(),
        clock: Arc::new(FixedClock(clock.clone())),
        keyring: keyring.clone(),
        key_file: Arc::new(MemorySecrets::default()),
        settings: settings.clone(),
        exports: exports.clone(),
        db: DeviceDb::open(&folder.join("porchlight.db")).unwrap(),
        version: Token::parse("0.1.0").unwrap(),
    }
}

/// A state without what is only about the moment.
fn lasting(state: WizardState) -> WizardState {
    let offer = state.offer.map(|mut offer| {
        offer.device_fingerprint = None;
        offer
    });
    WizardState { revision: 0, busy: None, problem: None, exported_to: None, offer, ..state }
}

//! A listener in front of a real database, with a clock that stands still.

use std::sync::Arc;

use porchlight_collector_db::{
    AddTechnicianOutcome, NewSession, NewTechnician, PasswordHash, Role, SecondProof, Session, Store,
    Technician, TechnicianId, TokenHash, WayIn,
};
use porchlight_contract::{CompanyId, DeviceId, PlainText, Timestamp};
use porchlight_jws::SigningKey;
use uuid::Uuid;

use super::*;
use crate::app::{App, Parts};
use crate::clock::Clock;
use crate::data_dir::DataDir;
use crate::roster::Roster;
use crate::vault::Vault;

/// Ten o'clock, for ever.
struct Ten;

impl Clock for Ten {
    fn now(&self) -> jiff::Timestamp {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }
}

struct Console {
    _folder: tempfile::TempDir,
    stop: watch::Sender<bool>,
    app: Shared,
    session: Session,
}

impl Console {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> =
            Arc::new(DataDir::open(folder.path()).unwrap().store(Default::default()).unwrap());
        let (stop, stopping) = watch::channel(false);
        let parts = Parts {
            roster: Roster::load(Arc::clone(&store)).await.unwrap(),
            store,
            key: SigningKey::from_seed(&[1; 32]).unwrap(),
            vault: Vault::new(&[1; 32]).unwrap(),
            clock: Arc::new(Ten),
            address: porchlight_contract::CollectorAddress::parse("http://127.0.0.1:1").unwrap(),
            body_deadline: KEEP_ALIVE,
            stopping,
        };
        let app = Arc::new(App::new(parts).unwrap());
        let session = signed_in(&app).await;
        Self { _folder: folder, stop, app, session }
    }

    async fn listener(&self) -> Listener {
        let signed_in = SignedIn { session: self.session.clone(), token: TokenHash([7; 32]) };
        let place = self.app.listeners.clone().try_acquire_owned().unwrap();
        let mut listener = Listener::new(self.app.clone(), signed_in, place);
        assert!(matches!(listener.next().await, Some(Told::KeepAlive)));
        listener
    }

    fn tell_enrolment(&self) {
        let id = Uuid::now_v7().to_string();
        self.app.events.tell(Event::Enrolment(EnrolmentEvent {
            device_id: DeviceId::parse(id.clone()).unwrap(),
            company_id: CompanyId::parse(id).unwrap(),
        }));
    }
}

async fn signed_in(app: &App) -> Session {
    let technician = Technician {
        id: TechnicianId(Uuid::now_v7()),
        email: "sam@harbour.example".parse().unwrap(),
        name: PlainText::parse("Sam Reyes").unwrap(),
        role: Role::Owner,
    };
    let at = |text: &str| Timestamp::parse(text).unwrap();
    let by = porchlight_collector_db::By {
        who: porchlight_collector_db::Actor::Operator,
        at: at("2026-11-22T09:00:00Z"),
    };
    let Technician { id, email, name, role } = technician.clone();
    let way_in = WayIn::Password(PasswordHash("none".into()));
    let new = NewTechnician { id, email, name, role, companies: None, way_in };
    assert_eq!(app.store.add_technician(new, by).await.unwrap(), AddTechnicianOutcome::Added);
    let expires_at = at("2026-11-22T11:00:00Z");
    let (token, created_at) = (TokenHash([7; 32]), at("2026-11-22T09:00:00Z"));
    let proof = SecondProof::NotNeeded;
    let session = NewSession { token, technician: id, proof, created_at, expires_at: expires_at.clone() };
    assert!(app.store.open_session(session).await.unwrap());
    Session { technician, companies: None, expires_at }
}

#[tokio::test]
async fn a_listener_that_falls_behind_is_told_how_far() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    for _ in 0..300 {
        console.tell_enrolment();
    }
    assert!(matches!(listener.next().await, Some(Told::Lagged(44))));
    assert!(matches!(listener.next().await, Some(Told::Enrolment(_))));
}

#[tokio::test]
async fn a_stream_ends_with_its_own_session_only() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    console.app.events.tell(Event::SessionClosed(TokenHash([8; 32])));
    console.tell_enrolment();
    assert!(matches!(listener.next().await, Some(Told::Enrolment(_))));
    console.app.events.tell(Event::SessionClosed(TokenHash([7; 32])));
    assert!(listener.next().await.is_none());
}

#[tokio::test]
async fn an_expired_session_is_told_nothing_more() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    listener.signed_in.session.expires_at = Timestamp::parse("2026-11-22T10:00:00Z").unwrap();
    console.tell_enrolment();
    assert!(listener.next().await.is_none());
}

#[tokio::test]
async fn a_session_that_another_program_closed_ends_the_stream_at_the_next_tick() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    let now = Timestamp::parse("2026-11-22T10:00:00Z").unwrap();
    console.app.store.close_session(&TokenHash([7; 32]), &now).await.unwrap();
    listener.ticks.reset_immediately();
    assert!(listener.next().await.is_none());
}

#[tokio::test]
async fn a_stopping_server_ends_every_stream() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    console.stop.send_replace(true);
    assert!(listener.next().await.is_none());
}

#[tokio::test]
async fn a_listener_of_some_companies_is_told_of_no_other_and_not_how_much_it_missed() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    let own = CompanyId::parse(Uuid::now_v7().to_string()).unwrap();
    listener.signed_in.session.companies = Some([own.clone()].into());
    console.tell_enrolment();
    let device_id = DeviceId::parse(Uuid::now_v7().to_string()).unwrap();
    console.app.events.tell(Event::Enrolment(EnrolmentEvent { device_id, company_id: own.clone() }));
    let Some(Told::Enrolment(told)) = listener.next().await else { panic!("nothing was told") };
    assert_eq!(told.company_id, own);
    for _ in 0..300 {
        console.tell_enrolment();
    }
    assert!(matches!(listener.next().await, Some(Told::Lagged(0))));
}

#[tokio::test]
async fn a_stream_ends_when_its_own_account_is_changed() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    console.app.events.tell(Event::AccountChanged(TechnicianId(Uuid::now_v7())));
    console.tell_enrolment();
    assert!(matches!(listener.next().await, Some(Told::Enrolment(_))));
    console.app.events.tell(Event::AccountChanged(console.session.technician.id));
    assert!(listener.next().await.is_none());
}

#[tokio::test]
async fn what_another_program_changed_counts_from_the_next_tick() {
    let console = Console::new().await;
    let mut listener = console.listener().await;
    listener.signed_in.session.companies = Some(Default::default());
    listener.ticks.reset_immediately();
    assert!(matches!(listener.next().await, Some(Told::KeepAlive)));
    console.tell_enrolment();
    assert!(matches!(listener.next().await, Some(Told::Enrolment(_))));
}

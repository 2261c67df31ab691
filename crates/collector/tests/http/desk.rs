//! Somebody of each role, signed in.

use aws_lc_rs::digest;
use porchlight_collector_db::{
    AddTechnicianOutcome, NewSession, NewTechnician, PasswordHash, Role, SecondProof, Store, TechnicianId,
    TokenHash, WayIn,
};
use porchlight_contract::ErrorCode;
use reqwest::{Method, Response};
use serde_json::Value;
use uuid::Uuid;

use crate::session::Console;
use crate::world::{World, by_operator, json, name, refused};

pub(crate) const BASE: &str = "/api/console/v1";
/// Text that would do something if anybody took it for SQL, a formula or a page.
pub(crate) const HOSTILE: [&str; 4] = [
    "'; DROP TABLE company; --",
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK(\"//evil.example\")",
    "a' OR '1'='1",
];

/// Somebody with a role, and the collector that they are signed in to.
pub(crate) struct Desk {
    pub(crate) console: Console,
    pub(crate) technician: TechnicianId,
}

impl Desk {
    /// Signs somebody in without a password: the session is put into the store.
    pub(crate) async fn of(world: &World, role: Role) -> Self {
        let technician = TechnicianId(Uuid::now_v7());
        let added = NewTechnician {
            id: technician,
            email: format!("{}@harbour.example", technician.0).parse().unwrap(),
            name: name("Kim Vale"),
            role,
            companies: None,
            way_in: WayIn::Password(PasswordHash("$argon2id$nobody".into())),
        };
        let outcome = world.store.add_technician(added, by_operator(&world.clock)).await.unwrap();
        assert_eq!(outcome, AddTechnicianOutcome::Added);
        let token = Uuid::new_v4().to_string();
        let hash = digest::digest(&digest::SHA256, token.as_bytes());
        let session = NewSession {
            token: TokenHash(hash.as_ref().try_into().unwrap()),
            technician,
            proof: SecondProof::NotNeeded,
            created_at: world.clock.in_minutes(0),
            expires_at: world.clock.in_minutes(60 * 24 * 60),
        };
        assert!(world.store.open_session(session).await.unwrap());
        Self { console: Console { cookie: format!("porchlight={token}"), token }, technician }
    }

    pub(crate) async fn get(&self, world: &World, path: &str) -> Value {
        json(self.answer(world, Method::GET, path).await, 200).await
    }

    pub(crate) async fn answer(&self, world: &World, method: Method, path: &str) -> Response {
        self.console.request(world, method, &format!("{BASE}{path}")).send().await.unwrap()
    }

    pub(crate) async fn send(&self, world: &World, method: Method, path: &str, body: &Value) -> Response {
        self.console.request(world, method, &format!("{BASE}{path}")).json(body).send().await.unwrap()
    }

    pub(crate) async fn post(&self, world: &World, path: &str, body: &Value) -> Response {
        self.send(world, Method::POST, path, body).await
    }
}

/// Asserts that ids which are nobody's, and texts which are no ids, are not found below a path.
pub(crate) async fn unknown_ids_are_not_found(
    world: &World,
    desk: &Desk,
    method: Method,
    path: impl Fn(&str) -> String,
    body: &Value,
) {
    let nobodys = Uuid::now_v7().to_string();
    for id in [nobodys.as_str(), "x", "%27%20OR%201=1%20--", "%00", "..%2f..%2fapi"] {
        let answer = desk.send(world, method.clone(), &path(id), body).await;
        refused(answer, 404, ErrorCode::NotFound).await;
    }
}

/// The last entries of the audit, newest first, as action and subject.
pub(crate) async fn audited(world: &World, count: u32) -> Vec<(String, Option<String>)> {
    let entries = world.store.audit(count).await.unwrap();
    entries.into_iter().map(|entry| (entry.action, entry.subject)).collect()
}

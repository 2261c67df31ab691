//! `/api/console/v1/session`, and how the tests sign in.

use std::sync::OnceLock;

use jiff::SignedDuration;
use porchlight_collector_db::{
    AddTechnicianOutcome, NewSession, NewTechnician, PasswordHash, Role, Scope, SecondProof, Store,
    TechnicianId, TokenHash, WayIn,
};
use porchlight_contract::ErrorCode;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{World, address, by_operator, json as json_of, name, refused};

const PATH: &str = "/api/console/v1/session";
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Somebody who is signed in.
pub(crate) struct Console {
    pub(crate) cookie: String,
    pub(crate) token: String,
}

impl Console {
    pub(crate) fn request(&self, world: &World, method: Method, path: &str) -> RequestBuilder {
        world.request(method, path).header("cookie", &self.cookie).header("x-porchlight", "console")
    }

    pub(crate) async fn get(&self, world: &World, path: &str) -> Response {
        self.request(world, Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn send(&self, world: &World, method: Method, path: &str, body: &Value) -> Response {
        self.request(world, method, path).json(body).send().await.unwrap()
    }

    pub(crate) async fn post(&self, world: &World, path: &str, body: &Value) -> Response {
        self.send(world, Method::POST, path, body).await
    }
}

pub(crate) async fn technician(world: &World, email: &str) -> TechnicianId {
    member(world, email, Role::Technician, None).await
}

/// Somebody with this role who looks after these companies.
pub(crate) async fn member(world: &World, email: &str, role: Role, companies: Scope) -> TechnicianId {
    let technician = NewTechnician {
        id: TechnicianId(Uuid::now_v7()),
        email: email.parse().unwrap(),
        name: name("Sam Reyes"),
        role,
        companies,
        way_in: WayIn::Password(password_hash()),
    };
    let id = technician.id;
    let outcome = world.store.add_technician(technician, by_operator(&world.clock)).await.unwrap();
    assert_eq!(outcome, AddTechnicianOutcome::Added);
    id
}

/// The hash of [`PASSWORD`]. Hashing takes a while, so it is done once.
fn password_hash() -> PasswordHash {
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = HASH.get_or_init(|| {
        let hash: argon2::password_hash::phc::PasswordHash = argon2::PasswordHasher::hash_password_with_salt(
            &argon2::Argon2::default(),
            PASSWORD.as_bytes(),
            &[7; 16],
        )
        .unwrap();
        hash.to_string()
    });
    PasswordHash(hash.clone())
}

/// A session of somebody, as if they had signed in.
pub(crate) async fn open_session(world: &World, technician: TechnicianId) -> Console {
    let token = Uuid::new_v4().to_string();
    let mut hash = [0; 32];
    hash.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes()).as_ref());
    let session = NewSession {
        token: TokenHash(hash),
        technician,
        proof: SecondProof::NotNeeded,
        created_at: world.clock.in_minutes(0),
        expires_at: world.clock.in_minutes(60),
    };
    assert!(world.store.open_session(session).await.unwrap());
    Console { cookie: format!("porchlight={token}"), token }
}

pub(crate) async fn attempt(world: &World, email: &str, password: &str) -> Response {
    let request = world.request(Method::POST, PATH).header("x-porchlight", "console");
    request.json(&json!({ "email": email, "password": password })).send().await.unwrap()
}

/// Signs a new technician in.
pub(crate) async fn sign_in(world: &World, email: &str) -> Console {
    technician(world, email).await;
    sign_in_again(world, email).await
}

pub(crate) async fn sign_in_again(world: &World, email: &str) -> Console {
    console(&attempt(world, email, PASSWORD).await)
}

/// The session that an answer has opened.
pub(crate) fn console(answer: &Response) -> Console {
    assert_eq!(answer.status(), 200);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let token = cookie.split_once('=').unwrap().1.to_owned();
    Console { cookie, token }
}

#[tokio::test]
async fn signing_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let world = World::new().await;
    technician(&world, "sam@harbour.example").await;
    let answer = attempt(&world, " Sam@Harbour.example", PASSWORD).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    let (value, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
    assert_eq!(value.len(), "porchlight=".len() + 43);
    let me = json_of(answer, 200).await;
    let expected = json!({
        "email": "sam@harbour.example", "name": "Sam Reyes", "role": "technician", "provider": "Harbour",
        "second_factor": false, "recovery_codes_left": 0, "companies": null,
    });
    assert_eq!(me, expected);
    let console = sign_in_again(&world, "sam@harbour.example").await;
    assert_eq!(json_of(console.get(&world, PATH).await, 200).await, expected);
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_the_host() {
    let world = World::with(|config| config.address = Some(address("https://help.example"))).await;
    technician(&world, "sam@harbour.example").await;
    let answer = attempt(&world, "sam@harbour.example", PASSWORD).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-porchlight=") && cookie.ends_with("; Secure"), "{cookie}");
    assert_eq!(answer.headers()["strict-transport-security"], "max-age=31536000");
}

#[tokio::test]
async fn wrong_passwords_and_unknown_addresses_get_the_same_answer() {
    let world = World::new().await;
    technician(&world, "sam@harbour.example").await;
    for (email, password) in [
        ("sam@harbour.example", "wrong"),
        ("sam@harbour.example", ""),
        ("nobody@harbour.example", PASSWORD),
        ("not an address", PASSWORD),
        ("' OR 1=1 --@x", PASSWORD),
    ] {
        refused(attempt(&world, email, password).await, 401, ErrorCode::SignInFailed).await;
    }
    let told = world.store.audit(10).await.unwrap();
    assert_eq!(told.iter().filter(|entry| entry.action == "sign_in_failed").count(), 5);
}

#[tokio::test]
async fn guessing_a_password_gets_slow_and_locks_nobody_else_out() {
    let world = World::new().await;
    for email in ["sam@harbour.example", "kim@harbour.example"] {
        technician(&world, email).await;
    }
    for _ in 0..5 {
        refused(attempt(&world, "sam@harbour.example", "wrong").await, 401, ErrorCode::SignInFailed).await;
    }
    let answer = attempt(&world, "SAM@harbour.example", PASSWORD).await;
    assert!(answer.headers().contains_key("retry-after"));
    let problem = refused(answer, 429, ErrorCode::RateLimited).await;
    assert!((1..=60).contains(&problem.args["seconds"].parse::<u32>().unwrap()));
    assert_eq!(attempt(&world, "kim@harbour.example", PASSWORD).await.status(), 200);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    world.clock.advance(SignedDuration::from_secs(12 * 60 * 60 - 1));
    assert_eq!(console.get(&world, PATH).await.status(), 200);
    world.clock.advance(SignedDuration::from_secs(1));
    refused(console.get(&world, PATH).await, 401, ErrorCode::SessionMissing).await;
}

#[tokio::test]
async fn after_signing_out_the_cookie_is_worth_nothing() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let answer = console.request(&world, Method::DELETE, PATH).send().await.unwrap();
    assert_eq!(answer.status(), 204);
    assert!(answer.headers()["set-cookie"].to_str().unwrap().contains("porchlight=; "));
    refused(console.get(&world, PATH).await, 401, ErrorCode::SessionMissing).await;
    let again = console.request(&world, Method::DELETE, PATH).send().await.unwrap();
    refused(again, 401, ErrorCode::SessionMissing).await;
}

#[tokio::test]
async fn a_session_survives_a_restart() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let world = world.restarted().await;
    assert_eq!(console.get(&world, PATH).await.status(), 200);
}

#[tokio::test]
async fn cookies_that_are_no_session_are_refused() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let cut = &console.cookie[..console.cookie.len() - 1];
    let long = format!("porchlight={}", "x".repeat(4_000));
    let under_another_name = format!("other={}", console.token);
    for cookie in ["", "porchlight", "porchlight=", cut, &long, &under_another_name, "=;=;;"] {
        let answer = world.request(Method::GET, PATH).header("cookie", cookie).send().await.unwrap();
        refused(answer, 401, ErrorCode::SessionMissing).await;
    }
    let among_others = format!("a=b; {}; c=d", console.cookie);
    let answer = world.request(Method::GET, PATH).header("cookie", among_others).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_page_of_another_site_cannot_sign_in_or_out() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let body = json!({ "email": "sam@harbour.example", "password": PASSWORD });
    let without = world.request(Method::POST, PATH).json(&body);
    refused(without.send().await.unwrap(), 403, ErrorCode::Forbidden).await;
    let foreign = |method| console.request(&world, method, PATH).header("origin", "https://evil.example");
    refused(foreign(Method::POST).json(&body).send().await.unwrap(), 403, ErrorCode::Forbidden).await;
    refused(foreign(Method::DELETE).send().await.unwrap(), 403, ErrorCode::Forbidden).await;
    let own = world.url("");
    let answer = console.request(&world, Method::DELETE, PATH).header("origin", own).send().await.unwrap();
    assert_eq!(answer.status(), 204);
}

#[tokio::test]
async fn bodies_that_are_no_sign_in_are_refused() {
    let world = World::new().await;
    for body in [
        "",
        "{}",
        r#"{"email":"a@b"}"#,
        r#"{"email":1,"password":2}"#,
        r#"{"email":"a@b","password":"x","y":1}"#,
    ] {
        let request = world.request(Method::POST, PATH).header("x-porchlight", "console");
        let request = request.header("content-type", "application/json").body(body);
        refused(request.send().await.unwrap(), 400, ErrorCode::RequestMalformed).await;
    }
    let answer = attempt(&world, "a@b", &"x".repeat(20_000)).await;
    refused(answer, 413, ErrorCode::RequestTooLarge).await;
}

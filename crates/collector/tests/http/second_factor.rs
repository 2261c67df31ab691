//! `/api/console/v1/second-factor`, and signing in with codes.

use aws_lc_rs::hmac;
use jiff::SignedDuration;
use porchlight_collector::clock::Clock;
use porchlight_collector_db::Store;
use porchlight_contract::ErrorCode;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::session::{Console, PASSWORD, attempt, console, sign_in, technician};
use crate::world::{World, json as json_of, refused};

const BEGIN: &str = "/api/console/v1/second-factor/begin";
const CONFIRM: &str = "/api/console/v1/second-factor/confirm";
const REMOVE: &str = "/api/console/v1/second-factor";
const SESSION: &str = "/api/console/v1/session";
const SAM: &str = "sam@harbour.example";

/// An app on somebody's phone, written apart from the program under test.
struct Phone {
    secret: Vec<u8>,
    recovery_codes: Vec<String>,
}

impl Phone {
    /// What it shows so many periods from now.
    fn code(&self, world: &World, periods: i64) -> String {
        let counter = world.clock.now().as_second() / 30 + periods;
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.secret);
        let tag = hmac::sign(&key, &counter.to_be_bytes());
        let tag = tag.as_ref();
        let at = usize::from(tag[19] & 15);
        let number = u32::from_be_bytes([tag[at] & 127, tag[at + 1], tag[at + 2], tag[at + 3]]);
        format!("{:06}", number % 1_000_000)
    }
}

async fn begun(world: &World, console: &Console) -> Phone {
    let offer = json_of(console.request(world, Method::POST, BEGIN).send().await.unwrap(), 200).await;
    let secret = offer["secret"].as_str().unwrap();
    let uri = offer["uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/Porchlight:sam%40harbour%2Eexample?"), "{uri}");
    assert!(uri.contains(&format!("secret={secret}&")), "{uri}");
    assert!(offer["qr"].as_str().unwrap().starts_with("<svg "));
    let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    assert_eq!(secret.len(), 20);
    Phone { secret, recovery_codes: Vec::new() }
}

/// Somebody who signs in with codes, and has used the one of now.
async fn with_codes(world: &World) -> (Console, Phone) {
    let console = sign_in(world, SAM).await;
    let mut phone = begun(world, &console).await;
    let code = phone.code(world, 0);
    let confirmed = json_of(console.post(world, CONFIRM, &json!({ "code": code })).await, 200).await;
    phone.recovery_codes = serde_json::from_value(confirmed["recovery_codes"].clone()).unwrap();
    assert_eq!(phone.recovery_codes.len(), 10);
    (console, phone)
}

async fn with_code(world: &World, password: &str, code: &str) -> Response {
    let request = world.request(Method::POST, SESSION).header("x-porchlight", "console");
    let body = json!({ "email": SAM, "password": password, "code": code });
    request.json(&body).send().await.unwrap()
}

async fn told(world: &World, action: &str) -> usize {
    let told = world.store.audit(100).await.unwrap();
    told.iter().filter(|entry| entry.action == action).count()
}

#[tokio::test]
async fn a_code_is_asked_for_once_an_app_has_proved_itself() {
    let world = World::new().await;
    let console = sign_in(&world, SAM).await;
    let phone = begun(&world, &console).await;
    assert_eq!(attempt(&world, SAM, PASSWORD).await.status(), 200, "nothing is proved yet");
    let stale = phone.code(&world, -2);
    let wrong = console.post(&world, CONFIRM, &json!({ "code": stale })).await;
    refused(wrong, 403, ErrorCode::SecondFactorWrong).await;
    let code = phone.code(&world, 0);
    assert_eq!(console.post(&world, CONFIRM, &json!({ "code": code })).await.status(), 200);
    refused(attempt(&world, SAM, PASSWORD).await, 401, ErrorCode::SecondFactorRequired).await;
    let me = json_of(console.get(&world, SESSION).await, 200).await;
    assert_eq!((&me["second_factor"], &me["recovery_codes_left"]), (&json!(true), &json!(10)));
    for path in [BEGIN, CONFIRM] {
        let again = console.post(&world, path, &json!({ "code": code })).await;
        refused(again, 409, ErrorCode::SecondFactorOn).await;
    }
}

#[tokio::test]
async fn nothing_is_confirmed_that_was_not_begun() {
    let world = World::new().await;
    let console = sign_in(&world, SAM).await;
    for code in ["123456", "", "' OR 1=1 --", &"1".repeat(5_000)] {
        let answer = console.post(&world, CONFIRM, &json!({ "code": code })).await;
        refused(answer, 409, ErrorCode::OutOfOrder).await;
    }
}

#[tokio::test]
async fn a_code_signs_in_once_within_a_step_either_way() {
    let world = World::new().await;
    let (_, phone) = with_codes(&world).await;
    let used = phone.code(&world, 0);
    refused(with_code(&world, PASSWORD, &used).await, 401, ErrorCode::SignInFailed).await;
    world.clock.advance(SignedDuration::from_secs(90));
    for (periods, works) in [(-2, false), (2, false), (-1, true), (-1, false), (1, true), (0, false)] {
        let code = phone.code(&world, periods);
        let answer = with_code(&world, PASSWORD, &format!("{} {}", &code[..3], &code[3..])).await;
        assert_eq!(answer.status(), if works { 200 } else { 401 }, "{periods}");
        if works {
            assert_eq!(console(&answer).get(&world, SESSION).await.status(), 200);
        }
    }
    assert_eq!(told(&world, "signed_in").await, 3);
}

#[tokio::test]
async fn a_recovery_code_works_once_however_it_is_typed() {
    let world = World::new().await;
    let (console, phone) = with_codes(&world).await;
    let typed = phone.recovery_codes[3].to_lowercase().replace('-', " ");
    let answer = with_code(&world, PASSWORD, &typed).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.json::<Value>().await.unwrap()["recovery_codes_left"], 9);
    refused(with_code(&world, PASSWORD, &phone.recovery_codes[3]).await, 401, ErrorCode::SignInFailed).await;
    assert_eq!(with_code(&world, PASSWORD, &phone.recovery_codes[4]).await.status(), 200);
    let me = json_of(console.get(&world, SESSION).await, 200).await;
    assert_eq!(me["recovery_codes_left"], 8);
}

#[tokio::test]
async fn guessing_codes_gets_slow_and_locks_nobody_else_out() {
    let world = World::new().await;
    let (_, phone) = with_codes(&world).await;
    technician(&world, "kim@harbour.example").await;
    for guess in ["000000", "0000-0000-0000", "", "x", "٠٥٠٤٧١"] {
        refused(with_code(&world, PASSWORD, guess).await, 401, ErrorCode::SignInFailed).await;
    }
    let code = phone.code(&world, 1);
    refused(with_code(&world, PASSWORD, &code).await, 429, ErrorCode::RateLimited).await;
    assert_eq!(attempt(&world, "kim@harbour.example", PASSWORD).await.status(), 200);
    assert_eq!(told(&world, "sign_in_failed").await, 5);
}

#[tokio::test]
async fn a_password_alone_tells_nothing_if_it_is_wrong_and_costs_nothing_if_it_is_right() {
    let world = World::new().await;
    let (_, phone) = with_codes(&world).await;
    for _ in 0..10 {
        refused(attempt(&world, SAM, PASSWORD).await, 401, ErrorCode::SecondFactorRequired).await;
    }
    refused(attempt(&world, SAM, "wrong").await, 401, ErrorCode::SignInFailed).await;
    let code = phone.code(&world, 1);
    refused(with_code(&world, "wrong", &code).await, 401, ErrorCode::SignInFailed).await;
    assert_eq!(with_code(&world, PASSWORD, &code).await.status(), 200, "a wrong password uses no code up");
}

#[tokio::test]
async fn codes_are_switched_off_with_password_and_code() {
    let world = World::new().await;
    let (console, phone) = with_codes(&world).await;
    let remove = async |password: &str, code: &str| {
        console.send(&world, Method::DELETE, REMOVE, &json!({ "password": password, "code": code })).await
    };
    refused(remove("wrong", &phone.code(&world, 1)).await, 403, ErrorCode::PasswordWrong).await;
    refused(remove(PASSWORD, &phone.code(&world, 0)).await, 403, ErrorCode::SecondFactorWrong).await;
    refused(remove(PASSWORD, "").await, 403, ErrorCode::SecondFactorWrong).await;
    assert_eq!(remove(PASSWORD, &phone.code(&world, 1)).await.status(), 204);
    refused(remove(PASSWORD, "123456").await, 404, ErrorCode::NotFound).await;
    assert_eq!(attempt(&world, SAM, PASSWORD).await.status(), 200);
    let code = phone.recovery_codes[0].clone();
    assert_eq!(with_code(&world, PASSWORD, &code).await.status(), 200, "a code too many is passed over");
    assert_eq!(told(&world, "second_factor_off").await, 1);
}

#[tokio::test]
async fn codes_are_asked_for_after_a_restart_too() {
    let world = World::new().await;
    let (_, phone) = with_codes(&world).await;
    let world = world.restarted().await;
    refused(with_code(&world, PASSWORD, &phone.code(&world, 0)).await, 401, ErrorCode::SignInFailed).await;
    assert_eq!(with_code(&world, PASSWORD, &phone.code(&world, 1)).await.status(), 200);
}

#[tokio::test]
async fn neither_the_secret_nor_a_recovery_code_is_in_the_database() {
    let world = World::new().await;
    let (console, phone) = with_codes(&world).await;
    assert!(world.keeps(SAM.as_bytes()));
    assert!(!world.keeps(&phone.secret) && !world.keeps(console.token.as_bytes()));
    let secret = data_encoding::BASE32_NOPAD.encode(&phone.secret);
    assert!(!world.keeps(secret.as_bytes()));
    for code in &phone.recovery_codes {
        assert!(!world.keeps(code.as_bytes()) && !world.keeps(code.replace('-', "").as_bytes()));
    }
}

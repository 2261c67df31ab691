//! `POST /api/device/v1/enrolments`

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use porchlight_collector_db::Store;
use porchlight_contract::{Enrolment, ErrorCode};
use porchlight_jws::Kind;
use reqwest::{Method, Response};
use serde_json::json;

use crate::device::{TestDevice, enrol, enrolment_request, new_key};
use crate::world::{World, by_operator, new_code, policy, refused};

const PATH: &str = "/api/device/v1/enrolments";

#[tokio::test]
async fn a_device_is_enrolled_once_and_a_repeat_gets_the_same_answer() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let invite = world.invite(&company, "Ana Prieto").await;
    let key = new_key();
    let request = enrolment_request(&world, &key, &invite.code);
    let first = enrol(&world, &key, &request).await;
    assert_eq!(first.status(), 201);
    let first: Enrolment = first.json().await.unwrap();
    assert_eq!((&first.company.id, first.enrolled_at.as_str()), (&company, "2026-11-22T10:00:00Z"));
    assert_eq!(first.policy, policy());
    // The answer got lost; the device tries again, even when the invite's time has passed.
    world.clock.advance(SignedDuration::from_hours(2));
    let request = enrolment_request(&world, &key, &invite.code);
    let again = enrol(&world, &key, &request).await;
    assert_eq!(again.status(), 200);
    assert_eq!(again.json::<Enrolment>().await.unwrap(), first);
}

#[tokio::test]
async fn each_reason_why_an_invite_does_not_hold_has_its_own_code() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let attempt = async |code| {
        let key = new_key();
        enrol(&world, &key, &enrolment_request(&world, &key, &code)).await
    };
    refused(attempt(new_code()).await, 404, ErrorCode::InviteUnknown).await;
    let used = world.invite(&company, "Ana Prieto").await;
    TestDevice::enrolled(&world, &used).await;
    refused(attempt(used.code).await, 409, ErrorCode::InviteUsed).await;
    let revoked = world.invite(&company, "Ana Prieto").await;
    world.store.revoke_invite(&revoked.id, by_operator(&world.clock)).await.unwrap();
    refused(attempt(revoked.code).await, 410, ErrorCode::InviteRevoked).await;
    let expired = world.invite(&company, "Ana Prieto").await;
    world.clock.advance(SignedDuration::from_mins(60));
    refused(attempt(expired.code).await, 410, ErrorCode::InviteExpired).await;
}

#[tokio::test]
async fn a_key_of_another_company_is_told_which_one_it_belongs_to() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let ash = world.company("Ash").await;
    let invite = world.invite(&ash, "Ana Prieto").await;
    let request = enrolment_request(&world, &device.key, &invite.code);
    let answer = enrol(&world, &device.key, &request).await;
    let problem = refused(answer, 409, ErrorCode::InviteOtherCompany).await;
    assert_eq!(problem.args["company"], "Bramble & Co");
}

#[tokio::test]
async fn a_clock_that_is_off_is_named_with_its_minutes_and_makes_no_device() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let invite = world.invite(&company, "Ana Prieto").await;
    let key = new_key();
    for off in [-6, 6, 60 * 24 * 365] {
        let mut request = enrolment_request(&world, &key, &invite.code);
        request.created_at = world.clock.in_minutes(off);
        let problem = refused(enrol(&world, &key, &request).await, 422, ErrorCode::ClockWrong).await;
        assert_eq!(problem.args["minutes"], off.abs().to_string());
    }
    let mut request = enrolment_request(&world, &key, &invite.code);
    request.created_at = world.clock.in_minutes(-5);
    assert_eq!(enrol(&world, &key, &request).await.status(), 201);
}

#[tokio::test]
async fn a_request_for_another_collector_or_of_another_schema_is_refused() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let invite = world.invite(&company, "Ana Prieto").await;
    let key = new_key();
    let mut elsewhere = enrolment_request(&world, &key, &invite.code);
    elsewhere.collector = new_key().thumbprint().clone();
    refused(enrol(&world, &key, &elsewhere).await, 400, ErrorCode::RequestMalformed).await;
    let mut other = enrolment_request(&world, &key, &invite.code);
    other.schema = "porchlight.enrolment/2".into();
    refused(enrol(&world, &key, &other).await, 400, ErrorCode::RequestMalformed).await;
    assert!(!world.knows(key.thumbprint()).await);
}

#[tokio::test]
async fn a_key_that_the_sender_does_not_hold_is_not_enrolled() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let invite = world.invite(&company, "Ana Prieto").await;
    let (thief, victim) = (new_key(), new_key());
    let request = enrolment_request(&world, &victim, &invite.code);
    refused(enrol(&world, &thief, &request).await, 401, ErrorCode::SignatureInvalid).await;
    assert!(!world.knows(victim.thumbprint()).await);
}

async fn post(world: &World, jws: String) -> Response {
    world.post_jws(PATH, jws).await
}

#[tokio::test]
async fn hostile_bodies_are_refused() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let invite = world.invite(&company, "Ana Prieto").await;
    let key = new_key();
    let request = serde_json::to_value(enrolment_request(&world, &key, &invite.code)).unwrap();
    let payload = request.to_string();
    let mut extra = request.clone();
    extra["hostname"] = "anas-laptop".into();
    let unsigned = |header: &str| {
        let encode = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.", encode(header), encode(&payload))
    };
    let kid = key.thumbprint();
    let bodies = [
        String::new(),
        "..".into(),
        payload.clone(),
        key.sign(Kind::Report, payload.as_bytes()).unwrap(),
        key.sign(Kind::Enrolment, b"").unwrap(),
        key.sign(Kind::Enrolment, "[".repeat(5_000).as_bytes()).unwrap(),
        key.sign(Kind::Enrolment, extra.to_string().as_bytes()).unwrap(),
        key.sign(Kind::Enrolment, json!({ "device_key": request["device_key"] }).to_string().as_bytes())
            .unwrap(),
        unsigned(&format!(r#"{{"alg":"none","kid":"{kid}","typ":"porchlight-enrolment+jws"}}"#)),
        unsigned(&format!(r#"{{"alg":"HS256","kid":"{kid}","typ":"porchlight-enrolment+jws"}}"#)),
    ];
    for body in bodies {
        refused(post(&world, body).await, 400, ErrorCode::RequestMalformed).await;
    }
    // An empty signature under the right header.
    let empty = unsigned(&format!(r#"{{"alg":"EdDSA","kid":"{kid}","typ":"porchlight-enrolment+jws"}}"#));
    refused(post(&world, empty).await, 401, ErrorCode::SignatureInvalid).await;
    refused(post(&world, "x".repeat(16 * 1024 + 1)).await, 413, ErrorCode::RequestTooLarge).await;
    let answer = world.request(Method::POST, PATH).json(&request).send().await.unwrap();
    refused(answer, 415, ErrorCode::RequestMalformed).await;
    assert!(!world.knows(key.thumbprint()).await);
}

#[tokio::test]
async fn guessing_codes_by_enrolling_gets_slow_too() {
    let world = World::new().await;
    let key = new_key();
    for _ in 0..10 {
        let request = enrolment_request(&world, &key, &new_code());
        refused(enrol(&world, &key, &request).await, 404, ErrorCode::InviteUnknown).await;
    }
    let request = enrolment_request(&world, &key, &new_code());
    refused(enrol(&world, &key, &request).await, 429, ErrorCode::RateLimited).await;
}

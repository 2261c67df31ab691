//! `POST /api/device/v1/invites/look-up`

use jiff::SignedDuration;
use porchlight_collector_db::Store;
use porchlight_contract::{ErrorCode, InviteOffer};
use reqwest::{Method, Response};
use serde_json::json;

use crate::device::TestDevice;
use crate::world::{World, by_operator, new_code, policy, refused};

const PATH: &str = "/api/device/v1/invites/look-up";

async fn look_up(world: &World, code: &str) -> Response {
    world.post_json(PATH, &json!({ "code": code })).await
}

#[tokio::test]
async fn an_invite_says_who_invites_and_what_for_as_often_as_one_asks() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let invite = world.invite(&company, "Ana Prieto").await;
    for typed in [invite.code.as_str(), &invite.code.to_string().to_lowercase()] {
        let answer = look_up(&world, typed).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["cache-control"]),
            (200, &"no-store".parse().unwrap())
        );
        let offer: InviteOffer = answer.json().await.unwrap();
        assert_eq!((offer.company.id, offer.company.name.as_str()), (company.clone(), "Bramble & Co"));
        assert_eq!(offer.company.provider.as_str(), "Harbour");
        assert_eq!(offer.company.help_desk.phone.unwrap().as_str(), "020 7946 0123");
        assert_eq!(offer.person.unwrap().as_str(), "Ana Prieto");
        assert_eq!(offer.expires_at, invite.expires_at);
        assert_eq!(offer.collector_key, world.collector_key().0);
        assert_eq!(offer.policy, policy());
    }
}

#[tokio::test]
async fn each_reason_why_an_invite_does_not_hold_has_its_own_code() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    refused(look_up(&world, new_code().as_str()).await, 404, ErrorCode::InviteUnknown).await;
    let used = world.invite(&company, "Ana Prieto").await;
    TestDevice::enrolled(&world, &used).await;
    refused(look_up(&world, used.code.as_str()).await, 409, ErrorCode::InviteUsed).await;
    let revoked = world.invite(&company, "Ana Prieto").await;
    world.store.revoke_invite(&revoked.id, by_operator(&world.clock)).await.unwrap();
    refused(look_up(&world, revoked.code.as_str()).await, 410, ErrorCode::InviteRevoked).await;
    let expired = world.invite(&company, "Ana Prieto").await;
    world.clock.advance(SignedDuration::from_mins(60));
    refused(look_up(&world, expired.code.as_str()).await, 410, ErrorCode::InviteExpired).await;
}

#[tokio::test]
async fn guessing_codes_gets_slow_and_right_ones_do_not_count() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let invite = world.invite(&company, "Ana Prieto").await;
    for _ in 0..9 {
        refused(look_up(&world, new_code().as_str()).await, 404, ErrorCode::InviteUnknown).await;
    }
    for _ in 0..30 {
        assert_eq!(look_up(&world, invite.code.as_str()).await.status(), 200);
    }
    refused(look_up(&world, new_code().as_str()).await, 404, ErrorCode::InviteUnknown).await;
    let answer = look_up(&world, new_code().as_str()).await;
    let wait = answer.headers()["retry-after"].to_str().unwrap().to_owned();
    let problem = refused(answer, 429, ErrorCode::RateLimited).await;
    assert_eq!(problem.args["seconds"], wait);
    assert!((1..=30).contains(&wait.parse::<u32>().unwrap()), "{wait}");
}

#[tokio::test]
async fn behind_a_proxy_each_client_guesses_for_itself() {
    let world = World::with(|config| config.proxies = vec![config.listen.ip()]).await;
    let guess = async |client: &str| {
        let request = world.request(Method::POST, PATH).header("x-forwarded-for", client);
        request.json(&json!({ "code": new_code() })).send().await.unwrap()
    };
    for _ in 0..10 {
        refused(guess("203.0.113.7").await, 404, ErrorCode::InviteUnknown).await;
    }
    refused(guess("203.0.113.7").await, 429, ErrorCode::RateLimited).await;
    refused(guess("198.51.100.4, 203.0.113.7").await, 429, ErrorCode::RateLimited).await;
    refused(guess("203.0.113.8").await, 404, ErrorCode::InviteUnknown).await;
}

#[tokio::test]
async fn without_a_proxy_nobody_is_taken_for_somebody_else() {
    let world = World::new().await;
    for client in 0..10 {
        let request =
            world.request(Method::POST, PATH).header("x-forwarded-for", format!("203.0.113.{client}"));
        let answer = request.json(&json!({ "code": new_code() })).send().await.unwrap();
        refused(answer, 404, ErrorCode::InviteUnknown).await;
    }
    refused(look_up(&world, new_code().as_str()).await, 429, ErrorCode::RateLimited).await;
}

#[tokio::test]
async fn requests_that_are_no_look_up_are_refused() {
    let world = World::new().await;
    let nested = format!("{{\"code\":{}", "[".repeat(8_000));
    let bodies = [
        "",
        "{}",
        "null",
        "[]",
        r#"{"code":"HELLO"}"#,
        r#"{"code":"0000000001"}"#,
        r#"{"code":7}"#,
        r#"{"code":"0000000000","extra":1}"#,
        r#"{"code":"0000000000","code":"0000000000"}"#,
        r#"{"code":"' OR 1=1 --"}"#,
        &nested,
        "\u{0}",
    ];
    for body in bodies {
        let request = world.request(Method::POST, PATH).header("content-type", "application/json");
        let answer = request.body(body.to_owned()).send().await.unwrap();
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
    let answer = world.request(Method::POST, PATH).body("{}").send().await.unwrap();
    refused(answer, 415, ErrorCode::RequestMalformed).await;
    let answer = world.request(Method::GET, PATH).send().await.unwrap();
    refused(answer, 405, ErrorCode::RequestMalformed).await;
    let large = world.request(Method::POST, PATH).header("content-type", "application/json");
    let answer = large.body(vec![b' '; 16 * 1024 + 1]).send().await.unwrap();
    refused(answer, 413, ErrorCode::RequestTooLarge).await;
}

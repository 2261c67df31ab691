//! `/api/console/v1/set-up`

use jiff::SignedDuration;
use porchlight_collector_db::{Role, SetUpLink, Store, TokenHash};
use porchlight_contract::ErrorCode;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::session::{PASSWORD, attempt, member, open_session};
use crate::world::{World, by_operator, json as json_of, refused};

const LOOK_UP: &str = "/api/console/v1/set-up/look-up";
const PATH: &str = "/api/console/v1/set-up";
const SAM: &str = "sam@harbour.example";
const CHOSEN: &str = "a password of my own";

async fn post(world: &World, path: &str, body: &Value) -> Response {
    world.request(Method::POST, path).header("x-porchlight", "console").json(body).send().await.unwrap()
}

/// A new link for Sam, who is a technician, made by an owner. The token stands behind its hash sign.
async fn token(world: &World) -> String {
    let owner = member(world, "owner@harbour.example", Role::Owner, None).await;
    let owner = open_session(world, owner).await;
    let sam = member(world, SAM, Role::Technician, None).await;
    let path = format!("/api/console/v1/staff/{}/set-up-link", sam.0);
    let made = json_of(owner.request(world, Method::POST, &path).send().await.unwrap(), 200).await;
    made["set_up_url"].as_str().unwrap().split_once("/set-up#").unwrap().1.to_owned()
}

/// A link for the first owner, as the start of a collector makes it.
async fn owner_token(world: &World) -> &'static str {
    let token = "a token that nobody guesses";
    let mut hash = [0; 32];
    hash.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes()).as_ref());
    let link = SetUpLink { token: TokenHash(hash), expires_at: world.clock.in_minutes(60) };
    assert!(world.store.make_owner_link(link, by_operator(&world.clock)).await.unwrap());
    token
}

#[tokio::test]
async fn a_link_says_whom_it_is_for_and_sets_a_password_once() {
    let world = World::new().await;
    let token = token(&world).await;
    assert!(world.keeps(SAM.as_bytes()) && !world.keeps(token.as_bytes()));
    for _ in 0..2 {
        let card = json_of(post(&world, LOOK_UP, &json!({ "token": token })).await, 200).await;
        assert_eq!(card, json!({ "email": SAM, "name": "Sam Reyes", "provider": "Harbour" }));
    }
    let short = json!({ "token": token, "password": "fourteen chars" });
    refused(post(&world, PATH, &short).await, 400, ErrorCode::PasswordShort).await;
    let set_up = json!({ "token": token, "password": CHOSEN });
    assert_eq!(post(&world, PATH, &set_up).await.status(), 204);
    for (path, body) in [(PATH, &set_up), (LOOK_UP, &json!({ "token": token }))] {
        refused(post(&world, path, body).await, 410, ErrorCode::SetUpLinkInvalid).await;
    }
    refused(attempt(&world, SAM, PASSWORD).await, 401, ErrorCode::SignInFailed).await;
    assert_eq!(attempt(&world, SAM, CHOSEN).await.status(), 200);
}

#[tokio::test]
async fn a_link_ends_after_a_day() {
    let world = World::new().await;
    let token = token(&world).await;
    world.clock.advance(SignedDuration::from_hours(24));
    let set_up = json!({ "token": token, "password": CHOSEN });
    refused(post(&world, PATH, &set_up).await, 410, ErrorCode::SetUpLinkInvalid).await;
}

#[tokio::test]
async fn guessing_links_gets_slow() {
    let world = World::new().await;
    let token = token(&world).await;
    for guess in ["", "x", "' OR 1=1 --", &"x".repeat(5_000), &token[1..]] {
        for path in [LOOK_UP, PATH] {
            let mut body = json!({ "token": guess });
            if path == PATH {
                body["password"] = json!(CHOSEN);
            }
            refused(post(&world, path, &body).await, 410, ErrorCode::SetUpLinkInvalid).await;
        }
    }
    let answer = post(&world, LOOK_UP, &json!({ "token": token })).await;
    refused(answer, 429, ErrorCode::RateLimited).await;
}

#[tokio::test]
async fn the_first_owner_says_who_they_are() {
    let world = World::new().await;
    let token = owner_token(&world).await;
    let card = json_of(post(&world, LOOK_UP, &json!({ "token": token })).await, 200).await;
    assert_eq!(card, json!({ "email": null, "name": null, "provider": "Harbour" }));
    let good = json!({ "token": token, "password": CHOSEN, "email": SAM, "name": "Sam Reyes" });
    for name in ["email", "name"] {
        let mut body = good.clone();
        body.as_object_mut().unwrap().remove(name);
        refused(post(&world, PATH, &body).await, 400, ErrorCode::RequestMalformed).await;
    }
    assert_eq!(post(&world, PATH, &good).await.status(), 204);
    refused(post(&world, PATH, &good).await, 410, ErrorCode::SetUpLinkInvalid).await;
    let me = json_of(attempt(&world, SAM, CHOSEN).await, 200).await;
    assert_eq!((&me["role"], &me["name"]), (&json!("owner"), &json!("Sam Reyes")));
    let told: Vec<_> =
        world.store.audit(10).await.unwrap().into_iter().rev().map(|entry| entry.action).collect();
    assert_eq!(told, ["provider_named", "set_up_link_made", "technician_added", "set_up", "signed_in"]);
}

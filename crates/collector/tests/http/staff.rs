//! `/api/console/v1/staff` and `/api/console/v1/password`

use porchlight_collector_db::{Role, Scope, Store};
use porchlight_contract::ErrorCode;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::session::{Console, PASSWORD, attempt, member, open_session, sign_in_again};
use crate::world::{World, json as json_of, refused};

const PATH: &str = "/api/console/v1/staff";
const SESSION: &str = "/api/console/v1/session";
const PASSWORD_PATH: &str = "/api/console/v1/password";
const OWNER: &str = "owner@harbour.example";
const SAM: &str = "sam@harbour.example";

/// An owner, who is signed in.
struct Office {
    world: World,
    owner: Console,
    owner_id: String,
}

impl Office {
    async fn new() -> Self {
        let world = World::new().await;
        let id = member(&world, OWNER, Role::Owner, None).await;
        let owner = open_session(&world, id).await;
        Self { world, owner, owner_id: id.0.to_string() }
    }

    /// Somebody else, who is signed in, and their id.
    async fn member(&self, email: &str, role: Role, companies: Scope) -> (Console, String) {
        let id = member(&self.world, email, role, companies).await;
        (open_session(&self.world, id).await, id.0.to_string())
    }

    async fn add(&self, body: &Value) -> Response {
        self.owner.post(&self.world, PATH, body).await
    }

    async fn change(&self, id: &str, body: &Value) -> Response {
        self.owner.send(&self.world, Method::PATCH, &format!("{PATH}/{id}"), body).await
    }

    async fn list(&self) -> Vec<Value> {
        let list = json_of(self.owner.get(&self.world, PATH).await, 200).await;
        list.as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn somebody_who_is_added_is_listed_and_chooses_a_password_by_a_link() {
    let office = Office::new().await;
    let bramble = office.world.company("Bramble & Co").await;
    let kim =
        json!({ "email": "Kim@Harbour.example", "name": "Kim", "role": "auditor", "companies": [bramble] });
    let added = json_of(office.add(&kim).await, 201).await;
    assert_eq!(added["expires_at"], "2026-11-23T10:00:00Z");
    let url = added["set_up_url"].as_str().unwrap();
    let token = url.strip_prefix(&office.world.url("/set-up#")).unwrap();
    assert_eq!(token.len(), 43);
    let listed = office.list().await;
    assert_eq!(
        listed[0],
        json!({
            "id": added["id"], "email": "kim@harbour.example", "name": "Kim", "role": "auditor",
            "second_factor": false, "companies": [{ "id": bramble, "name": "Bramble & Co" }],
            "last_sign_in": null, "disabled": false,
        })
    );
    assert_eq!((&listed[1]["email"], &listed[1]["companies"]), (&json!(OWNER), &Value::Null));
    assert_eq!(listed[1]["last_sign_in"], "2026-11-22T10:00:00Z");
    refused(attempt(&office.world, "kim@harbour.example", "").await, 401, ErrorCode::SignInFailed).await;
    let told = office.world.store.audit(2).await.unwrap();
    let told: Vec<_> = told.iter().map(|entry| (entry.action.as_str(), entry.actor.as_str())).collect();
    let actor = format!("technician:{}", office.owner_id);
    assert_eq!(told[0], ("sign_in_failed", "nobody"));
    assert_eq!(told[1], ("set_up_link_made", actor.as_str()));
}

#[tokio::test]
async fn what_is_no_member_of_the_staff_is_not_added() {
    let office = Office::new().await;
    let bramble = office.world.company("Bramble & Co").await;
    let good =
        json!({ "email": "kim@harbour.example", "name": "Kim", "role": "technician", "companies": null });
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let mut without = good.clone();
    without.as_object_mut().unwrap().remove("companies");
    for body in [
        without,
        with("email", json!("kim")),
        with("name", json!("Kim\n")),
        with("role", json!("king")),
        with("more", json!(1)),
        with("companies", json!(["' OR 1=1 --"])),
        with("companies", json!(["01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11"])),
    ] {
        refused(office.add(&body).await, 400, ErrorCode::RequestMalformed).await;
    }
    let mut owner = with("role", json!("owner"));
    owner["companies"] = json!([bramble]);
    refused(office.add(&owner).await, 400, ErrorCode::RequestMalformed).await;
    assert_eq!(office.add(&good).await.status(), 201);
    refused(office.add(&with("email", json!("KIM@harbour.example"))).await, 409, ErrorCode::EmailTaken).await;
    assert_eq!(office.list().await.len(), 2);
}

#[tokio::test]
async fn the_last_owner_can_neither_be_demoted_nor_switched_off() {
    let office = Office::new().await;
    for body in [json!({ "role": "auditor" }), json!({ "disabled": true })] {
        refused(office.change(&office.owner_id, &body).await, 409, ErrorCode::LastOwner).await;
    }
    office.member(SAM, Role::Owner, None).await;
    assert_eq!(office.change(&office.owner_id, &json!({ "role": "auditor" })).await.status(), 204);
    refused(office.owner.get(&office.world, SESSION).await, 401, ErrorCode::SessionMissing).await;
}

#[tokio::test]
async fn who_may_do_less_is_signed_out_at_once() {
    let office = Office::new().await;
    let (sam, id) = office.member(SAM, Role::Technician, None).await;
    let mut stream = sam.get(&office.world, "/api/console/v1/events").await;
    assert!(stream.chunk().await.unwrap().is_some());
    assert_eq!(office.change(&id, &json!({ "disabled": true })).await.status(), 204);
    while stream.chunk().await.unwrap().is_some() {}
    refused(sam.get(&office.world, SESSION).await, 401, ErrorCode::SessionMissing).await;
    refused(attempt(&office.world, SAM, PASSWORD).await, 401, ErrorCode::SignInFailed).await;
    assert_eq!(office.change(&id, &json!({ "disabled": false })).await.status(), 204);
    let sam = sign_in_again(&office.world, SAM).await;
    assert_eq!(office.change(&id, &json!({ "role": "auditor" })).await.status(), 204);
    refused(sam.get(&office.world, SESSION).await, 401, ErrorCode::SessionMissing).await;
}

#[tokio::test]
async fn what_somebody_looks_after_changes_at_once() {
    let office = Office::new().await;
    let world = &office.world;
    let (bramble, ash) = (world.company("Bramble & Co").await, world.company("Ash").await);
    let (sam, id) = office.member(SAM, Role::Technician, Some([bramble.clone()].into())).await;
    let mut stream = sam.get(world, "/api/console/v1/events").await;
    assert!(stream.chunk().await.unwrap().is_some());
    let seen = async || {
        let companies = json_of(sam.get(world, "/api/console/v1/companies").await, 200).await;
        let ids = companies.as_array().unwrap().iter().map(|company| company["id"].clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(seen().await, [json!(bramble)]);
    assert_eq!(office.change(&id, &json!({ "companies": [ash] })).await.status(), 204);
    while stream.chunk().await.unwrap().is_some() {}
    assert_eq!(seen().await, [json!(ash)]);
    let me = json_of(sam.get(world, SESSION).await, 200).await;
    assert_eq!(me["companies"], json!([{ "id": ash, "name": "Ash" }]));
    assert_eq!(office.change(&id, &json!({ "companies": null })).await.status(), 204);
    assert_eq!(seen().await.len(), 2);
    let refuse = office.change(&office.owner_id, &json!({ "companies": [ash] })).await;
    refused(refuse, 400, ErrorCode::RequestMalformed).await;
}

#[tokio::test]
async fn changes_to_nobody_and_changes_that_are_none_are_refused() {
    let office = Office::new().await;
    for id in ["01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11", "x", "' OR 1=1 --"] {
        refused(office.change(id, &json!({ "disabled": true })).await, 404, ErrorCode::NotFound).await;
        let link = format!("{PATH}/{id}/set-up-link");
        let answer = office.owner.request(&office.world, Method::POST, &link).send().await.unwrap();
        refused(answer, 404, ErrorCode::NotFound).await;
    }
    for body in
        [json!({ "email": "a@b" }), json!({ "role": null, "x": 1 }), json!([]), json!({ "disabled": 1 })]
    {
        let answer = office.change(&office.owner_id, &body).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

#[tokio::test]
async fn another_password_ends_the_other_sessions_and_keeps_this_one() {
    let office = Office::new().await;
    let world = &office.world;
    let (sam, _) = office.member(SAM, Role::Technician, None).await;
    let elsewhere = sign_in_again(world, SAM).await;
    let change = async |current: &str, new: &str| {
        sam.post(world, PASSWORD_PATH, &json!({ "current": current, "new": new })).await
    };
    refused(change("wrong", "a new password").await, 403, ErrorCode::PasswordWrong).await;
    let short = refused(change(PASSWORD, "fourteen chars").await, 400, ErrorCode::PasswordShort).await;
    assert_eq!(short.args["characters"], "15");
    assert_eq!(elsewhere.get(world, SESSION).await.status(), 200);
    assert_eq!(change(PASSWORD, "fifteen letters").await.status(), 204);
    assert_eq!(sam.get(world, SESSION).await.status(), 200);
    refused(elsewhere.get(world, SESSION).await, 401, ErrorCode::SessionMissing).await;
    refused(attempt(world, SAM, PASSWORD).await, 401, ErrorCode::SignInFailed).await;
    assert_eq!(attempt(world, SAM, "fifteen letters").await.status(), 200);
}

#[tokio::test]
async fn guessing_the_password_of_an_open_session_gets_slow() {
    let office = Office::new().await;
    let (sam, _) = office.member(SAM, Role::Technician, None).await;
    let guess = async |current: &str| {
        sam.post(&office.world, PASSWORD_PATH, &json!({ "current": current, "new": "a new password" })).await
    };
    for _ in 0..5 {
        refused(guess("wrong").await, 403, ErrorCode::PasswordWrong).await;
    }
    refused(guess(PASSWORD).await, 429, ErrorCode::RateLimited).await;
}

//! `/api/console/v1/invites`

use jiff::SignedDuration;
use porchlight_collector_db::{Role, Store};
use porchlight_contract::{CompanyId, ErrorCode, InviteCode, InviteLink};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{Desk, HOSTILE, audited, unknown_ids_are_not_found};
use crate::device::TestDevice;
use crate::world::{World, json as json_of, refused};

const PATH: &str = "/invites";

async fn office() -> (World, Desk, CompanyId) {
    let world = World::new().await;
    let desk = Desk::of(&world, Role::Technician).await;
    let company = world.company("Bramble & Co").await;
    (world, desk, company)
}

async fn states(world: &World, desk: &Desk, query: &str) -> Vec<(String, String)> {
    let page = desk.get(world, &format!("{PATH}{query}")).await;
    let rows = page["invites"].as_array().unwrap();
    assert_eq!(page["total"], rows.len());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(&row["person"]), text(&row["state"]))).collect()
}

#[tokio::test]
async fn a_new_invite_comes_with_all_that_its_person_needs_and_opens_the_wizard() {
    let (world, desk, company) = office().await;
    let order = json!({ "company": company, "person": "Ana Prieto" });
    let made = json_of(desk.post(&world, PATH, &order).await, 201).await;
    assert_eq!(made["company"], json!({ "id": company, "name": "Bramble & Co" }));
    assert_eq!(
        (&made["person"], &made["expires_at"]),
        (&json!("Ana Prieto"), &json!("2026-11-25T10:00:00Z"))
    );
    let link = InviteLink::parse(made["link"].as_str().unwrap()).unwrap();
    assert_eq!(link.code, InviteCode::parse(made["code"].as_str().unwrap()).unwrap());
    assert_eq!(link.at.as_str(), world.url(""));
    assert!(made["qr"].as_str().unwrap().starts_with("<svg "));
    let stored = world.store.invite(&link.code).await.unwrap().unwrap();
    assert_eq!((stored.id.as_str(), stored.company_id), (made["id"].as_str().unwrap(), company));
    assert_eq!(audited(&world, 1).await, [("invite_created".into(), Some(stored.id.to_string()))]);
    let page = desk.get(&world, PATH).await;
    let row = &page["invites"][0];
    assert_eq!((&row["id"], &row["state"], &row["device_id"]), (&made["id"], &json!("open"), &Value::Null));
    assert_eq!(row["created_by"], json!({ "id": desk.technician.0.to_string(), "name": "Kim Vale" }));
    assert!(!page.to_string().contains(link.code.as_str()), "the code is shown once");
}

#[tokio::test]
async fn an_invite_for_nobody_in_particular_can_be_made_for_some_hours() {
    let (world, desk, company) = office().await;
    let order = json!({ "company": company, "person": null, "hours": 1 });
    let made = json_of(desk.post(&world, PATH, &order).await, 201).await;
    assert_eq!((&made["person"], &made["expires_at"]), (&Value::Null, &json!("2026-11-22T11:00:00Z")));
}

#[tokio::test]
async fn many_people_are_invited_at_once_each_with_a_code_of_their_own() {
    let (world, desk, company) = office().await;
    let people: Vec<String> = (0..500).map(|n| format!("{n:03} {}", "ñ".repeat(116))).collect();
    let order = json!({ "company": company, "people": people, "hours": 24 });
    let made = json_of(desk.post(&world, "/invites/batch", &order).await, 201).await;
    let invites = made["invites"].as_array().unwrap();
    let codes: std::collections::BTreeSet<_> =
        invites.iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!((invites.len(), codes.len()), (500, 500));
    assert!(invites.iter().zip(&people).all(|(one, person)| one["person"] == person.as_str()));
    assert_eq!(desk.get(&world, "/invites?limit=1").await["total"], 500);
}

#[tokio::test]
async fn a_batch_is_made_as_a_whole_or_not_at_all() {
    let (world, desk, company) = office().await;
    for people in
        [json!([]), json!(["Ana", ""]), json!(["Ana", "a\nb"]), json!(["x"; 501].to_vec()), json!("Ana")]
    {
        let order = json!({ "company": company, "people": people });
        refused(desk.post(&world, "/invites/batch", &order).await, 400, ErrorCode::RequestMalformed).await;
    }
    assert_eq!(states(&world, &desk, "").await, []);
    let large = json!({ "company": company, "people": ["x".repeat(300_000)] });
    refused(desk.post(&world, "/invites/batch", &large).await, 413, ErrorCode::RequestTooLarge).await;
}

#[tokio::test]
async fn invites_are_listed_by_where_they_are_in_their_life() {
    let (world, desk, company) = office().await;
    let used = world.invite(&company, "Used").await;
    TestDevice::enrolled(&world, &used).await;
    world.invite(&company, "Expired").await;
    world.clock.advance(SignedDuration::from_mins(60));
    let revoked = world.invite(&company, "Revoked").await;
    let path = format!("{PATH}/{}", revoked.id);
    assert_eq!(desk.answer(&world, Method::DELETE, &path).await.status(), 204);
    world.clock.advance(SignedDuration::from_secs(1));
    world.invite(&company, "Open").await;
    let other = world.company("Ash").await;
    assert_eq!(states(&world, &desk, "").await.len(), 4);
    for state in ["Used", "Expired", "Revoked", "Open"] {
        let word = state.to_lowercase();
        let found = states(&world, &desk, &format!("?state={word}&company={company}")).await;
        assert_eq!(found, [(state.to_owned(), word)]);
    }
    assert_eq!(states(&world, &desk, &format!("?company={other}")).await, []);
}

#[tokio::test]
async fn pages_of_invites_follow_each_other_without_gaps_or_repeats() {
    let (world, desk, company) = office().await;
    for n in 0..5 {
        world.clock.advance(SignedDuration::from_secs(n % 2));
        world.invite(&company, "Ana").await;
    }
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = desk.get(&world, &format!("{PATH}?limit=2{after}")).await;
        assert_eq!(page["total"], 5);
        seen.extend(page["invites"].as_array().unwrap().iter().map(|row| row["id"].to_string()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    let distinct: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), distinct.len()), (5, 5));
}

#[tokio::test]
async fn an_invite_is_taken_back_and_one_that_was_used_is_not() {
    let (world, desk, company) = office().await;
    let invite = world.invite(&company, "Ana").await;
    let path = format!("{PATH}/{}", invite.id);
    for _ in 0..2 {
        assert_eq!(desk.answer(&world, Method::DELETE, &path).await.status(), 204);
    }
    assert_eq!(audited(&world, 1).await, [("invite_revoked".into(), Some(invite.id.to_string()))]);
    let used = world.invite(&company, "Ben").await;
    TestDevice::enrolled(&world, &used).await;
    let answer = desk.answer(&world, Method::DELETE, &format!("{PATH}/{}", used.id)).await;
    refused(answer, 409, ErrorCode::InviteUsed).await;
    unknown_ids_are_not_found(&world, &desk, Method::DELETE, |id| format!("{PATH}/{id}"), &Value::Null).await;
}

#[tokio::test]
async fn orders_and_queries_that_make_no_sense_are_refused() {
    let (world, desk, company) = office().await;
    for order in [
        json!({}),
        json!({ "company": "x" }),
        json!({ "company": HOSTILE[0] }),
        json!({ "company": company, "hours": 0 }),
        json!({ "company": company, "hours": 721 }),
        json!({ "company": company, "hours": -1 }),
        json!({ "company": company, "person": "x".repeat(121) }),
        json!({ "company": company, "person": "" }),
        json!({ "company": company, "person": 7 }),
        json!({ "company": company, "people": ["Ana"] }),
    ] {
        refused(desk.post(&world, PATH, &order).await, 400, ErrorCode::RequestMalformed).await;
    }
    let unknown = json!({ "company": Uuid::now_v7().to_string(), "people": ["Ana"] });
    refused(desk.post(&world, "/invites/batch", &unknown).await, 404, ErrorCode::NotFound).await;
    for query in
        ["?limit=0", "?limit=201", "?state=green", "?company=x", "?after=x", "?after=%27_%27", "?q=a"]
    {
        let answer = desk.answer(&world, Method::GET, &format!("{PATH}{query}")).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

#[tokio::test]
async fn hostile_names_on_invites_stay_text() {
    let (world, desk, company) = office().await;
    let order = json!({ "company": company, "people": HOSTILE });
    let made = json_of(desk.post(&world, "/invites/batch", &order).await, 201).await;
    let listed = desk.get(&world, PATH).await;
    for person in HOSTILE {
        let has = |list: &Value| list.as_array().unwrap().iter().any(|row| row["person"] == person);
        assert!(has(&made["invites"]) && has(&listed["invites"]), "{person}");
    }
    assert!(
        made["invites"].as_array().unwrap().iter().all(|one| !one["qr"].as_str().unwrap().contains("alert"))
    );
}

#[tokio::test]
async fn an_auditor_reads_invites_and_makes_none() {
    let (world, _, company) = office().await;
    let invite = world.invite(&company, "Ana").await;
    let auditor = Desk::of(&world, Role::Auditor).await;
    assert_eq!(states(&world, &auditor, "").await.len(), 1);
    let order = json!({ "company": company, "people": ["Ben"] });
    for path in [PATH, "/invites/batch"] {
        refused(auditor.post(&world, path, &order).await, 403, ErrorCode::Forbidden).await;
    }
    let answer = auditor.answer(&world, Method::DELETE, &format!("{PATH}/{}", invite.id)).await;
    refused(answer, 403, ErrorCode::Forbidden).await;
}

//! `GET /api/console/v1/audit`

use porchlight_collector_db::{Role, Store};
use porchlight_contract::ErrorCode;
use serde_json::{Value, json};

use crate::device::TestDevice;
use crate::session::{Console, member, open_session};
use crate::world::{World, json as json_of, refused};

const PATH: &str = "/api/console/v1/audit";

async fn owner(world: &World) -> (Console, String) {
    let id = member(world, "owner@harbour.example", Role::Owner, None).await;
    (open_session(world, id).await, id.0.to_string())
}

async fn page(world: &World, console: &Console, query: &str) -> Value {
    json_of(console.get(world, &format!("{PATH}{query}")).await, 200).await
}

fn seqs(page: &Value) -> Vec<u64> {
    page["entries"].as_array().unwrap().iter().map(|entry| entry["seq"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn the_audit_says_who_did_what_and_that_it_is_whole() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let (owner, id) = owner(&world).await;
    owner.get(&world, &format!("/api/console/v1/devices/{}", device.id)).await;
    let page = page(&world, &owner, "").await;
    assert_eq!(
        page["entries"][0],
        json!({
            "seq": 7, "at": "2026-11-22T10:00:00Z", "action": "device_viewed", "subject": device.id,
            "actor": { "kind": "technician", "id": id, "name": "Sam Reyes" },
            "company": { "id": device.company, "name": "Bramble & Co" },
        })
    );
    assert_eq!(page["entries"][3]["actor"], json!({ "kind": "device", "id": device.id, "name": null }));
    assert_eq!(page["entries"][6]["actor"], json!({ "kind": "operator", "id": null, "name": null }));
    assert_eq!(page["next"], Value::Null);
    let verified = &page["verified"];
    assert_eq!((&verified["ok"], &verified["entries"]), (&json!(true), &json!(7)));
    assert_eq!((verified["head"].as_str().unwrap().len(), &verified["broken_at"]), (64, &Value::Null));
    assert_eq!(page["staff"], json!([{ "id": id, "name": "Sam Reyes" }]));
    assert!(!page.to_string().contains("Ana"));
}

#[tokio::test]
async fn the_audit_is_paged_and_filtered() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let (owner, id) = owner(&world).await;
    let first = page(&world, &owner, "?limit=4").await;
    assert_eq!((seqs(&first), &first["next"]), (vec![6, 5, 4, 3], &json!(3)));
    let second = page(&world, &owner, "?limit=4&before=3").await;
    assert_eq!(
        (seqs(&second), &second["next"], &second["verified"]),
        (vec![2, 1], &Value::Null, &Value::Null)
    );
    assert_eq!(seqs(&page(&world, &owner, &format!("?company={}", device.company)).await), [4, 3, 2]);
    assert_eq!(seqs(&page(&world, &owner, &format!("?actor=technician:{id}")).await), [6]);
    assert_eq!(seqs(&page(&world, &owner, "?action=device_enrolled").await), [4]);
    assert_eq!(seqs(&page(&world, &owner, "?action=%27%20OR%201=1%20--").await), [0; 0]);
}

#[tokio::test]
async fn queries_that_are_none_are_refused() {
    let world = World::new().await;
    let (owner, _) = owner(&world).await;
    let long = format!("?actor={}", "x".repeat(61));
    for query in ["?limit=0", "?limit=201", "?before=x", "?before=-1", "?company=x", "?more=1", &long] {
        let answer = owner.get(&world, &format!("{PATH}{query}")).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

#[tokio::test]
async fn an_auditor_of_some_companies_reads_what_was_done_in_them() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let ash = world.company("Ash").await;
    let bramble = Some([device.company.clone()].into());
    member(&world, "ben@harbour.example", Role::Technician, bramble).await;
    let id = member(&world, "kim@harbour.example", Role::Auditor, Some([ash.clone()].into())).await;
    let kim = open_session(&world, id).await;
    let page = page(&world, &kim, "").await;
    let entries = page["entries"].as_array().unwrap();
    assert_eq!((entries.len(), &entries[0]["action"]), (1, &json!("company_added")));
    assert_eq!(entries[0]["company"]["id"], json!(ash));
    let staff: Vec<_> = page["staff"].as_array().unwrap().iter().map(|each| each["id"].clone()).collect();
    assert_eq!(staff, [json!(id.0.to_string())], "the others look after other companies");
    assert_eq!(page["verified"], Value::Null, "how much else was done is not theirs to know");
    assert!(
        world.store.audit(100).await.unwrap().len() > 1 && !page.to_string().contains(device.id.as_str())
    );
}

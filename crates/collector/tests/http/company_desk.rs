//! `/api/console/v1/companies`: counted, shown, added, changed.

use jiff::SignedDuration;
use porchlight_collector_db::Role;
use porchlight_contract::{CompanyId, ErrorCode};
use reqwest::Method;
use serde_json::{Value, json};

use crate::desk::{Desk, HOSTILE, audited, unknown_ids_are_not_found};
use crate::device::TestDevice;
use crate::world::{World, json as json_of, refused};

const PATH: &str = "/companies";

async fn office() -> (World, Desk, CompanyId) {
    let world = World::new().await;
    let owner = Desk::of(&world, Role::Owner).await;
    let company = world.company("Bramble & Co").await;
    (world, owner, company)
}

#[tokio::test]
async fn a_company_counts_its_devices_and_invites() {
    let (world, owner, company) = office().await;
    let mut left_out = Value::Null;
    for person in ["Ana", "Ben", "Cai"] {
        let device = TestDevice::enrolled(&world, &world.invite(&company, person).await).await;
        match person {
            "Ana" => drop(device.deliver(&world, &device.report(&world)).await),
            "Ben" => {
                let mut report = device.good_report(&world);
                report["checks"][3]["outcome"] = json!({ "status": "unknown", "cause": "not_shared" });
                device.deliver(&world, &report).await;
                left_out = json!(device.id);
            }
            _ => {}
        }
    }
    world.invite(&company, "Dee").await;
    let row = json!({
        "id": company, "name": "Bramble & Co", "devices": 3, "ready": 1, "must_mend": 1, "unclear": 1,
        "stale": 0, "never_reported": 1, "left_out": 1, "invited": 1,
    });
    assert_eq!(owner.get(&world, PATH).await, json!([row]));
    let path = format!("{PATH}/{company}");
    assert_eq!(owner.get(&world, &path).await["row"], row);
    let devices = owner.get(&world, "/devices?outcome=left_out").await;
    assert_eq!(devices["devices"][0]["id"], left_out);
    // An invite of an hour is open for an hour, a report counts for two weeks.
    world.clock.advance(SignedDuration::from_hours(15 * 24));
    let row = owner.get(&world, &path).await["row"].clone();
    assert_eq!((&row["invited"], &row["stale"], &row["ready"]), (&json!(0), &json!(2), &json!(1)));
}

#[tokio::test]
async fn a_company_is_shown_with_its_help_desk_and_policy() {
    let (world, owner, company) = office().await;
    let detail = owner.get(&world, &format!("{PATH}/{company}")).await;
    assert_eq!(detail["help_desk"], json!({ "phone": "020 7946 0123", "hours": null }));
    assert_eq!(detail["policy"]["version"], 1);
    assert_eq!(
        (&detail["former_policies"], &detail["created_at"]),
        (&json!([]), &json!("2026-11-22T10:00:00Z"))
    );
    unknown_ids_are_not_found(&world, &owner, Method::GET, |id| format!("{PATH}/{id}"), &Value::Null).await;
}

#[tokio::test]
async fn a_company_is_added_once() {
    let (world, owner, _) = office().await;
    let order = json!({ "name": "Muñoz e Hijos", "phone": "91 123 45 67", "hours": "9-18" });
    let added = json_of(owner.post(&world, PATH, &order).await, 201).await;
    let detail = owner.get(&world, &format!("{PATH}/{}", added["id"].as_str().unwrap())).await;
    assert_eq!(detail["row"]["name"], "Muñoz e Hijos");
    assert_eq!(detail["help_desk"], json!({ "phone": "91 123 45 67", "hours": "9-18" }));
    assert_eq!(detail["policy"]["checks"]["os.updates"]["requirement"], "required");
    assert_eq!(audited(&world, 1).await, [("company_added".into(), None)]);
    let again = json!({ "name": "MUÑOZ E HIJOS" });
    refused(owner.post(&world, PATH, &again).await, 409, ErrorCode::CompanyTaken).await;
}

#[tokio::test]
async fn a_change_changes_what_it_names_and_nothing_else() {
    let (world, owner, company) = office().await;
    let path = format!("{PATH}/{company}");
    let change = async |body: Value| owner.send(&world, Method::PATCH, &path, &body).await.status().as_u16();
    let now = async || {
        let detail = owner.get(&world, &path).await;
        json!([detail["row"]["name"], detail["help_desk"]["phone"], detail["help_desk"]["hours"]])
    };
    assert_eq!(change(json!({ "hours": "8-20" })).await, 204);
    assert_eq!(now().await, json!(["Bramble & Co", "020 7946 0123", "8-20"]));
    assert_eq!(change(json!({ "name": "BRAMBLE & Co", "phone": null })).await, 204);
    assert_eq!(now().await, json!(["BRAMBLE & Co", null, "8-20"]));
    assert_eq!(change(json!({})).await, 204);
    assert_eq!(now().await, json!(["BRAMBLE & Co", null, "8-20"]));
    assert_eq!(audited(&world, 1).await, [("company_changed".into(), None)]);
    world.company("Ash").await;
    let taken = owner.send(&world, Method::PATCH, &path, &json!({ "name": "ash" })).await;
    refused(taken, 409, ErrorCode::CompanyTaken).await;
    let path = |id: &str| format!("{PATH}/{id}");
    unknown_ids_are_not_found(&world, &owner, Method::PATCH, path, &json!({ "name": "Elm" })).await;
}

#[tokio::test]
async fn orders_that_make_no_sense_are_refused_and_hostile_names_stay_text() {
    let (world, owner, company) = office().await;
    let path = format!("{PATH}/{company}");
    for order in [
        json!(null),
        json!({ "name": "" }),
        json!({ "name": "   " }),
        json!({ "name": "x".repeat(121) }),
        json!({ "name": "a\u{202E}b" }),
        json!({ "name": "Elm", "phone": "x".repeat(121) }),
        json!({ "name": "Elm", "hours": "\n" }),
        json!({ "name": 7 }),
        json!({ "name": "Elm", "policy": {} }),
    ] {
        refused(owner.post(&world, PATH, &order).await, 400, ErrorCode::RequestMalformed).await;
        let answer = owner.send(&world, Method::PATCH, &path, &order).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
    for order in [json!({}), json!([])] {
        refused(owner.post(&world, PATH, &order).await, 400, ErrorCode::RequestMalformed).await;
    }
    for text in HOSTILE {
        let order = json!({ "name": text, "phone": text, "hours": text });
        let added = json_of(owner.post(&world, PATH, &order).await, 201).await;
        let detail = owner.get(&world, &format!("{PATH}/{}", added["id"].as_str().unwrap())).await;
        assert_eq!((&detail["row"]["name"], &detail["help_desk"]["phone"]), (&json!(text), &json!(text)));
    }
    assert_eq!(owner.get(&world, PATH).await.as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn only_owners_add_and_change_companies() {
    let (world, _, company) = office().await;
    for role in [Role::Technician, Role::Auditor] {
        let desk = Desk::of(&world, role).await;
        let order = json!({ "name": "Elm" });
        refused(desk.post(&world, PATH, &order).await, 403, ErrorCode::Forbidden).await;
        let path = format!("{PATH}/{company}");
        refused(desk.send(&world, Method::PATCH, &path, &order).await, 403, ErrorCode::Forbidden).await;
        assert_eq!(desk.get(&world, &path).await["row"]["name"], "Bramble & Co");
    }
}

//! `GET /api/console/v1/companies`

use porchlight_contract::CompanyId;
use serde_json::{Value, json};

use crate::device::TestDevice;
use crate::session::sign_in;
use crate::world::{World, json as json_of};

#[tokio::test]
async fn companies_come_by_name_with_their_counts() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let bramble = world.company("Bramble & Co").await;
    let ash = world.company("ash").await;
    for person in ["Ana", "Ben", "Cai"] {
        let device = TestDevice::enrolled(&world, &world.invite(&bramble, person).await).await;
        match person {
            "Ana" => drop(device.deliver(&world, &device.good_report(&world)).await),
            "Ben" => drop(device.deliver(&world, &device.report(&world)).await),
            _ => {}
        }
    }
    let companies = json_of(console.get(&world, "/api/console/v1/companies").await, 200).await;
    assert_eq!(
        companies,
        json!([
            row(&ash, "ash", &json!({})),
            row(
                &bramble,
                "Bramble & Co",
                &json!({ "devices": 3, "ready": 1, "must_mend": 1, "unclear": 1, "never_reported": 1 })
            ),
        ])
    );
}

/// A company with these counts, and no others.
fn row(id: &CompanyId, name: &str, counts: &Value) -> Value {
    let mut row = json!({
        "id": id, "name": name, "devices": 0, "ready": 0, "must_mend": 0, "unclear": 0, "stale": 0,
        "never_reported": 0, "left_out": 0, "invited": 0,
    });
    for (name, count) in counts.as_object().unwrap() {
        row[name] = count.clone();
    }
    row
}

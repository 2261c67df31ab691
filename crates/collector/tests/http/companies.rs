//! `GET /api/console/v1/companies`

use serde_json::json;

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
            { "id": ash, "name": "ash", "devices": 0, "ready": 0 },
            { "id": bramble, "name": "Bramble & Co", "devices": 3, "ready": 1 },
        ])
    );
}

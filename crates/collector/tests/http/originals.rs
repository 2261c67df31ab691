//! `GET /api/console/v1/reports/{id}`

use porchlight_collector_db::Store;
use porchlight_contract::ErrorCode;
use uuid::Uuid;

use crate::device::{TestDevice, send};
use crate::session::sign_in;
use crate::world::{World, json as json_of, refused};

const PATH: &str = "/api/console/v1/reports";

#[tokio::test]
async fn what_the_person_read_is_what_the_technician_reads_to_the_byte() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let device = TestDevice::new(&world).await;
    // Written as a person would see it, not as a program would.
    let exact = serde_json::to_string_pretty(&device.report(&world)).unwrap() + "\n";
    let jws = device.sign(&exact);
    let receipt = crate::device::receipt(&world, &send(&world, jws.clone()).await.text().await.unwrap());
    let original = json_of(console.get(&world, &format!("{PATH}/{}", receipt.report_id)).await, 200).await;
    assert_eq!((original["exact"].as_str().unwrap(), original["jws"].as_str().unwrap()), (&*exact, &*jws));
    assert_eq!(original["sha256"], receipt.report_sha256.as_str());
    assert_eq!(original["reference"], receipt.reference.as_str());
    assert_eq!(original["device_id"], device.id.as_str());
    let last = &world.store.audit(1).await.unwrap()[0];
    assert_eq!(
        (last.action.as_str(), last.subject.as_deref()),
        ("report_read", Some(receipt.report_id.as_str()))
    );
}

#[tokio::test]
async fn a_report_that_is_not_there_is_not_found() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    for id in [Uuid::now_v7().to_string().as_str(), "x", "%00"] {
        refused(console.get(&world, &format!("{PATH}/{id}")).await, 404, ErrorCode::NotFound).await;
    }
}

//! `POST /api/device/v1/withdrawals` and `GET /api/device/v1/time`

use jiff::SignedDuration;
use porchlight_collector_db::Store;
use porchlight_contract::{ERASURE_SCHEMA, Erasure, ErrorCode, ReportId};
use porchlight_jws::{Kind, Unverified};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::device::{TestDevice, new_key};
use crate::session::sign_in;
use crate::world::{World, json as json_of, refused};

const PATH: &str = "/api/device/v1/withdrawals";

fn erasure(world: &World, jws: &str) -> Erasure {
    let payload = Unverified::parse(jws, Kind::Erasure).unwrap().verify(&world.collector_key().0).unwrap();
    serde_json::from_slice(&payload).unwrap()
}

#[tokio::test]
async fn a_report_that_is_taken_back_is_gone_and_its_reference_stays() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let device = TestDevice::new(&world).await;
    let receipt = device.deliver(&world, &device.report(&world)).await;
    world.clock.advance(SignedDuration::from_mins(5));
    let answer = device.take_back(&world, &receipt.report_id).await;
    assert_eq!(answer.status(), 201);
    let erasure = erasure(&world, &answer.text().await.unwrap());
    assert_eq!((erasure.schema.as_str(), &erasure.report_id), (ERASURE_SCHEMA, &receipt.report_id));
    assert_eq!((&erasure.device_id, &erasure.reference), (&device.id, &receipt.reference));
    assert_eq!(erasure.withdrawn_at.as_str(), "2026-11-22T10:05:00Z");

    assert_eq!(world.store.report(&receipt.report_id).await.unwrap(), None);
    let original = console.get(&world, &format!("/api/console/v1/reports/{}", receipt.report_id)).await;
    refused(original, 404, ErrorCode::NotFound).await;
    let path = format!("/api/console/v1/devices/{}", device.id);
    let detail = json_of(console.get(&world, &path).await, 200).await;
    assert_eq!((&detail["row"]["last_report"], &detail["row"]["readiness"]), (&Value::Null, &Value::Null));
    assert_eq!(detail["checks"], json!([]));
    assert_eq!(detail["reports"][0]["reference"], receipt.reference.as_str());
    assert_eq!(detail["reports"][0]["withdrawn_at"], "2026-11-22T10:05:00Z");
}

#[tokio::test]
async fn the_device_is_judged_by_the_report_before() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let device = TestDevice::new(&world).await;
    let good = device.deliver(&world, &device.good_report(&world)).await;
    world.clock.advance(SignedDuration::from_mins(1));
    let bad = device.deliver(&world, &device.report(&world)).await;
    assert_eq!(device.take_back(&world, &bad.report_id).await.status(), 201);
    let path = format!("/api/console/v1/devices/{}", device.id);
    let row = json_of(console.get(&world, &path).await, 200).await["row"].clone();
    assert_eq!(
        (&row["last_report"]["reference"], &row["readiness"]["ready"]),
        (&json!(good.reference), &json!(true))
    );
    assert_eq!(row["os"]["version"], "12");
}

#[tokio::test]
async fn a_repeat_gets_the_same_word_to_the_byte_and_the_report_does_not_come_back() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let report = device.report(&world);
    let receipt = device.deliver(&world, &report).await;
    let asked = device.withdrawal(&world, &receipt.report_id);
    let first = device.withdraw(&world, &asked).await.text().await.unwrap();
    world.clock.advance(SignedDuration::from_hours(3));
    let again = device.take_back(&world, &receipt.report_id).await;
    assert_eq!(again.status(), 200);
    assert_eq!(again.text().await.unwrap(), first);
    refused(device.send(&world, &report).await, 404, ErrorCode::ReportUnknown).await;
    let world = world.restarted().await;
    assert_eq!(device.withdraw(&world, &asked).await.text().await.unwrap(), first);
    assert_eq!(world.store.report(&receipt.report_id).await.unwrap(), None);
}

#[tokio::test]
async fn only_the_device_that_signed_a_report_takes_it_back() {
    let world = World::new().await;
    let company = world.company("Bramble & Co").await;
    let ana = TestDevice::enrolled(&world, &world.invite(&company, "Ana").await).await;
    let ben = TestDevice::enrolled(&world, &world.invite(&company, "Ben").await).await;
    let receipt = ana.deliver(&world, &ana.report(&world)).await;
    let by_ben = ben.withdrawal(&world, &receipt.report_id);
    refused(ben.withdraw(&world, &by_ben).await, 404, ErrorCode::ReportUnknown).await;
    let in_anas_name = ana.withdrawal(&world, &receipt.report_id);
    refused(ben.withdraw(&world, &in_anas_name).await, 403, ErrorCode::Forbidden).await;
    let stranger = TestDevice { key: new_key(), id: ana.id.clone(), company };
    refused(stranger.withdraw(&world, &in_anas_name).await, 404, ErrorCode::DeviceUnknown).await;
    let never_sent = ReportId::parse(Uuid::now_v7().to_string()).unwrap();
    refused(ana.take_back(&world, &never_sent).await, 404, ErrorCode::ReportUnknown).await;
    assert!(world.store.report(&receipt.report_id).await.unwrap().is_some());
}

#[tokio::test]
async fn what_is_no_withdrawal_is_refused() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let receipt = device.deliver(&world, &device.report(&world)).await;
    let good = device.withdrawal(&world, &receipt.report_id);
    let mut future = good.clone();
    future["withdrawn_at"] = json!(world.clock.in_minutes(11));
    let problem = refused(device.withdraw(&world, &future).await, 422, ErrorCode::ClockWrong).await;
    assert_eq!(problem.args["minutes"], "11");
    for (field, value) in [("schema", json!("porchlight.withdrawal/2")), ("reason", json!("because"))] {
        let mut other = good.clone();
        other[field] = value;
        refused(device.withdraw(&world, &other).await, 400, ErrorCode::RequestMalformed).await;
    }
    let as_report = device.key.sign(Kind::Report, good.to_string().as_bytes()).unwrap();
    refused(world.post_jws(PATH, as_report).await, 400, ErrorCode::RequestMalformed).await;
    let signed = device.key.sign(Kind::Withdrawal, good.to_string().as_bytes()).unwrap();
    let altered = format!("{}{}", signed, "AAAA");
    refused(world.post_jws(PATH, altered).await, 401, ErrorCode::SignatureInvalid).await;
    assert!(world.store.report(&receipt.report_id).await.unwrap().is_some());
}

#[tokio::test]
async fn the_time_is_that_of_the_clock_which_reports_are_judged_by() {
    let world = World::new().await;
    let answer = world.request(Method::GET, "/api/device/v1/time").send().await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.headers()["date"], "Sun, 22 Nov 2026 10:00:00 GMT");
}

//! `POST /api/device/v1/reports`

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use porchlight_collector_db::Store;
use porchlight_collector_db::sqlite::Limits;
use porchlight_contract::{ErrorCode, Problem, RECEIPT_SCHEMA, ReportId};
use porchlight_jws::{Kind, sha256};
use reqwest::Method;
use serde_json::{Value, json};

use crate::device::{TestDevice, new_key, receipt, send};
use crate::world::{World, refused};

const PATH: &str = "/api/device/v1/reports";

fn id(report: &Value) -> ReportId {
    ReportId::parse(report["report_id"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_receipt_says_what_was_stored_and_when() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let report = device.report(&world);
    let exact = report.to_string();
    let jws = device.sign(&exact);
    let answer = send(&world, jws.clone()).await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["content-type"]),
        (201, &"application/jose".parse().unwrap())
    );
    let receipt = receipt(&world, &answer.text().await.unwrap());
    assert_eq!((receipt.schema.as_str(), &receipt.report_id), (RECEIPT_SCHEMA, &id(&report)));
    assert_eq!(receipt.report_sha256, sha256(exact.as_bytes()).unwrap());
    assert_eq!(
        (receipt.device_id, receipt.received_at.as_str()),
        (device.id.clone(), "2026-11-22T10:00:00Z")
    );
    let stored = world.store.report(&id(&report)).await.unwrap().unwrap();
    assert_eq!((stored.jws, stored.record.reference), (jws, receipt.reference));
}

#[tokio::test]
async fn a_repeat_gets_the_same_receipt_to_the_byte_also_after_a_restart() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let jws = device.sign(&device.report(&world).to_string());
    let first = send(&world, jws.clone()).await.text().await.unwrap();
    world.clock.advance(SignedDuration::from_hours(3));
    let again = send(&world, jws.clone()).await;
    assert_eq!(again.status(), 200);
    assert_eq!(again.text().await.unwrap(), first);
    let world = world.restarted().await;
    assert_eq!(send(&world, jws).await.text().await.unwrap(), first);
}

#[tokio::test]
async fn the_same_id_with_other_content_is_a_conflict_and_the_first_stays() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let report = device.report(&world);
    device.deliver(&world, &report).await;
    let mut altered = report.clone();
    altered["app"]["version"] = "0.1.1".into();
    refused(device.send(&world, &altered).await, 409, ErrorCode::ReportConflict).await;
    // The same content in other bytes is another report too: the bytes are what was signed.
    let spaced = format!(" {report}");
    refused(send(&world, device.sign(&spaced)).await, 409, ErrorCode::ReportConflict).await;
    let stored = world.store.report(&id(&report)).await.unwrap().unwrap();
    assert_eq!(stored.jws, device.sign(&report.to_string()));
}

#[tokio::test]
async fn the_id_of_another_devices_report_is_a_conflict() {
    let world = World::new().await;
    let ana = TestDevice::new(&world).await;
    let ben = TestDevice::enrolled(&world, &world.invite(&ana.company, "Ben").await).await;
    let report = ana.report(&world);
    ana.deliver(&world, &report).await;
    let mut stolen = ben.report(&world);
    stolen["report_id"] = report["report_id"].clone();
    refused(ben.send(&world, &stolen).await, 409, ErrorCode::ReportConflict).await;
}

#[tokio::test]
async fn an_unknown_device_and_a_wrong_signature_are_refused_before_the_payload_is_read() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let stranger = new_key();
    // Both payloads are no report at all, and the answer does not say so.
    let unknown = stranger.sign(Kind::Report, b"{").unwrap();
    refused(send(&world, unknown).await, 404, ErrorCode::DeviceUnknown).await;
    let kid = device.key.thumbprint();
    let header = format!(r#"{{"alg":"EdDSA","kid":"{kid}","typ":"porchlight-report+jws"}}"#);
    let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let signed = stranger.sign(Kind::Report, b"{").unwrap();
    let signature = signed.rsplit('.').next().unwrap();
    let forged = format!("{}.{}.{signature}", encode(header.as_bytes()), encode(b"{"));
    refused(send(&world, forged).await, 401, ErrorCode::SignatureInvalid).await;
}

#[tokio::test]
async fn a_report_altered_on_the_way_is_refused() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let report = device.report(&world);
    let (ours, other) = (device.sign(&report.to_string()), device.sign(&device.report(&world).to_string()));
    let (head, signature) = (ours.rsplit_once('.').unwrap().0, other.rsplit_once('.').unwrap().1);
    refused(send(&world, format!("{head}.{signature}")).await, 401, ErrorCode::SignatureInvalid).await;
    assert!(world.store.report(&id(&report)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_report_for_another_company_or_device_is_forbidden() {
    let world = World::new().await;
    let ana = TestDevice::new(&world).await;
    let ash = world.company("Ash").await;
    let ben = TestDevice::enrolled(&world, &world.invite(&ash, "Ben").await).await;
    for (field, value) in [("device_id", ben.id.as_str()), ("company_id", ash.as_str())] {
        let mut report = ana.report(&world);
        report[field] = value.into();
        refused(ana.send(&world, &report).await, 403, ErrorCode::Forbidden).await;
        assert!(world.store.report(&id(&report)).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_signed_payload_that_is_no_report_is_refused() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let good = device.report(&world);
    let with = |pointer: &str, value: Value| {
        let mut report = good.clone();
        *report.pointer_mut(pointer).unwrap() = value;
        report.to_string()
    };
    let mut extra = good.clone();
    extra["hostname"] = "anas-laptop".into();
    let repeated = format!(r#"{{"schema":"porchlight.report/1",{}"#, &good.to_string()[1..]);
    let payloads = [
        String::new(),
        "null".into(),
        "[".repeat(20_000),
        "{\"checks\":".repeat(4_000),
        extra.to_string(),
        repeated,
        with("/schema", "porchlight.report/2".into()),
        with("/report_id", "' OR 1=1 --".into()),
        with("/device/os/name", "<script>alert(1)</script>".into()),
        with("/checks/0/facts", json!({ "owner": "Ana Prieto" })),
        with("/checks/0/facts", json!({ "<b>": true })),
        with("/checks/0/id", good["checks"][1]["id"].clone()),
        with("/checks/2/outcome/reasons", json!([])),
        with("/checks", Value::from(vec![good["checks"][0].clone(); 65])),
        with("/created_at", "2026-11-22".into()),
    ];
    for payload in payloads {
        refused(send(&world, device.sign(&payload)).await, 422, ErrorCode::ReportMalformed).await;
    }
    let not_text = device.key.sign(Kind::Report, &[0xFF, 0xFE]).unwrap();
    refused(send(&world, not_text).await, 422, ErrorCode::ReportMalformed).await;
}

#[tokio::test]
async fn bodies_that_are_no_signed_report_are_refused() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let payload = device.report(&world).to_string();
    let encode = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let kid = device.key.thumbprint();
    let none = format!(r#"{{"alg":"none","kid":"{kid}","typ":"porchlight-report+jws"}}"#);
    let bodies = [
        String::new(),
        payload.clone(),
        "a.b.c".into(),
        format!("{}.{}.", encode(&none), encode(&payload)),
        device.key.sign(Kind::Enrolment, payload.as_bytes()).unwrap(),
        format!("{}=", device.sign(&payload)),
    ];
    for body in bodies {
        refused(send(&world, body).await, 400, ErrorCode::RequestMalformed).await;
    }
    let answer = world.post_jws(PATH, vec![0xFF; 100]).await;
    refused(answer, 400, ErrorCode::RequestMalformed).await;
    refused(send(&world, "x".repeat(64 * 1024 + 1)).await, 413, ErrorCode::RequestTooLarge).await;
    let answer = world.request(Method::POST, PATH).json(&json!({})).send().await.unwrap();
    refused(answer, 415, ErrorCode::RequestMalformed).await;
}

#[tokio::test]
async fn a_clock_ahead_is_refused_and_a_report_that_waited_for_weeks_is_taken() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let made = |minutes: i64| {
        let mut report = device.report(&world);
        report["created_at"] = world.clock.in_minutes(minutes).as_str().into();
        report
    };
    let problem = refused(device.send(&world, &made(11)).await, 422, ErrorCode::ClockWrong).await;
    assert_eq!(problem.args["minutes"], "11");
    device.deliver(&world, &made(10)).await;
    device.deliver(&world, &made(-60 * 24 * 30)).await;
}

#[tokio::test]
async fn every_receipt_of_many_at_once_has_its_report_after_a_restart() {
    let world = Arc::new(World::new().await);
    let device = Arc::new(TestDevice::new(&world).await);
    let sending: Vec<_> = (0..120)
        .map(|_| {
            let (world, device) = (Arc::clone(&world), Arc::clone(&device));
            tokio::spawn(async move { device.deliver(&world, &device.report(&world)).await })
        })
        .collect();
    let mut receipts = Vec::new();
    for one in sending {
        receipts.push(one.await.unwrap());
    }
    let references: std::collections::BTreeSet<_> =
        receipts.iter().map(|receipt| &receipt.reference).collect();
    assert_eq!(references.len(), 120);
    let world = Arc::into_inner(world).unwrap().restarted().await;
    for receipt in receipts {
        let stored = world.store.report(&receipt.report_id).await.unwrap().unwrap();
        assert_eq!(stored.record.sha256, receipt.report_sha256);
    }
}

#[tokio::test]
async fn a_collector_with_too_much_to_do_says_when_to_ask_again_and_loses_nothing() {
    let limits = Limits { queue: 1, batch: 1, ..Limits::default() };
    let world = Arc::new(World::with(|config| config.limits = limits).await);
    let device = Arc::new(TestDevice::new(&world).await);
    let sending: Vec<_> = (0..200)
        .map(|_| {
            let (world, jws) = (Arc::clone(&world), device.sign(&device.report(&world).to_string()));
            tokio::spawn(async move {
                let answer = send(&world, jws.clone()).await;
                if answer.status() == 201 {
                    return None;
                }
                let wait = answer.headers()["retry-after"].clone();
                let problem: Problem = refused(answer, 503, ErrorCode::ServerBusy).await;
                assert_eq!(problem.args["seconds"], wait.to_str().unwrap());
                Some(jws)
            })
        })
        .collect();
    let mut refused_ones = Vec::new();
    for one in sending {
        refused_ones.extend(one.await.unwrap());
    }
    assert!(!refused_ones.is_empty());
    for jws in refused_ones {
        assert_eq!(send(&world, jws).await.status(), 201);
    }
}

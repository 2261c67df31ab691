//! Floods of what no honest device sends, on every way in at once.

use std::sync::atomic::{AtomicBool, Ordering};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_collector_db::Store;
use porchlight_contract::{ErrorCode, Problem, ReportId};
use porchlight_jws::Kind;
use reqwest::Method;
use serde_json::{Value, json};

use crate::device::{TestDevice, new_key, send};
use crate::world::{World, refused};

const REPORTS: &str = "/api/device/v1/reports";
const JOSE: &str = "application/jose";
const JSON: &str = "application/json";
/// What somebody writes into a field to see whether it is run, shown or opened.
const TEXTS: [&str; 6] = [
    "'; DROP TABLE report; --",
    "\" OR 1=1 --",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "../../etc/passwd\u{0}",
    "{{7*7}}${7*7}%s%n",
];

fn encode(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(text)
}

/// A text signed by this device whose header was changed afterwards.
fn with_header(device: &TestDevice, header: &str, payload: &str) -> String {
    let signed = device.sign(payload);
    format!("{}.{}", encode(header), signed.split_once('.').unwrap().1)
}

/// Headers that say something else than ours do. What a header says is never a choice.
fn headers(device: &TestDevice) -> Vec<String> {
    let kid = device.key.thumbprint();
    let typ = r#""typ":"porchlight-report+jws""#;
    let algorithms = ["none", "None", "HS256", "ES256", "RS256", "EdDSA ", "", "Ed448"];
    let mut headers: Vec<_> =
        algorithms.iter().map(|alg| format!(r#"{{"alg":"{alg}","kid":"{kid}",{typ}}}"#)).collect();
    headers.extend([
        format!(r#"{{"kid":"{kid}",{typ}}}"#),
        format!(r#"{{"alg":"EdDSA",{typ}}}"#),
        format!(r#"{{"alg":"EdDSA","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"EdDSA","alg":"none","kid":"{kid}",{typ}}}"#),
        format!(r#"{{"alg":"EdDSA","kid":"{kid}","kid":"{kid}",{typ}}}"#),
        format!(r#"{{"alg":"EdDSA","kid":"{kid}",{typ},"crit":["b64"],"b64":false}}"#),
        format!(r#"{{"alg":"EdDSA","kid":"{kid}",{typ},"jwk":{{"kty":"OKP","crv":"Ed25519","x":"{kid}"}}}}"#),
        format!(r#"{{"alg":"EdDSA","kid":"{kid}",{typ},"jku":"https://attacker.example/keys"}}"#),
        format!(r#"{{"alg":"EdDSA","kid":"' OR 1=1 --",{typ}}}"#),
        format!(r#"{{"alg":"EdDSA","kid":["{kid}"],{typ}}}"#),
        "[".repeat(5_000),
        "{\"alg\":".repeat(2_000),
        "null".to_owned(),
        String::new(),
    ]);
    headers
}

/// Requests that are all to be refused: where to, as what, and what.
fn requests(world: &World, device: &TestDevice) -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let good = device.report(world).to_string();
    let mut requests: Vec<_> =
        headers(device).iter().map(|header| (REPORTS, JOSE, with_header(device, header, &good))).collect();
    let nested =
        ["[".repeat(30_000), "{\"a\":".repeat(10_000), format!("{}1{}", "[".repeat(200), "]".repeat(200))];
    for payload in nested.iter().map(String::as_str).chain(TEXTS) {
        requests.push((REPORTS, JOSE, device.sign(payload)));
        requests.push(("/api/device/v1/withdrawals", JOSE, payload.to_owned()));
        requests.push(("/api/device/v1/enrolments", JOSE, payload.to_owned()));
        requests.push(("/api/device/v1/invites/look-up", JSON, payload.to_owned()));
        requests.push(("/api/device/v1/invites/look-up", JSON, json!({ "code": payload }).to_string()));
        requests.push(("/api/console/v1/session", JSON, payload.to_owned()));
    }
    let twice = r#"{"code":"AAAA-AAAA-AAAA","code":"BBBB-BBBB-BBBB"}"#;
    requests.push(("/api/device/v1/invites/look-up", JSON, twice.to_owned()));
    for kind in
        ["", "text/html", "application/json", "multipart/form-data; boundary=x", "application/jose+json"]
    {
        requests.push((REPORTS, kind, device.sign(&good)));
    }
    let mut requests: Vec<_> =
        requests.into_iter().map(|(path, kind, body)| (path, kind, body.into_bytes())).collect();
    requests.push((REPORTS, JOSE, vec![0xFF; 20_000]));
    requests.push((REPORTS, JOSE, vec![0; 20_000]));
    requests
}

/// Sends all of it, over and over, until it is enough. Every answer has to say no in the usual words.
async fn flood(world: &World, device: &TestDevice, enough: &AtomicBool) -> usize {
    let requests = requests(world, device);
    for (count, (path, kind, body)) in requests.iter().cycle().enumerate() {
        if count >= requests.len() && enough.load(Ordering::Relaxed) {
            return count;
        }
        let request = world.request(Method::POST, path).header("content-type", *kind);
        let answer = request.header("x-porchlight", "console").body(body.clone()).send().await.unwrap();
        let status = answer.status();
        let said = answer.text().await.unwrap();
        let shown = String::from_utf8_lossy(&body[..body.len().min(200)]);
        assert!(status.is_client_error(), "{status} to {path} as {kind}: {shown}");
        let problem: Problem = serde_json::from_str(&said).unwrap();
        assert_ne!(problem.code, ErrorCode::Internal, "{shown}");
        assert!(TEXTS.iter().all(|text| !said.contains(text)), "said back: {said}");
    }
    unreachable!("there are requests to cycle through")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_nonsense_is_refused_and_honest_devices_are_served_meanwhile() {
    let world = World::new().await;
    let ana = TestDevice::new(&world).await;
    let ben = TestDevice::enrolled(&world, &world.invite(&ana.company, "Ben").await).await;
    let enough = AtomicBool::new(false);
    let honest = async {
        for _ in 0..40 {
            ana.deliver(&world, &ana.report(&world)).await;
        }
        enough.store(true, Ordering::Relaxed);
    };
    let floods = futures::future::join_all((0..8).map(|_| flood(&world, &ben, &enough)));
    tokio::join!(honest, floods);
    let reports = async |device: &TestDevice| {
        world.store.reports_of(&device.company, &device.id, 100).await.unwrap().len()
    };
    assert_eq!((reports(&ana).await, reports(&ben).await), (40, 0));
    assert_eq!(world.store.verify_audit().await.unwrap().broken_at, None);
}

/// The places of every text in a document.
fn texts(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(place.to_owned()),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| texts(value, &format!("{place}/{name}"), found));
        }
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(at, value)| texts(value, &format!("{place}/{at}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[tokio::test]
async fn no_text_of_a_report_can_be_a_query_or_a_page() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let good = device.report(&world);
    let mut places = Vec::new();
    texts(&good, "", &mut places);
    assert!(places.len() > 20);
    for (place, text) in places.iter().flat_map(|place| TEXTS.map(|text| (place, text))) {
        let mut report = good.clone();
        *report.pointer_mut(place).unwrap() = text.into();
        let answer = device.send(&world, &report).await;
        let forbidden = place == "/company_id" || place == "/device_id";
        assert!([403, 422].contains(&answer.status().as_u16()), "{place} took {text}: {}", answer.status());
        assert!(forbidden || answer.status() == 422, "{place}");
    }
    device.deliver(&world, &good).await;
    assert_eq!(world.store.reports_of(&device.company, &device.id, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn no_device_speaks_for_another_whatever_it_puts_where() {
    let world = World::new().await;
    let ana = TestDevice::new(&world).await;
    let ash = world.company("Ash").await;
    let ben = TestDevice::enrolled(&world, &world.invite(&ash, "Ben").await).await;
    let report = ana.report(&world);
    // Ana's report, said to be signed with her key, but signed with another.
    let header =
        format!(r#"{{"alg":"EdDSA","kid":"{}","typ":"porchlight-report+jws"}}"#, ana.key.thumbprint());
    for key in [&ben.key, &new_key()] {
        let signed = key.sign(Kind::Report, report.to_string().as_bytes()).unwrap();
        let (_, rest) = signed.split_once('.').unwrap();
        let forged = format!("{}.{rest}", encode(&header));
        refused(send(&world, forged).await, 401, ErrorCode::SignatureInvalid).await;
    }
    // Signed with Ben's own key, about Ana's device, her company, or both.
    for fields in [&["device_id"][..], &["company_id"], &["device_id", "company_id"]] {
        let mut mixed = ben.report(&world);
        for field in fields {
            mixed[*field] = report[*field].clone();
        }
        refused(ben.send(&world, &mixed).await, 403, ErrorCode::Forbidden).await;
    }
    ana.deliver(&world, &report).await;
    let id = ReportId::parse(report["report_id"].as_str().unwrap()).unwrap();
    let answer = ben.take_back(&world, &id).await;
    assert!(answer.status().is_client_error(), "{}", answer.status());
    assert!(world.store.report(&id).await.unwrap().is_some());
    assert!(world.store.reports_of(&ash, &ben.id, 9).await.unwrap().is_empty());
}

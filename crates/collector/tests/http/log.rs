//! What the collector logs, and what it must not.

use std::io::Write;
use std::sync::{Mutex, Once};

use porchlight_contract::ErrorCode;
use reqwest::Method;
use serde_json::json;

use crate::device::TestDevice;
use crate::session::sign_in;
use crate::world::{World, refused};

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct ToLog;

impl Write for ToLog {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps everything that this program's tests log, in the most talkative way.
pub(crate) fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = "porchlight_collector=trace,porchlight_collector_db=trace,tower_http=trace,hyper=debug";
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false);
        log.with_writer(|| ToLog).init();
    });
}

fn logged() -> String {
    String::from_utf8(LOG.lock().unwrap().clone()).unwrap()
}

#[tokio::test]
async fn a_failed_request_is_found_in_the_log_by_its_trace_id() {
    let world = World::new().await;
    let answer = world.request(Method::GET, "/api/console/v1/devices").send().await.unwrap();
    let problem = refused(answer, 401, ErrorCode::SessionMissing).await;
    let trace_id = problem.trace_id.unwrap();
    let log = logged();
    let line = log.lines().find(|line| line.contains(trace_id.as_str())).unwrap();
    assert!(line.contains("session_missing") && line.contains("/api/console/v1/devices"), "{line}");
}

#[tokio::test]
async fn no_names_codes_addresses_or_secrets_are_logged() {
    let world = World::new().await;
    let company = world.company("Quince Orchards").await;
    let invite = world.invite(&company, "Wilhelmina Xanthopoulos").await;
    let device = TestDevice::enrolled(&world, &invite).await;
    device.send(&world, &device.report(&world)).await;
    let wrong = json!({ "email": "wilhelmina@quince.example", "password": "hunter2-hunter2-hunter2" });
    let post = world.request(Method::POST, "/api/console/v1/session").header("x-porchlight", "console");
    refused(post.json(&wrong).send().await.unwrap(), 401, ErrorCode::SignInFailed).await;
    for path in ["/api/console/v1/set-up/look-up", "/api/console/v1/set-up"] {
        let link = json!({ "token": "a-token-of-a-link", "password": "hunter2-hunter2-hunter2" });
        let post = world.request(Method::POST, path).header("x-porchlight", "console");
        assert!(post.json(&link).send().await.unwrap().status().is_client_error());
    }
    let console = sign_in(&world, "zebedee@harbour.example").await;
    console
        .post(&world, "/api/console/v1/second-factor/confirm", &json!({ "code": "a-code-of-an-app" }))
        .await;
    console.get(&world, "/api/console/v1/devices?q=Wilhelmina").await;
    console.get(&world, "/Wilhelmina?code=secret").await;
    let log = logged();
    let secrets = [
        "Wilhelmina",
        "Xanthopoulos",
        "Quince",
        "quince.example",
        "zebedee",
        "hunter2",
        "a-token-of-a-link",
        "a-code-of-an-app",
        invite.code.as_str(),
        &invite.code.to_string(),
        &console.token,
        "code=secret",
    ];
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    // The address of a peer stands on no line about a request.
    assert!(log.lines().filter(|line| line.contains("request{")).all(|line| !line.contains("127.0.0.1")));
}

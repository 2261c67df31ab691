//! What holds for every route, taken from the API's own document.

use porchlight_contract::ErrorCode;
use reqwest::Method;
use serde_json::Value;

use crate::session::sign_in;
use crate::world::{World, refused};

pub(crate) fn document() -> Value {
    serde_json::from_str(&porchlight_collector::openapi_document().unwrap()).unwrap()
}

/// Every method and path, with an id where one belongs.
fn routes() -> Vec<(Method, String, Value)> {
    let document = document();
    let mut routes = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let path = path.replace("{id}", "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11");
            routes.push((method, path, operation.clone()));
        }
    }
    assert!(routes.len() >= 12);
    routes
}

#[test]
fn the_committed_document_is_the_one_that_the_routes_make() {
    let committed = include_str!("../../../../ui/packages/api/openapi.json");
    let made = porchlight_collector::openapi_document().unwrap();
    assert!(committed == made, "run: porchlight-collector openapi > ui/packages/api/openapi.json");
}

#[test]
fn the_document_refers_to_nothing_that_is_not_in_it() {
    let text = porchlight_collector::openapi_document().unwrap();
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
    }
}

#[tokio::test]
async fn every_console_route_but_those_to_get_in_asks_for_a_session() {
    let world = World::new().await;
    let to_get_in = ["sign_in", "look_up_set_up", "set_up"];
    for (method, path, operation) in routes() {
        let id = operation["operationId"].as_str().unwrap();
        if !path.starts_with("/api/console/") || to_get_in.contains(&id) {
            continue;
        }
        assert_eq!(operation["security"], serde_json::json!([{ "session": [] }]), "{method} {path}");
        let request = world.request(method, &path).header("x-porchlight", "console");
        refused(request.send().await.unwrap(), 401, ErrorCode::SessionMissing).await;
    }
}

#[tokio::test]
async fn every_console_route_that_writes_refuses_other_sites() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    for (method, path, _) in routes() {
        if !path.starts_with("/api/console/") || method == Method::GET {
            continue;
        }
        let request = world.request(method.clone(), &path).header("cookie", &console.cookie);
        refused(request.send().await.unwrap(), 403, ErrorCode::Forbidden).await;
        let request = console.request(&world, method, &path).header("origin", "https://evil.example");
        refused(request.send().await.unwrap(), 403, ErrorCode::Forbidden).await;
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let world = World::new().await;
    let more = ["/", "/devices", "/api/nothing", "/favicon.ico", "/api/openapi.json"];
    let paths = routes().into_iter().map(|(_, path, _)| path).chain(more.map(String::from));
    for path in paths {
        let answer = world.request(Method::GET, &path).send().await.unwrap();
        let headers = answer.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        if path.starts_with("/api") {
            assert_eq!(headers["cache-control"], "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn an_address_that_is_no_route_is_not_found() {
    let world = World::new().await;
    for path in ["/api", "/api/", "/api/console/v1", "/api/console/v1/users", "/api/device/v2/reports"] {
        let answer = world.request(Method::GET, path).send().await.unwrap();
        refused(answer, 404, ErrorCode::NotFound).await;
    }
}

#[tokio::test]
async fn health_needs_no_session_and_the_document_is_served() {
    let world = World::new().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(world.request(Method::GET, path).send().await.unwrap().status(), 204);
    }
    let served = world.request(Method::GET, "/api/openapi.json").send().await.unwrap();
    assert_eq!(served.json::<Value>().await.unwrap(), document());
}

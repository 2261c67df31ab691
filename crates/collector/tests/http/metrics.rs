//! Figures for those who run the collector.

use reqwest::StatusCode;

use crate::device::TestDevice;
use crate::world::World;

async fn figures(world: &World) -> String {
    let url = format!("http://{}/metrics", world.metrics_socket());
    let answer = world.client.get(url).send().await.unwrap();
    assert_eq!(
        answer.headers()["content-type"],
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    );
    answer.text().await.unwrap()
}

#[tokio::test]
async fn figures_count_requests_by_route_and_commits_and_name_nobody() {
    let world = World::with(|config| config.metrics = Some(config.listen)).await;
    let device = TestDevice::new(&world).await;
    let before = figures(&world).await;
    assert!(!before.contains(r#"route="/api/device/v1/reports""#), "{before}");
    device.deliver(&world, &device.report(&world)).await;
    world.client.get(world.url("/api/console/v1/devices/ana@example.com")).send().await.unwrap();
    let after = figures(&world).await;
    let accepted =
        r#"porchlight_requests_total{method="POST",route="/api/device/v1/reports",status="201"} 1"#;
    assert!(after.contains(accepted), "{after}");
    assert!(after.contains(r#"route="/api/console/v1/devices/{id}",status="401"} 1"#), "{after}");
    assert!(after.contains("porchlight_writes_waiting 0\n"), "{after}");
    assert!(!after.contains("porchlight_commits_total 0\n"), "{after}");
    assert!(!after.contains("ana@"), "{after}");
    assert!(after.ends_with("# EOF\n"), "{after}");
}

#[tokio::test]
async fn who_reaches_the_collector_does_not_reach_its_figures() {
    let world = World::with(|config| config.metrics = Some(config.listen)).await;
    let answer = world.client.get(world.url("/metrics")).send().await.unwrap();
    let body = answer.text().await.unwrap();
    assert!(!body.contains("porchlight_requests"), "{body}");
    let elsewhere = format!("http://{}/healthz", world.metrics_socket());
    assert_eq!(world.client.get(elsewhere).send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

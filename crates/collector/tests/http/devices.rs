//! `/api/console/v1/devices`

use jiff::SignedDuration;
use porchlight_collector_db::Store;
use porchlight_contract::ErrorCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::device::TestDevice;
use crate::session::{Console, sign_in};
use crate::world::{World, json as json_of, refused};

const PATH: &str = "/api/console/v1/devices";

/// Ana has something to mend and something unclear, Ben is ready, Cai never reported; Dee is with another company.
struct Office {
    world: World,
    console: Console,
    ana: TestDevice,
}

impl Office {
    async fn new() -> Self {
        let world = World::new().await;
        let console = sign_in(&world, "sam@harbour.example").await;
        let bramble = world.company("Bramble & Co").await;
        let ash = world.company("Ash").await;
        let mut devices = Vec::new();
        for (company, person) in
            [(&bramble, "Ana Prieto"), (&bramble, "Ben"), (&bramble, "Cai"), (&ash, "Dee")]
        {
            world.clock.advance(SignedDuration::from_secs(1));
            devices.push(TestDevice::enrolled(&world, &world.invite(company, person).await).await);
        }
        world.clock.advance(SignedDuration::from_secs(1));
        devices[1].deliver(&world, &devices[1].good_report(&world)).await;
        world.clock.advance(SignedDuration::from_secs(1));
        devices[0].deliver(&world, &devices[0].report(&world)).await;
        Self { world, console, ana: devices.remove(0) }
    }

    async fn list(&self, query: &str) -> Value {
        json_of(self.console.get(&self.world, &format!("{PATH}{query}")).await, 200).await
    }

    async fn people(&self, query: &str) -> Vec<String> {
        let page = self.list(query).await;
        let devices = page["devices"].as_array().unwrap();
        assert_eq!(page["total"], devices.len());
        devices.iter().map(|device| device["person"].as_str().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn devices_come_newest_activity_first_with_what_their_report_means() {
    let office = Office::new().await;
    assert_eq!(office.people("").await, ["Ana Prieto", "Ben", "Dee", "Cai"]);
    let page = office.list("").await;
    let ana = &page["devices"][0];
    assert_eq!(ana["id"], office.ana.id.as_str());
    assert_eq!(ana["company"]["name"], "Bramble & Co");
    assert_eq!(ana["os"], json!({ "family": "linux", "name": "debian", "version": "12" }));
    assert_eq!(ana["last_report"]["received_at"], "2026-11-22T10:00:06Z");
    assert_eq!(
        ana["readiness"],
        json!({ "ready": false, "must_mend": 1, "unclear": 1, "worth_mending": 0, "not_shared": 0, "good": 2, "asked": 4 })
    );
    let cai = &page["devices"][3];
    assert_eq!((&cai["last_report"], &cai["readiness"]), (&Value::Null, &Value::Null));
    assert_eq!(cai["os"], json!({ "family": "linux" }));
}

#[tokio::test]
async fn devices_are_filtered_by_standing_and_company() {
    let office = Office::new().await;
    assert_eq!(office.people("?standing=ready").await, ["Ben"]);
    assert_eq!(office.people("?standing=must_mend").await, ["Ana Prieto"]);
    assert_eq!(office.people("?standing=unclear").await, ["Ana Prieto"]);
    assert_eq!(office.people("?standing=worth_mending").await, [""; 0]);
    assert_eq!(office.people("?standing=never_reported").await, ["Dee", "Cai"]);
    let company = office.ana.company.as_str();
    assert_eq!(office.people(&format!("?company={company}&standing=never_reported")).await, ["Cai"]);
    assert_eq!(office.people(&format!("?company={company}&q=BEN")).await, ["Ben"]);
}

#[tokio::test]
async fn a_device_is_found_by_what_somebody_says_on_the_phone() {
    let office = Office::new().await;
    let page = office.list("?q=ana").await;
    let reference = page["devices"][0]["last_report"]["reference"].as_str().unwrap().to_owned();
    for said in [reference.clone(), reference.to_lowercase(), reference[3..].replace('-', "%20")] {
        assert_eq!(office.people(&format!("?q={said}")).await, ["Ana Prieto"], "{said}");
    }
    assert_eq!(office.people("?q=%25").await, [""; 0]);
    assert_eq!(office.people("?q=%20%20").await.len(), 4);
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_or_repeats() {
    let office = Office::new().await;
    for filter in ["", "&standing=never_reported"] {
        let mut seen: Vec<String> = Vec::new();
        let mut after = String::new();
        loop {
            let page = office.list(&format!("?limit=1{filter}{after}")).await;
            seen.extend(page["devices"].as_array().unwrap().iter().map(|d| d["id"].to_string()));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        let all = office.list(&format!("?limit=200{filter}")).await;
        let all: Vec<_> = all["devices"].as_array().unwrap().iter().map(|d| d["id"].to_string()).collect();
        assert_eq!(seen, all, "{filter}");
    }
}

#[tokio::test]
async fn queries_that_make_no_sense_are_refused() {
    let office = Office::new().await;
    let long = format!("?q={}", "x".repeat(121));
    for query in [
        "?limit=0",
        "?limit=201",
        "?limit=-1",
        "?limit=x",
        "?company=x",
        "?company=%27%20OR%201=1",
        "?standing=green",
        "?after=x",
        "?after=%27_%27",
        "?unknown=1",
        &long,
    ] {
        let answer = office.console.get(&office.world, &format!("{PATH}{query}")).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

#[tokio::test]
async fn a_device_shows_its_checks_failing_first_and_the_look_is_audited() {
    let office = Office::new().await;
    let path = format!("{PATH}/{}", office.ana.id);
    let detail = json_of(office.console.get(&office.world, &path).await, 200).await;
    assert_eq!(detail["key_fingerprint"], office.ana.key.thumbprint().fingerprint());
    assert_eq!((&detail["row"]["person"], &detail["policy_version"]), (&json!("Ana Prieto"), &json!(1)));
    let checks: Vec<_> = detail["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| [&check["id"], &check["standing"], &check["requirement"]].map(|v| v.as_str().unwrap()))
        .collect();
    assert_eq!(
        checks,
        [
            ["firewall.host", "must_mend", "required"],
            ["screen.lock", "unclear", "advised"],
            ["disk.encryption", "good", "required"],
            ["os.supported", "good", "required"],
        ]
    );
    let firewall = &detail["checks"][0];
    assert_eq!(firewall["outcome"], json!({ "status": "fail", "reasons": ["off"] }));
    assert_eq!((&firewall["facts"], &firewall["grade"]), (&json!({ "on": false }), &json!("observed")));
    assert_eq!(detail["reports"].as_array().unwrap().len(), 1);
    let last = &office.world.store.audit(1).await.unwrap()[0];
    assert_eq!(
        (last.action.as_str(), last.subject.as_deref()),
        ("device_viewed", Some(office.ana.id.as_str()))
    );
}

#[tokio::test]
async fn a_required_check_that_no_report_has_is_unclear_and_one_that_nobody_asks_for_is_last() {
    let office = Office::new().await;
    let mut report = office.ana.report(&office.world);
    report["created_at"] = office.world.clock.in_minutes(1).as_str().into();
    let checks = report["checks"].as_array_mut().unwrap();
    checks.retain(|check| check["id"] != "disk.encryption");
    checks[0]["id"] = "wifi.security".into();
    office.ana.deliver(&office.world, &report).await;
    let path = format!("{PATH}/{}", office.ana.id);
    let detail = json_of(office.console.get(&office.world, &path).await, 200).await;
    let shown = detail["checks"].as_array().unwrap();
    let find = |id: &str| shown.iter().find(|check| check["id"] == id).unwrap();
    let missing = find("disk.encryption");
    assert_eq!((&missing["standing"], &missing["outcome"]), (&json!("unclear"), &Value::Null));
    let last = shown.last().unwrap();
    assert_eq!((&last["id"], &last["standing"]), (&json!("wifi.security"), &json!("not_asked")));
    assert_eq!(last["requirement"], Value::Null);
    assert_eq!(detail["row"]["readiness"]["unclear"], 3);
}

#[tokio::test]
async fn a_device_lists_its_last_twenty_reports() {
    let office = Office::new().await;
    for _ in 0..21 {
        office.world.clock.advance(SignedDuration::from_secs(1));
        office.ana.deliver(&office.world, &office.ana.report(&office.world)).await;
    }
    let path = format!("{PATH}/{}", office.ana.id);
    let detail = json_of(office.console.get(&office.world, &path).await, 200).await;
    let reports = detail["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 20);
    assert_eq!(reports[0]["received_at"], "2026-11-22T10:00:27Z");
    assert_eq!(reports[0]["reference"], detail["row"]["last_report"]["reference"]);
}

#[tokio::test]
async fn a_device_that_is_not_there_is_not_found() {
    let office = Office::new().await;
    let nobodys = Uuid::now_v7().to_string();
    for id in [nobodys.as_str(), "x", "%27%20OR%201=1%20--", "..%2f..%2fapi"] {
        let answer = office.console.get(&office.world, &format!("{PATH}/{id}")).await;
        refused(answer, 404, ErrorCode::NotFound).await;
    }
}

#[tokio::test]
async fn hostile_names_stay_text() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let company = world.company("<img src=x onerror=alert(1)>").await;
    let person = "'; DROP TABLE device; --";
    TestDevice::enrolled(&world, &world.invite(&company, person).await).await;
    let answer = console.get(&world, PATH).await;
    assert_eq!(answer.headers()["content-type"], "application/json");
    let page = json_of(answer, 200).await;
    assert_eq!(page["devices"][0]["person"], person);
    assert_eq!(page["devices"][0]["company"]["name"], "<img src=x onerror=alert(1)>");
}

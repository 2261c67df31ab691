//! What a device's page and the list's filters say beyond the newest report.

use jiff::SignedDuration;
use porchlight_collector_db::{Role, Store};
use porchlight_contract::{ErrorCode, Receipt, ReportId};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{Desk, audited, unknown_ids_are_not_found};
use crate::device::TestDevice;
use crate::world::{World, refused};

struct Office {
    world: World,
    desk: Desk,
    ana: TestDevice,
}

impl Office {
    async fn new() -> Self {
        let world = World::new().await;
        let desk = Desk::of(&world, Role::Technician).await;
        let ana = TestDevice::new(&world).await;
        Self { world, desk, ana }
    }

    /// Sends a report a minute later, in which the screen lock came to this.
    async fn lock(&self, outcome: Value, facts: Value, answer: Option<&str>) -> Receipt {
        self.world.clock.advance(SignedDuration::from_mins(1));
        let mut report = self.ana.report(&self.world);
        let lock = &mut report["checks"][3];
        lock["outcome"] = outcome;
        lock["facts"] = facts;
        if let Some(answer) = answer {
            lock["person"] = answer.into();
        }
        self.ana.deliver(&self.world, &report).await
    }

    async fn detail(&self) -> Value {
        self.desk.get(&self.world, &format!("/devices/{}", self.ana.id)).await
    }

    async fn people(&self, query: &str) -> usize {
        self.desk.get(&self.world, &format!("/devices{query}")).await["devices"].as_array().unwrap().len()
    }

    fn diff_path(&self, from: &ReportId, to: &ReportId) -> String {
        format!("/devices/{}/diff?from={from}&to={to}", self.ana.id)
    }
}

fn history<'a>(detail: &'a Value, check: &str) -> &'a [Value] {
    let histories = detail["history"].as_array().unwrap();
    histories.iter().find(|one| one["id"] == check).unwrap()["changes"].as_array().unwrap()
}

fn slow() -> Value {
    json!({ "status": "warn", "reasons": ["slow"] })
}

#[tokio::test]
async fn a_checks_history_tells_only_where_it_changed() {
    let office = Office::new().await;
    let first = office.lock(slow(), json!({}), None).await;
    office.lock(slow(), json!({}), None).await;
    let good = office.lock(json!({ "status": "pass" }), json!({}), None).await;
    office.lock(json!({ "status": "pass" }), json!({}), None).await;
    let detail = office.detail().await;
    assert_eq!(
        history(&detail, "screen.lock"),
        [
            json!({ "at": "2026-11-22T10:03:00Z", "outcome": { "status": "pass" }, "report": good.report_id }),
            json!({ "at": "2026-11-22T10:01:00Z", "outcome": slow(), "report": first.report_id }),
        ]
    );
    assert_eq!(history(&detail, "firewall.host").len(), 1);
}

#[tokio::test]
async fn a_report_that_was_taken_back_is_no_history() {
    let office = Office::new().await;
    office.lock(slow(), json!({}), None).await;
    let newer = office.lock(json!({ "status": "pass" }), json!({}), None).await;
    assert_eq!(office.ana.take_back(&office.world, &newer.report_id).await.status(), 201);
    assert_eq!(history(&office.detail().await, "screen.lock").len(), 1);
}

#[tokio::test]
async fn a_history_opens_no_more_than_the_last_twenty_reports() {
    let office = Office::new().await;
    for n in 0..22 {
        let outcome = if n % 2 == 0 { slow() } else { json!({ "status": "pass" }) };
        office.lock(outcome, json!({}), None).await;
    }
    assert_eq!(history(&office.detail().await, "screen.lock").len(), 20);
}

#[tokio::test]
async fn what_the_person_says_stands_beside_the_findings() {
    let office = Office::new().await;
    assert_eq!(office.detail().await["said"], json!([]));
    office.lock(slow(), json!({}), Some("cannot_do")).await;
    let detail = office.detail().await;
    let said = json!([{ "check": "screen.lock", "answer": "cannot_do", "at": "2026-11-22T10:01:00Z" }]);
    assert_eq!((&detail["said"], &detail["note"]), (&said, &Value::Null));
}

#[tokio::test]
async fn two_reports_are_compared_by_what_differs() {
    let office = Office::new().await;
    let before = office.lock(slow(), json!({ "lock_after_s": 1200, "locks": true }), None).await;
    let after =
        office.lock(json!({ "status": "pass" }), json!({ "lock_after_s": 600, "locks": true }), None).await;
    let path = office.diff_path(&before.report_id, &after.report_id);
    let diff = office.desk.get(&office.world, &path).await;
    assert_eq!((&diff["from"]["id"], &diff["to"]["id"]), (&json!(before.report_id), &json!(after.report_id)));
    let facts = json!([{ "name": "lock_after_s", "before": 1200, "after": 600 }]);
    assert_eq!(
        diff["checks"],
        json!([{ "id": "screen.lock", "before": slow(), "after": { "status": "pass" }, "facts": facts }])
    );
    assert_eq!(audited(&office.world, 1).await, [("device_viewed".into(), Some(office.ana.id.to_string()))]);
    let same = office.diff_path(&after.report_id, &after.report_id);
    assert_eq!(office.desk.get(&office.world, &same).await["checks"], json!([]));
}

#[tokio::test]
async fn a_check_that_only_one_report_has_differs() {
    let office = Office::new().await;
    let before = office.lock(slow(), json!({ "locks": true }), None).await;
    office.world.clock.advance(SignedDuration::from_mins(1));
    let mut report = office.ana.report(&office.world);
    report["checks"].as_array_mut().unwrap().truncate(3);
    let after = office.ana.deliver(&office.world, &report).await;
    let path = office.diff_path(&before.report_id, &after.report_id);
    let diff = office.desk.get(&office.world, &path).await;
    let facts = json!([{ "name": "locks", "before": true, "after": null }]);
    assert_eq!(
        diff["checks"],
        json!([{ "id": "screen.lock", "before": slow(), "after": null, "facts": facts }])
    );
}

#[tokio::test]
async fn reports_of_another_device_or_of_nobody_are_not_compared() {
    let office = Office::new().await;
    let own = office.lock(slow(), json!({}), None).await.report_id;
    let other_company = office.world.company("Ash").await;
    let ben = TestDevice::enrolled(&office.world, &office.world.invite(&other_company, "Ben").await).await;
    let theirs = ben.deliver(&office.world, &ben.report(&office.world)).await.report_id;
    let gone = office.lock(slow(), json!({}), None).await.report_id;
    office.ana.take_back(&office.world, &gone).await;
    let nobodys = ReportId::parse(Uuid::now_v7().to_string()).unwrap();
    for other in [&theirs, &gone, &nobodys] {
        for path in [office.diff_path(&own, other), office.diff_path(other, &own)] {
            let answer = office.desk.answer(&office.world, Method::GET, &path).await;
            refused(answer, 404, ErrorCode::NotFound).await;
        }
    }
    for query in [
        "",
        "?from=x&to=y",
        "?from=%27&to=%27",
        &format!("?from={own}"),
        &format!("?from={own}&to={own}&x=1"),
    ] {
        let path = format!("/devices/{}/diff{query}", office.ana.id);
        let answer = office.desk.answer(&office.world, Method::GET, &path).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
    let path = |id: &str| format!("/devices/{id}/diff?from={own}&to={own}");
    unknown_ids_are_not_found(&office.world, &office.desk, Method::GET, path, &Value::Null).await;
}

#[tokio::test]
async fn devices_are_filtered_by_check_outcome_and_system() {
    let office = Office::new().await;
    assert_eq!(office.people("?check=screen.lock").await, 0, "no report yet");
    office.lock(json!({ "status": "unknown", "cause": "not_shared" }), json!({}), None).await;
    for (query, found) in [
        ("?check=screen.lock", 1),
        ("?check=screen.lock&outcome=left_out", 1),
        ("?check=screen.lock&outcome=unknown", 0),
        ("?check=screen.lock&outcome=pass", 0),
        ("?check=firewall.host&outcome=fail", 1),
        ("?outcome=fail", 1),
        ("?outcome=warn", 0),
        ("?check=nobody.asks", 0),
        ("?os=linux", 1),
        ("?os=windows", 0),
        ("?os=linux&outcome=fail&check=firewall.host&standing=must_mend", 1),
    ] {
        assert_eq!(office.people(query).await, found, "{query}");
    }
    assert_eq!(office.detail().await["row"]["left_out"], 1);
    for query in ["?check=x", "?check=%27%20OR%201=1", "?outcome=green", "?os=dos", "?stale=maybe"] {
        let answer = office.desk.answer(&office.world, Method::GET, &format!("/devices{query}")).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

#[tokio::test]
async fn a_report_gets_stale_after_two_weeks_and_none_is_never_stale() {
    let office = Office::new().await;
    assert_eq!((office.people("?stale=true").await, office.people("?stale=false").await), (0, 1));
    office.lock(slow(), json!({}), None).await;
    office.world.clock.advance(SignedDuration::from_hours(14 * 24));
    assert_eq!(office.people("?stale=true").await, 0);
    office.world.clock.advance(SignedDuration::from_secs(1));
    assert_eq!((office.people("?stale=true").await, office.people("?stale=false").await), (1, 0));
    assert_eq!(office.detail().await["row"]["stale"], true);
    office.ana.deliver(&office.world, &office.ana.report(&office.world)).await;
    assert_eq!(office.detail().await["row"]["stale"], false);
}

#[tokio::test]
async fn the_list_as_a_file_is_safe_to_open_and_audited() {
    let office = Office::new().await;
    let company = office.world.company("=cmd|' /C calc'!A0").await;
    for person in ["@SUM(A1)", "Ben \"B\", Vale"] {
        TestDevice::enrolled(&office.world, &office.world.invite(&company, person).await).await;
    }
    office.lock(slow(), json!({}), None).await;
    let answer = office.desk.answer(&office.world, Method::GET, "/devices.csv").await;
    let headers = answer.headers().clone();
    assert_eq!(
        (answer.status().as_u16(), &headers["content-type"]),
        (200, &"text/csv; charset=utf-8".parse().unwrap())
    );
    assert_eq!(headers["content-disposition"], "attachment; filename=\"devices.csv\"");
    let text = answer.text().await.unwrap();
    assert_eq!(text.matches("\r\n").count(), 4);
    assert!(text.contains("\"'=cmd|' /C calc'!A0\",\"'@SUM(A1)\""), "{text}");
    assert!(text.contains("\"Ben \"\"B\"\", Vale\",\"linux\",\"\",\"\""), "{text}");
    assert!(text.contains("\"false\",\"1\",\"0\",\"1\",\"0\",\"2\",\"4\",\"0\",\"false\"\r\n"), "{text}");
    assert_eq!(audited(&office.world, 1).await, [("devices_exported".into(), None)]);
    let path = format!("/devices.csv?company={company}&standing=never_reported");
    let text = office.desk.answer(&office.world, Method::GET, &path).await.text().await.unwrap();
    assert_eq!(text.matches("\r\n").count(), 3);
    assert_eq!(office.world.store.audit(1).await.unwrap()[0].company_id, Some(company));
    for query in ["?limit=1", "?after=x", "?check=x", "?company=%27"] {
        let answer = office.desk.answer(&office.world, Method::GET, &format!("/devices.csv{query}")).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

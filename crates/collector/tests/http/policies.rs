//! `/api/console/v1/companies/{id}/policy`

use jiff::SignedDuration;
use porchlight_collector_db::{Role, Store};
use porchlight_contract::{CompanyId, ErrorCode};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::desk::{Desk, HOSTILE, audited, unknown_ids_are_not_found};
use crate::device::TestDevice;
use crate::world::{World, json as json_of, refused};

struct Office {
    world: World,
    owner: Desk,
    company: CompanyId,
    ana: TestDevice,
}

impl Office {
    /// Ana's firewall is off; her screen locks after ten minutes.
    async fn new() -> Self {
        let world = World::new().await;
        let owner = Desk::of(&world, Role::Owner).await;
        let company = world.company("Bramble & Co").await;
        let ana = TestDevice::enrolled(&world, &world.invite(&company, "Ana Prieto").await).await;
        let mut report = ana.report(&world);
        report["checks"][3]["outcome"] = json!({ "status": "pass" });
        report["checks"][3]["facts"] = json!({ "lock_after_s": 600, "locks": true });
        ana.deliver(&world, &report).await;
        Self { world, owner, company, ana }
    }

    fn path(&self) -> String {
        format!("/companies/{}/policy", self.company)
    }

    async fn policy(&self) -> Value {
        self.owner.get(&self.world, &self.path()).await
    }

    async fn put(&self, policy: &Value) -> Response {
        self.owner.send(&self.world, Method::PUT, &self.path(), policy).await
    }

    async fn preview(&self, query: &str, policy: &Value) -> Value {
        let path = format!("{}/preview{query}", self.path());
        json_of(self.owner.post(&self.world, &path, policy).await, 200).await
    }

    async fn checks(&self) -> Value {
        self.owner.get(&self.world, &format!("/devices/{}", self.ana.id)).await["checks"].clone()
    }
}

fn asked(requirement: &str) -> Value {
    json!({ "requirement": requirement, "from": null })
}

#[tokio::test]
async fn a_policy_names_every_check_that_can_be_asked_for() {
    let office = Office::new().await;
    let policy = office.policy().await;
    assert_eq!((&policy["version"], &policy["stale_after_days"]), (&json!(1), &json!(14)));
    assert_eq!(policy["checks"]["firewall.host"], asked("required"));
    assert_eq!(policy["checks"]["screen.lock"], asked("advised"));
    assert_eq!(policy["checks"]["time.sync"], asked("none"));
    let none =
        json!({ "lock_after_s": null, "update_days": null, "signature_days": null, "support_days": null });
    assert_eq!(policy["thresholds"], none);
}

#[tokio::test]
async fn a_saved_policy_speaks_at_once_about_what_is_stored_and_the_one_before_is_kept() {
    let office = Office::new().await;
    let mut policy = office.policy().await;
    policy["thresholds"]["lock_after_s"] = 300.into();
    policy["checks"]["screen.lock"] = asked("required");
    policy["checks"]["firewall.host"] = asked("none");
    let saved = json_of(office.put(&policy).await, 200).await;
    assert_eq!(saved["version"], 2);
    assert_eq!(office.policy().await, saved);
    assert_eq!(audited(&office.world, 1).await, [("policy_changed".into(), None)]);
    let first = &office.checks().await[0];
    let too_slow = json!({ "status": "fail", "reasons": ["too_slow"] });
    assert_eq!(
        (&first["id"], &first["standing"], &first["outcome"]),
        (&json!("screen.lock"), &json!("must_mend"), &too_slow)
    );
    let path = format!("/companies/{}", office.company);
    let former = office.owner.get(&office.world, &path).await["former_policies"].clone();
    assert_eq!((&former[0]["policy"]["version"], former.as_array().unwrap().len()), (&json!(1), 1));
    assert_eq!(former[0]["policy"]["checks"]["firewall.host"], asked("required"));
}

#[tokio::test]
async fn a_change_that_somebody_else_has_overtaken_is_refused() {
    let office = Office::new().await;
    let policy = office.policy().await;
    assert_eq!(office.put(&policy).await.status(), 200);
    refused(office.put(&policy).await, 409, ErrorCode::PolicyChanged).await;
    let mut ahead = policy.clone();
    ahead["version"] = 7.into();
    refused(office.put(&ahead).await, 409, ErrorCode::PolicyChanged).await;
    assert_eq!(office.policy().await["version"], 2);
}

#[tokio::test]
async fn what_is_required_from_a_day_on_is_advised_until_then() {
    let office = Office::new().await;
    let mut policy = office.policy().await;
    policy["checks"]["firewall.host"]["from"] = "2026-11-24".into();
    assert_eq!(office.put(&policy).await.status(), 200);
    let standing = async || office.checks().await[0]["standing"].as_str().unwrap().to_owned();
    assert_eq!(standing().await, "worth_mending");
    office.world.clock.advance(SignedDuration::from_hours(37));
    assert_eq!(standing().await, "worth_mending", "it is the 23rd, eleven at night");
    office.world.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(standing().await, "must_mend");
}

#[tokio::test]
async fn a_preview_tells_what_would_change_and_saves_nothing() {
    let office = Office::new().await;
    let before = office.policy().await;
    assert_eq!(office.preview("", &before).await["changed"], 0);
    let mut policy = before.clone();
    policy["checks"]["firewall.host"] = asked("advised");
    policy["checks"]["time.sync"] = asked("advised");
    let preview = office.preview("", &policy).await;
    assert_eq!(preview["devices"], 1);
    assert_eq!(preview["before"], json!({ "ready": 0, "must_mend": 1, "unclear": 0, "worth_mending": 0 }));
    assert_eq!(preview["after"], json!({ "ready": 1, "must_mend": 0, "unclear": 1, "worth_mending": 1 }));
    let change = |check: &str, before: &str, after: &str| json!({ "device": office.ana.id, "person": "Ana Prieto", "check": check, "before": before, "after": after });
    let changes =
        [change("firewall.host", "must_mend", "worth_mending"), change("time.sync", "not_asked", "unclear")];
    assert_eq!((&preview["changes"], &preview["changed"]), (&json!(changes), &json!(2)));
    assert_eq!(office.policy().await, before);
}

#[tokio::test]
async fn a_preview_can_look_at_a_day_to_come() {
    let office = Office::new().await;
    let mut policy = office.policy().await;
    policy["thresholds"]["lock_after_s"] = 300.into();
    policy["checks"]["screen.lock"] = json!({ "requirement": "required", "from": "2027-01-01" });
    let stands = async |query: &str| {
        let changes = office.preview(query, &policy).await["changes"].clone();
        changes[0]["after"].as_str().unwrap().to_owned()
    };
    assert_eq!(stands("").await, "worth_mending");
    assert_eq!(stands("?on=2026-12-31").await, "worth_mending");
    assert_eq!(stands("?on=2027-01-01").await, "must_mend");
    for query in ["?on=soon", "?on=%27", "?x=1"] {
        let path = format!("{}/preview{query}", office.path());
        let answer = office.owner.post(&office.world, &path, &policy).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

#[tokio::test]
async fn no_policy_makes_the_unknown_good() {
    let office = Office::new().await;
    office.world.clock.advance(SignedDuration::from_mins(1));
    let mut report = office.ana.report(&office.world);
    report["checks"][3]["facts"] = json!({ "lock_after_s": 1 });
    office.ana.deliver(&office.world, &report).await;
    let mut policy = office.policy().await;
    policy["thresholds"]["lock_after_s"] = 86_400.into();
    assert_eq!(office.put(&policy).await.status(), 200);
    let checks = office.checks().await;
    let lock = checks.as_array().unwrap().iter().find(|check| check["id"] == "screen.lock").unwrap();
    assert_eq!((&lock["standing"], &lock["outcome"]["status"]), (&json!("unclear"), &json!("unknown")));
}

#[tokio::test]
async fn policies_that_make_no_sense_are_refused() {
    let office = Office::new().await;
    let policy = office.policy().await;
    let changed = |pointer: &str, value: Value| {
        let mut policy = policy.clone();
        *policy.pointer_mut(pointer).unwrap() = value;
        policy
    };
    let mut with_more = policy.clone();
    with_more["colour"] = "red".into();
    let mut unknown_check = policy.clone();
    unknown_check["checks"]["nobody.knows"] = asked("required");
    let mut hostile_check = policy.clone();
    hostile_check["checks"][HOSTILE[0]] = asked("required");
    let mut more_lines = policy.clone();
    more_lines["thresholds"]["noise"] = 1.into();
    for policy in [
        json!({}),
        json!(null),
        with_more,
        unknown_check,
        hostile_check,
        more_lines,
        changed("/version", json!(-1)),
        changed("/version", json!(u32::MAX)),
        changed("/stale_after_days", json!(0)),
        changed("/stale_after_days", json!(366)),
        changed("/thresholds/lock_after_s", json!(0)),
        changed("/thresholds/lock_after_s", json!(86_401)),
        changed("/thresholds/update_days", json!(3651)),
        changed("/thresholds/signature_days", json!("7")),
        changed("/thresholds/support_days", json!(1.5)),
        changed("/checks/screen.lock/requirement", json!("perhaps")),
        changed("/checks/screen.lock/requirement", json!(HOSTILE[1])),
        changed("/checks/firewall.host/from", json!("soon")),
        // Advised from a day on says nothing.
        changed("/checks/screen.lock/from", json!("2026-12-01")),
    ] {
        refused(office.put(&policy).await, 400, ErrorCode::RequestMalformed).await;
        let path = format!("{}/preview", office.path());
        let answer = office.owner.post(&office.world, &path, &policy).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
    assert_eq!(office.policy().await, policy);
    let owner = &office.owner;
    for method in [Method::GET, Method::PUT] {
        let path = |id: &str| format!("/companies/{id}/policy");
        unknown_ids_are_not_found(&office.world, owner, method, path, &policy).await;
    }
    let path = |id: &str| format!("/companies/{id}/policy/preview");
    unknown_ids_are_not_found(&office.world, owner, Method::POST, path, &policy).await;
}

#[tokio::test]
async fn technicians_try_policies_and_only_owners_save_them() {
    let office = Office::new().await;
    let policy = office.policy().await;
    let preview = format!("{}/preview", office.path());
    let technician = Desk::of(&office.world, Role::Technician).await;
    assert_eq!(technician.post(&office.world, &preview, &policy).await.status(), 200);
    let auditor = Desk::of(&office.world, Role::Auditor).await;
    assert_eq!(auditor.get(&office.world, &office.path()).await, policy);
    refused(auditor.post(&office.world, &preview, &policy).await, 403, ErrorCode::Forbidden).await;
    for desk in [technician, auditor] {
        let answer = desk.send(&office.world, Method::PUT, &office.path(), &policy).await;
        refused(answer, 403, ErrorCode::Forbidden).await;
    }
}

#[tokio::test]
async fn a_device_is_told_the_policy_that_counts() {
    let office = Office::new().await;
    let mut policy = office.policy().await;
    policy["thresholds"]["lock_after_s"] = 300.into();
    assert_eq!(office.put(&policy).await.status(), 200);
    let invite = office.world.invite(&office.company, "Ben").await;
    let look_up = json!({ "code": invite.code.as_str() });
    let answer = office.world.post_json("/api/device/v1/invites/look-up", &look_up).await;
    let offer = json_of(answer, 200).await;
    assert_eq!(
        (&offer["policy"]["version"], &offer["policy"]["thresholds"]),
        (&json!(2), &json!({ "lock_after_s": 300 }))
    );
    assert!(office.world.store.company(&office.company).await.unwrap().unwrap().policy.from.is_empty());
}

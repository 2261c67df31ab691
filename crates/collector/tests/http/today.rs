//! `/api/console/v1/today`, and the notes that change it.

use jiff::SignedDuration;
use porchlight_collector_db::Role;
use porchlight_contract::ErrorCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::desk::{Desk, HOSTILE, audited, unknown_ids_are_not_found};
use crate::device::TestDevice;
use crate::world::{World, refused};

const PATH: &str = "/today";

struct Office {
    world: World,
    desk: Desk,
    ana: TestDevice,
}

impl Office {
    /// Ana's firewall is off.
    async fn new() -> Self {
        let world = World::new().await;
        let desk = Desk::of(&world, Role::Technician).await;
        let ana = TestDevice::new(&world).await;
        let office = Self { world, desk, ana };
        office.report(None).await;
        office
    }

    /// Ana reports a minute later, and says this to the firewall.
    async fn report(&self, answer: Option<&str>) {
        self.world.clock.advance(SignedDuration::from_mins(1));
        let mut report = self.ana.report(&self.world);
        if let Some(answer) = answer {
            report["checks"][2]["person"] = answer.into();
        }
        self.ana.deliver(&self.world, &report).await;
    }

    async fn today(&self) -> Value {
        self.desk.get(&self.world, PATH).await
    }

    async fn kinds(&self) -> Vec<String> {
        let today = self.today().await;
        let items = today["items"].as_array().unwrap();
        assert_eq!(today["total"], items.len());
        items.iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
    }

    async fn note(&self, body: &Value) -> u16 {
        let path = format!("/devices/{}/note", self.ana.id);
        self.desk.post(&self.world, &path, body).await.status().as_u16()
    }
}

#[tokio::test]
async fn a_day_begins_with_what_people_say_and_ends_with_what_is_stale() {
    let office = Office::new().await;
    let world = &office.world;
    let ash = world.company("Ash").await;
    let ben = TestDevice::enrolled(world, &world.invite(&ash, "Ben").await).await;
    let mut report = ben.report(world);
    report["checks"][3]["person"] = "disagree".into();
    ben.deliver(world, &report).await;
    TestDevice::enrolled(world, &world.invite(&ash, "Cai").await).await;
    world.clock.advance(SignedDuration::from_hours(14 * 24));
    world.invite(&ash, "Dee").await;
    let kinds = ["person_says", "must_mend", "must_mend", "never_reported", "invite_expiring"];
    assert_eq!(office.kinds().await, kinds);
    world.clock.advance(SignedDuration::from_secs(1));
    let today = office.today().await;
    assert_eq!(
        today["counts"],
        json!({ "person_says": 1, "must_mend": 2, "never_reported": 1, "invite_expiring": 1, "stale": 2 })
    );
    assert_eq!((&today["total"], &today["devices"]), (&json!(7), &json!(3)));
    assert_eq!(today["as_of"], world.clock.in_minutes(0).as_str());
    let [says, mends] = [&today["items"][0], &today["items"][1]];
    assert_eq!((&says["check"], &says["answer"]), (&json!("screen.lock"), &json!("disagree")));
    assert_eq!((&says["person"], &says["company"]["name"]), (&json!("Ben"), &json!("Ash")));
    assert_eq!((&mends["check"], &mends["reasons"]), (&json!("firewall.host"), &json!(["off"])));
    assert_eq!((&mends["since"], &mends["answer"]), (&json!("2026-11-22T10:01:00Z"), &Value::Null));
    let invite = &today["items"][4];
    assert_eq!((&invite["device"], &invite["person"]), (&Value::Null, &json!("Dee")));
    assert!(invite["expires_at"].is_string() && invite["invite"].is_string());
    let of_ash = office.desk.get(world, &format!("{PATH}?company={ash}")).await;
    assert_eq!((&of_ash["devices"], &of_ash["total"]), (&json!(2), &json!(5)));
}

#[tokio::test]
async fn a_finding_that_the_person_speaks_of_stands_there_once() {
    let office = Office::new().await;
    assert_eq!(office.kinds().await, ["must_mend"]);
    office.report(Some("cannot_do")).await;
    let today = office.today().await;
    assert_eq!((&today["total"], &today["items"][0]["kind"]), (&json!(1), &json!("person_says")));
    assert_eq!(
        (&today["items"][0]["answer"], &today["items"][0]["reasons"]),
        (&json!("cannot_do"), &json!(["off"]))
    );
}

#[tokio::test]
async fn invites_with_more_than_a_day_left_can_wait() {
    let office = Office::new().await;
    let order = json!({ "company": office.ana.company, "person": "Ben", "hours": 25 });
    assert_eq!(office.desk.post(&office.world, "/invites", &order).await.status(), 201);
    assert_eq!(office.kinds().await, ["must_mend"]);
    office.world.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(office.kinds().await, ["must_mend", "invite_expiring"]);
    office.world.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(office.kinds().await, ["must_mend"], "it has expired");
}

#[tokio::test]
async fn whoever_takes_a_device_on_stands_beside_it() {
    let office = Office::new().await;
    assert_eq!(office.note(&json!({ "kind": "assign" })).await, 204);
    let item = office.today().await["items"][0].clone();
    assert_eq!(
        item["assigned_to"],
        json!({ "id": office.desk.technician.0.to_string(), "name": "Kim Vale" })
    );
    assert_eq!(
        audited(&office.world, 1).await,
        [("device_assigned".into(), Some(office.ana.id.to_string()))]
    );
}

#[tokio::test]
async fn what_is_put_off_comes_back_when_its_time_has_come() {
    let office = Office::new().await;
    let until = office.world.clock.in_minutes(60);
    let order = json!({ "kind": "snooze", "until": until, "reason": "On holiday" });
    assert_eq!(office.note(&order).await, 204);
    assert_eq!(office.kinds().await, [""; 0]);
    assert_eq!(audited(&office.world, 1).await, [("device_snoozed".into(), Some(office.ana.id.to_string()))]);
    office.report(None).await;
    assert_eq!(office.kinds().await, [""; 0], "a new report does not end it");
    let today = office.today().await;
    assert_eq!(
        (&today["put_off"][0]["kind"], &today["put_off"][0]["snoozed_until"]),
        (&json!("must_mend"), &json!(until))
    );
    let none =
        json!({ "person_says": 0, "must_mend": 0, "never_reported": 0, "invite_expiring": 0, "stale": 0 });
    assert_eq!((&today["counts"], &today["put_off_counts"]["must_mend"]), (&none, &json!(1)));
    let path = format!("/devices/{}", office.ana.id);
    let note = office.desk.get(&office.world, &path).await["note"].clone();
    assert_eq!((&note["snoozed_until"], &note["reason"]), (&json!(until), &json!("On holiday")));
    office.world.clock.advance(SignedDuration::from_mins(60));
    let today = office.today().await;
    let item = &today["items"][0];
    assert_eq!((&item["kind"], &item["snoozed_until"]), (&json!("must_mend"), &json!(until)));
    assert_eq!((&today["put_off"], &today["put_off_counts"]), (&json!([]), &none));
}

#[tokio::test]
async fn a_finding_stands_since_the_first_report_of_the_run_that_has_it() {
    let office = Office::new().await;
    let since = async || office.today().await["items"][0]["since"].as_str().unwrap().to_owned();
    office.report(None).await;
    assert_eq!(since().await, "2026-11-22T10:01:00Z");
    office.report(Some("cannot_do")).await;
    assert_eq!(since().await, "2026-11-22T10:01:00Z", "what the person says to it makes it no younger");
    office.world.clock.advance(SignedDuration::from_mins(1));
    office.ana.deliver(&office.world, &office.ana.good_report(&office.world)).await;
    assert_eq!(office.kinds().await, [""; 0]);
    office.report(None).await;
    assert_eq!(since().await, "2026-11-22T10:05:00Z", "it was mended in between");
    office.report(None).await;
    assert_eq!(since().await, "2026-11-22T10:05:00Z");
}

#[tokio::test]
async fn a_report_that_was_taken_back_does_not_say_since_when() {
    let office = Office::new().await;
    let since = async || office.today().await["items"][0]["since"].clone();
    office.report(None).await;
    assert_eq!(since().await, "2026-11-22T10:01:00Z");
    let device = office.desk.get(&office.world, &format!("/devices/{}", office.ana.id)).await;
    let first = serde_json::from_value(device["reports"][1]["id"].clone()).unwrap();
    assert_eq!(office.ana.take_back(&office.world, &first).await.status(), 201);
    assert_eq!(since().await, "2026-11-22T10:02:00Z");
}

#[tokio::test]
async fn what_is_unknown_in_between_ends_a_run() {
    let office = Office::new().await;
    office.world.clock.advance(SignedDuration::from_mins(1));
    let mut report = office.ana.report(&office.world);
    report["checks"][2]["outcome"] = json!({ "status": "unknown", "cause": "timeout" });
    office.ana.deliver(&office.world, &report).await;
    office.report(None).await;
    assert_eq!(office.today().await["items"][0]["since"], "2026-11-22T10:03:00Z");
}

#[tokio::test]
async fn what_is_done_is_gone_until_a_later_report_says_it_again() {
    let office = Office::new().await;
    assert_eq!(office.note(&json!({ "kind": "assign" })).await, 204);
    assert_eq!(office.note(&json!({ "kind": "done", "reason": "Called her" })).await, 204);
    assert_eq!(office.kinds().await, ["must_mend"], "it may have come after that, in the same second");
    office.world.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(office.note(&json!({ "kind": "done" })).await, 204);
    assert_eq!(office.kinds().await, [""; 0]);
    assert_eq!(audited(&office.world, 1).await, [("device_done".into(), Some(office.ana.id.to_string()))]);
    office.report(None).await;
    let item = office.today().await["items"][0].clone();
    assert_eq!((&item["kind"], &item["assigned_to"]), (&json!("must_mend"), &Value::Null));
}

#[tokio::test]
async fn a_list_of_more_than_two_hundred_shows_the_oldest_and_counts_all() {
    let office = Office::new().await;
    let people: Vec<String> = (0..201).map(|n| format!("Person {n}")).collect();
    let order = json!({ "company": office.ana.company, "people": people, "hours": 1 });
    assert_eq!(office.desk.post(&office.world, "/invites/batch", &order).await.status(), 201);
    let today = office.today().await;
    let items = today["items"].as_array().unwrap();
    assert_eq!(
        (items.len(), &today["total"], &today["counts"]["invite_expiring"]),
        (200, &json!(202), &json!(201))
    );
    assert_eq!(items[0]["kind"], "must_mend");
}

#[tokio::test]
async fn notes_that_make_no_sense_are_refused_and_hostile_reasons_stay_text() {
    let office = Office::new().await;
    let (world, ahead) = (&office.world, office.world.clock.in_minutes(60));
    let path = format!("/devices/{}/note", office.ana.id);
    for order in [
        json!({}),
        json!({ "kind": "delete" }),
        json!({ "kind": HOSTILE[0] }),
        json!({ "kind": "assign", "until": ahead }),
        json!({ "kind": "done", "until": ahead }),
        json!({ "kind": "snooze" }),
        json!({ "kind": "snooze", "until": ahead }),
        json!({ "kind": "snooze", "reason": "Later" }),
        json!({ "kind": "snooze", "reason": "Later", "until": world.clock.in_minutes(0) }),
        json!({ "kind": "snooze", "reason": "Later", "until": world.clock.in_minutes(90 * 24 * 60 + 1) }),
        json!({ "kind": "snooze", "reason": "Later", "until": "tomorrow" }),
        json!({ "kind": "snooze", "reason": "x".repeat(121), "until": ahead }),
        json!({ "kind": "snooze", "reason": "", "until": ahead }),
        json!({ "kind": "assign", "to": "somebody" }),
    ] {
        refused(office.desk.post(world, &path, &order).await, 400, ErrorCode::RequestMalformed).await;
    }
    assert_eq!(office.kinds().await, ["must_mend"]);
    for reason in HOSTILE {
        assert_eq!(office.note(&json!({ "kind": "assign", "reason": reason })).await, 204);
        let device = office.desk.get(world, &format!("/devices/{}", office.ana.id)).await;
        assert_eq!(device["note"]["reason"], reason);
    }
    let order = json!({ "kind": "done" });
    let path = |id: &str| format!("/devices/{id}/note");
    unknown_ids_are_not_found(world, &office.desk, Method::POST, path, &order).await;
    for query in ["?company=x", "?company=%27%20OR%201=1", "?limit=1"] {
        let answer = office.desk.answer(world, Method::GET, &format!("{PATH}{query}")).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

#[tokio::test]
async fn an_auditor_sees_the_day_and_notes_nothing() {
    let office = Office::new().await;
    let auditor = Desk::of(&office.world, Role::Auditor).await;
    assert_eq!(auditor.get(&office.world, PATH).await["total"], 1);
    let path = format!("/devices/{}/note", office.ana.id);
    let answer = auditor.post(&office.world, &path, &json!({ "kind": "done" })).await;
    refused(answer, 403, ErrorCode::Forbidden).await;
}

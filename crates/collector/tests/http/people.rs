//! `/api/console/v1/people`

use jiff::SignedDuration;
use porchlight_collector_db::Role;
use porchlight_contract::{CompanyId, ErrorCode};
use reqwest::Method;
use serde_json::{Value, json};

use crate::desk::{Desk, HOSTILE};
use crate::device::TestDevice;
use crate::world::{World, refused};

const PATH: &str = "/people";

/// Ana has a device and an open invite at Bramble & Co, Ben an invite there; another Ana is with Ash.
async fn office() -> (World, Desk, CompanyId) {
    let world = World::new().await;
    let desk = Desk::of(&world, Role::Auditor).await;
    let bramble = world.company("Bramble & Co").await;
    let ash = world.company("Ash").await;
    let ana = TestDevice::enrolled(&world, &world.invite(&bramble, "Ana Muñoz").await).await;
    ana.deliver(&world, &ana.report(&world)).await;
    world.clock.advance(SignedDuration::from_secs(1));
    world.invite(&bramble, "ana MUÑOZ").await;
    world.invite(&bramble, "Ben").await;
    TestDevice::enrolled(&world, &world.invite(&ash, "Ana Muñoz").await).await;
    (world, desk, bramble)
}

fn names(page: &Value) -> Vec<String> {
    let people = page["people"].as_array().unwrap();
    people
        .iter()
        .map(|one| format!("{} / {}", one["person"], one["company"]["name"]).replace('"', ""))
        .collect()
}

#[tokio::test]
async fn a_person_is_a_name_within_a_company_in_whatever_case() {
    let (world, desk, bramble) = office().await;
    let page = desk.get(&world, PATH).await;
    let mut found = names(&page);
    found.sort();
    assert_eq!(found, ["Ana Muñoz / Ash", "Ana Muñoz / Bramble & Co", "Ben / Bramble & Co"]);
    assert_eq!((&page["total"], &page["next"]), (&json!(3), &Value::Null));
    let page = desk.get(&world, &format!("{PATH}?company={bramble}")).await;
    assert_eq!(names(&page), ["Ana Muñoz / Bramble & Co", "Ben / Bramble & Co"]);
    let ana = &page["people"][0];
    assert_eq!(ana["devices"].as_array().unwrap().len(), 1);
    assert_eq!(ana["devices"][0]["readiness"]["must_mend"], 1);
    let states: Vec<_> = ana["invites"].as_array().unwrap().iter().map(|invite| &invite["state"]).collect();
    assert_eq!(states, ["open", "used"]);
    assert_eq!(page["people"][1]["devices"], json!([]));
}

#[tokio::test]
async fn people_are_found_by_any_part_of_their_name() {
    let (world, desk, _) = office().await;
    let found = async |q: &str| names(&desk.get(&world, &format!("{PATH}?q={q}")).await).len();
    assert_eq!((found("MU%C3%91OZ").await, found("en").await, found("nobody").await), (2, 1, 0));
    assert_eq!((found("%25").await, found("_").await, found("%27%20OR%201=1%20--").await), (0, 0, 0));
}

#[tokio::test]
async fn pages_of_people_follow_each_other_without_gaps_or_repeats() {
    let (world, desk, _) = office().await;
    for path in [PATH.to_owned(), format!("{PATH}?q=a")] {
        let all = names(&desk.get(&world, &path).await);
        let join = if path.contains('?') { '&' } else { '?' };
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = desk.get(&world, &format!("{path}{join}limit=1{after}")).await;
            assert_eq!(page["total"], all.len());
            seen.extend(names(&page));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(seen, all);
    }
}

#[tokio::test]
async fn a_person_with_many_devices_and_invites_shows_the_newest_twenty() {
    let (world, desk, bramble) = office().await;
    for _ in 0..22 {
        world.clock.advance(SignedDuration::from_secs(1));
        world.invite(&bramble, "Cai").await;
    }
    let page = desk.get(&world, &format!("{PATH}?q=cai")).await;
    let invites = page["people"][0]["invites"].as_array().unwrap();
    assert_eq!((invites.len(), &invites[0]["created_at"]), (20, &json!("2026-11-22T10:00:23Z")));
}

#[tokio::test]
async fn hostile_names_of_people_stay_text_and_queries_that_make_no_sense_are_refused() {
    let (world, desk, bramble) = office().await;
    for person in HOSTILE {
        world.invite(&bramble, person).await;
    }
    let page = desk.get(&world, &format!("{PATH}?company={bramble}")).await;
    for person in HOSTILE {
        assert!(page["people"].as_array().unwrap().iter().any(|one| one["person"] == person), "{person}");
    }
    let long = format!("?q={}", "x".repeat(121));
    for query in ["?limit=0", "?limit=201", "?company=x", "?after=x", "?after=%27.%27", "?state=open", &long]
    {
        let answer = desk.answer(&world, Method::GET, &format!("{PATH}{query}")).await;
        refused(answer, 400, ErrorCode::RequestMalformed).await;
    }
}

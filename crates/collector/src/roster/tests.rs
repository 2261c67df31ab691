use std::collections::BTreeSet;
use std::path::Path;

use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_contract::{
    CheckId, DeviceId, Facts, Grade, Jwk, OsFamily, Outcome, PersonAnswer, PlainText, PolicyDocument,
    PublicKeyBytes, ReasonCode, Reference, ReportId, Requirement, Timestamp,
};
use uuid::Uuid;

use super::query::Query;
use super::*;

/// So many minutes after ten o'clock.
fn minute(n: u32) -> Timestamp {
    Timestamp::parse(format!("2026-11-22T{:02}:{:02}:00Z", 10 + n / 60, n % 60)).unwrap()
}

fn company() -> CompanyId {
    CompanyId::parse(Uuid::now_v7().to_string()).unwrap()
}

fn device(company_id: &CompanyId, person: &str, fill: char) -> Device {
    let text = fill.to_string().repeat(43);
    Device {
        company_id: company_id.clone(),
        id: DeviceId::parse(Uuid::now_v7().to_string()).unwrap(),
        person: Some(PlainText::parse(person).unwrap()),
        key: Jwk::ed25519(PublicKeyBytes::parse(text.clone()).unwrap()),
        thumbprint: Thumbprint::parse(text).unwrap(),
        os: OsFamily::Linux,
        enrolled_at: minute(0),
    }
}

fn record(device: &Device, created: u32, received: u32) -> ReportRecord {
    ReportRecord {
        company_id: device.company_id.clone(),
        device_id: device.id.clone(),
        id: ReportId::parse(Uuid::now_v7().to_string()).unwrap(),
        reference: Reference::from_number(7),
        sha256: device.thumbprint.clone(),
        created_at: minute(created),
        received_at: minute(received),
        withdrawn_at: None,
    }
}

fn check(id: &str, outcome: Outcome) -> CheckEntry {
    CheckEntry {
        id: CheckId::parse(id).unwrap(),
        outcome,
        grade: Grade::Observed,
        observed_at: minute(0),
        facts: Facts::new(),
        person: None,
    }
}

fn failing() -> Vec<CheckEntry> {
    let reasons = vec![ReasonCode::parse("off").unwrap()];
    vec![check("screen.lock", Outcome::Fail { reasons }), check("time.sync", Outcome::Pass)]
}

fn good() -> Vec<CheckEntry> {
    vec![check("screen.lock", Outcome::Pass), check("time.sync", Outcome::Pass)]
}

/// Asks for a screen lock, or for nothing.
fn rules(asks: bool) -> Rules {
    let asked = asks.then(|| (CheckId::parse("screen.lock").unwrap(), Requirement::Required));
    let policy = PolicyDocument::asking(1, asked.into_iter().collect());
    Rules::at(policy, "2026-11-22T12:00:00Z".parse().unwrap()).unwrap()
}

async fn empty(folder: &Path) -> Roster {
    let store = SqliteStore::open(&folder.join("collector.db"), Limits::default()).unwrap();
    Roster::load(Arc::new(store)).await.unwrap()
}

/// Two companies with five devices each; device `n` of the first has reported in minute `n`, and fails if `n` is odd.
/// Those of the second never have.
async fn ten_devices(folder: &Path) -> (Roster, CompanyId, CompanyId, Vec<Device>) {
    let roster = empty(folder).await;
    let (bramble, ash) = (company(), company());
    let mut devices = Vec::new();
    for (n, fill) in (1..=5).zip('a'..) {
        devices.push(device(&bramble, &format!("Ana {n}"), fill));
    }
    for (n, fill) in (1..=5).zip('k'..) {
        devices.push(device(&ash, &format!("BEN {n}"), fill));
    }
    devices.iter().for_each(|device| roster.enrolled(device.clone()));
    let both = [(bramble.clone(), rules(true)), (ash.clone(), rules(true))].into();
    roster.judge(&both).await.unwrap();
    for (device, n) in devices[..5].iter().zip(1..) {
        roster.reported(&record(device, n, n), &if n % 2 == 1 { failing() } else { good() });
    }
    (roster, bramble, ash, devices)
}

/// The people of every page of a query, by pages of three, with the total that each page says.
async fn all_pages(roster: &Roster, query: &Query) -> (Vec<String>, Vec<u64>) {
    let (mut people, mut totals, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let (asked, place) = (query.clone(), after.clone());
        let page = roster.ask(move |rows| rows.page(&asked, place.as_ref(), 3)).await.unwrap();
        assert!(page.devices.len() <= 3);
        let rows = roster.read();
        let names = page.devices.iter().map(|id| {
            let row = rows.devices.iter().find(|row| row.device.id == *id).unwrap();
            row.device.person.as_ref().unwrap().to_string()
        });
        people.extend(names);
        totals.push(page.total);
        after = page.next;
        if after.is_none() {
            return (people, totals);
        }
    }
}

async fn found(roster: &Roster, query: Query) -> Vec<String> {
    let (people, totals) = all_pages(roster, &query).await;
    assert!(totals.iter().all(|total| *total == people.len() as u64));
    people
}

#[tokio::test]
async fn devices_are_paged_by_newest_activity_without_gaps_or_repeats() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, ..) = ten_devices(folder.path()).await;
    let (people, totals) = all_pages(&roster, &Query::default()).await;
    assert_eq!(totals, [10; 4]);
    assert_eq!(people[..5], ["Ana 5", "Ana 4", "Ana 3", "Ana 2", "Ana 1"]);
    assert_eq!(people.iter().collect::<BTreeSet<_>>().len(), 10);
    assert_eq!(roster.read().all(&Query::default()).len(), 10);
}

#[tokio::test]
async fn who_looks_after_some_companies_sees_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, bramble, ash, _) = ten_devices(folder.path()).await;
    for (company, companies, count) in [
        (Some(&bramble), None, 5),
        (None, Some(vec![&bramble]), 5),
        (None, Some(vec![&bramble, &ash]), 10),
        (None, Some(vec![]), 0),
        (Some(&ash), Some(vec![&bramble]), 0),
    ] {
        let companies = companies.map(|ids| ids.into_iter().cloned().collect());
        let query = Query { company: company.cloned(), companies, ..Query::default() };
        assert_eq!(found(&roster, query.clone()).await.len(), count);
        let devices: u32 = roster.read().tallies(&query).values().map(|tally| tally.devices).sum();
        assert_eq!(devices as usize, count);
        assert_eq!(roster.read().candidates(&query, |_| {}) as usize, count);
    }
}

#[tokio::test]
async fn devices_are_found_by_what_their_newest_report_means() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, ..) = ten_devices(folder.path()).await;
    let lock = || Some(CheckId::parse("screen.lock").unwrap());
    for (query, people) in [
        (Query { stands: Some(|counts| counts.ready), ..Query::default() }, vec!["Ana 4", "Ana 2"]),
        (
            Query { stands: Some(|counts| counts.must_mend > 0), ..Query::default() },
            vec!["Ana 5", "Ana 3", "Ana 1"],
        ),
        (
            Query { check: lock(), class: Some(Class::Fail), ..Query::default() },
            vec!["Ana 5", "Ana 3", "Ana 1"],
        ),
        (Query { check: lock(), class: Some(Class::Pass), ..Query::default() }, vec!["Ana 4", "Ana 2"]),
        (Query { check: lock(), ..Query::default() }, vec!["Ana 5", "Ana 4", "Ana 3", "Ana 2", "Ana 1"]),
        (Query { class: Some(Class::Unknown), ..Query::default() }, vec![]),
        (Query { os: Some(OsFamily::Windows), ..Query::default() }, vec![]),
    ] {
        assert_eq!(found(&roster, query).await, people);
    }
    assert_eq!(found(&roster, Query { silent: true, ..Query::default() }).await.len(), 5);
}

#[tokio::test]
async fn a_report_is_too_old_from_a_time_of_its_companys() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, bramble, ..) = ten_devices(folder.path()).await;
    let fresh_from = BTreeMap::from([(bramble.clone(), minute(3))]);
    let stale = |stale| Query { stale: Some(stale), fresh_from: fresh_from.clone(), ..Query::default() };
    assert_eq!(found(&roster, stale(true)).await, ["Ana 2", "Ana 1"]);
    assert_eq!(found(&roster, stale(false)).await.len(), 8, "who never reported has nothing that is too old");
    assert_eq!(roster.read().tallies(&stale(true))[&bramble].stale, 2);
}

#[tokio::test]
async fn devices_are_found_by_person_company_and_reference() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, _, ash, devices) = ten_devices(folder.path()).await;
    let search = |text: &str, companies: &[&CompanyId], ids: &[&DeviceId]| Query {
        search: Some(query::Search {
            text: text.to_owned(),
            companies: companies.iter().copied().cloned().collect(),
            devices: ids.iter().copied().cloned().collect(),
        }),
        ..Query::default()
    };
    assert_eq!(found(&roster, search("ana 3", &[], &[])).await, ["Ana 3"]);
    assert_eq!(found(&roster, search("ben 1", &[], &[])).await, ["BEN 1"]);
    assert_eq!(found(&roster, search("nobody", &[&ash], &[])).await.len(), 5);
    assert_eq!(found(&roster, search("nobody", &[], &[&devices[2].id])).await, ["Ana 3"]);
    assert_eq!(found(&roster, search("%", &[], &[])).await.len(), 0);
}

#[tokio::test]
async fn companies_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, bramble, ash, _) = ten_devices(folder.path()).await;
    let tallies = roster.read().tallies(&Query::default());
    let expected = query::Tally { devices: 5, ready: 2, must_mend: 3, ..query::Tally::default() };
    assert_eq!(tallies[&bramble], expected);
    assert_eq!(tallies[&ash], query::Tally { devices: 5, never_reported: 5, ..query::Tally::default() });
}

#[tokio::test]
async fn what_a_person_says_to_a_finding_stands_in_the_list_once() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, bramble, _, devices) = ten_devices(folder.path()).await;
    let mut said = failing();
    said[0].person = Some(PersonAnswer::CannotDo);
    roster.reported(&record(&devices[0], 9, 9), &said);
    let query = Query { company: Some(bramble), ..Query::default() };
    let mut found = Vec::new();
    roster.read().candidates(&query, |candidate| match candidate.what {
        query::What::Check(todo, check) => found.push((todo, check.to_string(), candidate.since)),
        query::What::Silent | query::What::Stale => panic!("they have all reported"),
    });
    let lock = || "screen.lock".to_owned();
    let mends = [3, 5].map(|n| (Todo::MustMend, lock(), crate::clock::seconds(&minute(n))));
    assert_eq!(found[0], (Todo::PersonSays, lock(), crate::clock::seconds(&minute(9))));
    assert_eq!(found[1..], mends);
}

#[tokio::test]
async fn an_old_report_that_comes_late_is_activity_and_no_news() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, _, _, devices) = ten_devices(folder.path()).await;
    roster.reported(&record(&devices[1], 1, 50), &failing());
    let (people, _) = all_pages(&roster, &Query::default()).await;
    assert_eq!(people[0], "Ana 2");
    let ready = Query { stands: Some(|counts| counts.ready), ..Query::default() };
    assert_eq!(found(&roster, ready).await, ["Ana 2", "Ana 4"]);
}

#[tokio::test]
async fn a_device_is_known_by_its_key_and_enrolled_once() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, _, _, devices) = ten_devices(folder.path()).await;
    roster.enrolled(devices[3].clone());
    assert_eq!(*roster.by_key(&devices[3].thumbprint).unwrap(), devices[3]);
    assert!(roster.by_key(&Thumbprint::parse("z".repeat(43)).unwrap()).is_none());
    assert_eq!(found(&roster, Query::default()).await.len(), 10);
}

#[tokio::test]
async fn names_that_a_device_makes_up_do_not_fill_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let (roster, _, _, devices) = ten_devices(folder.path()).await;
    for n in 0..2_000 {
        roster.reported(&record(&devices[0], 9, 9), &[check(&format!("made.up_{n}"), Outcome::Pass)]);
    }
    assert_eq!(roster.read().shared_names(), rows::CHECKS);
    let query = Query { check: Some(CheckId::parse("made.up_1999").unwrap()), ..Query::default() };
    assert_eq!(found(&roster, query).await, ["Ana 1"]);
}

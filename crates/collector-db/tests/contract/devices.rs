//! Lists of devices.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use porchlight_collector_db::{Device, DeviceEntry, DevicePage, DeviceQuery, Store};
use porchlight_contract::{CompanyId, OsFamily};

use super::{Harness, samples};

/// Two companies with five devices each; device `n` of the first has reported in minute `n`, those of the second
/// never.
async fn ten_devices(store: &dyn Store) -> (CompanyId, CompanyId, Vec<Device>) {
    let bramble = samples::company(store, "Bramble & Co").await;
    let ash = samples::company(store, "Ash").await;
    let mut devices = Vec::new();
    for n in 1..=5_u8 {
        let device = samples::enrolled(store, &bramble, &format!("Ana {n}"), &format!("bramble-{n}-")).await;
        store.accept_report(samples::report(&device, n)).await.unwrap();
        devices.push(device);
    }
    for n in 1..=5_u8 {
        devices.push(samples::enrolled(store, &ash, &format!("Ben {n}"), &format!("ash-{n}-")).await);
    }
    (bramble, ash, devices)
}

/// Every page of a query, by pages of three.
async fn all_pages(store: &dyn Store, mut query: impl FnMut() -> DeviceQuery) -> Vec<DevicePage> {
    let mut pages: Vec<DevicePage> = Vec::new();
    loop {
        let after = pages.last().and_then(|page| page.next.clone());
        if !pages.is_empty() && after.is_none() {
            return pages;
        }
        pages.push(store.devices(DeviceQuery { after, limit: 3, ..query() }).await.unwrap());
    }
}

fn people(pages: &[DevicePage]) -> Vec<String> {
    let entries = pages.iter().flat_map(|page| &page.devices);
    entries.map(|entry| entry.device.person.as_ref().unwrap().to_string()).collect()
}

pub(crate) async fn devices_are_paged_by_newest_activity_without_gaps_or_repeats(harness: &dyn Harness) {
    let store = harness.open();
    ten_devices(&*store).await;
    let pages = all_pages(&*store, DeviceQuery::default).await;
    assert_eq!(pages.iter().map(|page| page.devices.len()).collect::<Vec<_>>(), [3, 3, 3, 1]);
    assert!(pages.iter().all(|page| page.total == 10));
    let people = people(&pages);
    assert_eq!(people[..5], ["Ana 5", "Ana 4", "Ana 3", "Ana 2", "Ana 1"]);
    assert_eq!(people.iter().collect::<BTreeSet<_>>().len(), 10);
}

pub(crate) async fn devices_are_filtered_by_company(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, _, _) = ten_devices(&*store).await;
    let query = || DeviceQuery { company: Some(bramble.clone()), ..DeviceQuery::default() };
    let pages = all_pages(&*store, query).await;
    assert_eq!(people(&pages), ["Ana 5", "Ana 4", "Ana 3", "Ana 2", "Ana 1"]);
    assert!(pages.iter().all(|page| page.total == 5));
}

async fn found(store: &dyn Store, text: &str, reference: Option<&str>) -> Vec<String> {
    let query = DeviceQuery {
        text: Some(text.into()),
        reference: reference.map(Into::into),
        limit: 100,
        ..DeviceQuery::default()
    };
    let page = store.devices(query).await.unwrap();
    assert_eq!(page.total, u64::try_from(page.devices.len()).unwrap());
    people(&[page])
}

pub(crate) async fn devices_are_found_by_person_company_and_reference(harness: &dyn Harness) {
    let store = harness.open();
    let (_, ash, devices) = ten_devices(&*store).await;
    assert_eq!(found(&*store, "ANA 3", None).await, ["Ana 3"]);
    assert_eq!(found(&*store, "ash", None).await.len(), 5);
    assert_eq!(found(&*store, "nobody", None).await.len(), 0);
    samples::enrolled(&*store, &ash, "José Muñoz", "jose").await;
    assert_eq!(found(&*store, "MUÑOZ", None).await, ["José Muñoz"]);
    // An older report finds its device too.
    store.accept_report(samples::report(&devices[2], 40)).await.unwrap();
    let older = samples::report(&devices[2], 3).references[0].clone();
    assert_eq!(found(&*store, older.as_str(), Some(older.as_str())).await, ["Ana 3"]);
    assert_eq!(found(&*store, "PL-1800", Some("PL-1800")).await, ["Ana 3"]);
}

pub(crate) async fn signs_with_a_meaning_in_patterns_stand_for_themselves(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    samples::enrolled(&*store, &company, "100% Ana_B\\", "a").await;
    samples::enrolled(&*store, &company, "Ben", "b").await;
    for text in ["%", "_", "\\", "100% ana_b\\"] {
        assert_eq!(found(&*store, text, None).await, ["100% Ana_B\\"], "{text}");
    }
    assert_eq!(found(&*store, "' OR 1=1 --", None).await.len(), 0);
}

pub(crate) async fn a_judgement_filters_pages_and_counts(harness: &dyn Harness) {
    let store = harness.open();
    ten_devices(&*store).await;
    let keep = |entry: &DeviceEntry| {
        entry.latest.as_ref().is_none_or(|latest| latest.received_at >= samples::minute(4))
    };
    let query = || DeviceQuery { keep: Some(Box::new(keep)), ..DeviceQuery::default() };
    let pages = all_pages(&*store, query).await;
    let people = people(&pages);
    assert_eq!(people[..2], ["Ana 5", "Ana 4"]);
    assert_eq!(people.iter().collect::<BTreeSet<_>>().len(), 7);
    assert!(pages.iter().all(|page| page.total == 7));
}

pub(crate) async fn every_device_is_visited_once(harness: &dyn Harness) {
    let store = harness.open();
    let (_, _, devices) = ten_devices(&*store).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let seeing = Arc::clone(&seen);
    let visit = move |entry: DeviceEntry| seeing.lock().unwrap().push(entry.device.id);
    store.visit_devices(DeviceQuery::default(), Box::new(visit)).await.unwrap();
    let mut seen = seen.lock().unwrap().clone();
    seen.sort();
    let mut expected: Vec<_> = devices.into_iter().map(|device| device.id).collect();
    expected.sort();
    assert_eq!(seen, expected);
}

pub(crate) async fn visited_devices_are_those_of_the_query(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, _, _) = ten_devices(&*store).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let seeing = Arc::clone(&seen);
    let visit =
        move |entry: DeviceEntry| seeing.lock().unwrap().push(entry.device.person.unwrap().to_string());
    let keep = |entry: &DeviceEntry| entry.activity_at >= samples::minute(3);
    let query = DeviceQuery {
        company: Some(bramble),
        keep: Some(Box::new(keep)),
        limit: 1,
        ..DeviceQuery::default()
    };
    store.visit_devices(query, Box::new(visit)).await.unwrap();
    assert_eq!(*seen.lock().unwrap(), ["Ana 5", "Ana 4", "Ana 3"]);
}

pub(crate) async fn devices_are_filtered_by_system_and_by_the_companies_of_somebody(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, ash, _) = ten_devices(&*store).await;
    let total = async |query: DeviceQuery| {
        let page = store.devices(DeviceQuery { limit: 100, ..query }).await.unwrap();
        assert_eq!(page.total, u64::try_from(page.devices.len()).unwrap());
        page.total
    };
    let of = |companies| DeviceQuery { companies, ..DeviceQuery::default() };
    assert_eq!(total(of(samples::only(&[&bramble]))).await, 5);
    assert_eq!(total(of(samples::only(&[&bramble, &ash]))).await, 10);
    assert_eq!(total(of(samples::only(&[]))).await, 0);
    assert_eq!(total(of(None)).await, 10);
    let both = DeviceQuery { company: Some(ash), ..of(samples::only(&[&bramble])) };
    assert_eq!(total(both).await, 0, "another's company is as none");
    for (os, count) in [(OsFamily::Linux, 10), (OsFamily::Windows, 0)] {
        assert_eq!(total(DeviceQuery { os: Some(os), ..DeviceQuery::default() }).await, count);
    }
}

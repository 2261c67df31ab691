//! Devices, one by one and all together.

use std::sync::{Arc, Mutex};

use porchlight_collector_db::{Device, DeviceEntry, Enrolled, Reported, Store};
use porchlight_contract::{CompanyId, DeviceId, Reference};

use super::{Harness, samples};

/// Two companies with three devices each; device `n` of the first has reported in minute `n`, those of the second
/// never.
async fn six_devices(store: &dyn Store) -> (CompanyId, Vec<Device>) {
    let bramble = samples::company(store, "Bramble & Co").await;
    let ash = samples::company(store, "Ash").await;
    let mut devices = Vec::new();
    for n in 1..=3_u8 {
        let device = samples::enrolled(store, &bramble, &format!("Ana {n}"), &format!("bramble-{n}-")).await;
        store.accept_report(samples::report(&device, n)).await.unwrap();
        devices.push(device);
    }
    for n in 1..=3_u8 {
        devices.push(samples::enrolled(store, &ash, &format!("Ben {n}"), &format!("ash-{n}-")).await);
    }
    (bramble, devices)
}

pub(crate) async fn every_device_is_visited_once(harness: &dyn Harness) {
    let store = harness.open();
    let (_, devices) = six_devices(&*store).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let seeing = Arc::clone(&seen);
    let visit = move |enrolled: Enrolled| seeing.lock().unwrap().push(enrolled);
    store.visit_enrolled(Box::new(visit)).await.unwrap();
    let mut seen = seen.lock().unwrap().clone();
    seen.sort_by(|a, b| a.device.id.cmp(&b.device.id));
    let expected = devices.into_iter().zip(1..).map(|(device, n)| Enrolled {
        device,
        activity_at: samples::minute(if n <= 3 { n } else { 0 }),
        reported: (n <= 3)
            .then(|| Reported { created_at: samples::minute(n), received_at: samples::minute(n) }),
    });
    assert_eq!(seen, expected.collect::<Vec<_>>());
}

pub(crate) async fn the_devices_of_a_company_are_visited_with_what_they_reported(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, devices) = six_devices(&*store).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let seeing = Arc::clone(&seen);
    let visit = move |entry: DeviceEntry| seeing.lock().unwrap().push(entry);
    store.visit_devices(&bramble, Box::new(visit)).await.unwrap();
    let mut seen = seen.lock().unwrap().clone();
    seen.sort_by(|a, b| a.device.id.cmp(&b.device.id));
    let ids: Vec<_> = seen.iter().map(|entry| &entry.device.id).collect();
    assert_eq!(ids, devices[..3].iter().map(|device| &device.id).collect::<Vec<_>>());
    assert_eq!(seen[1].latest.as_ref().unwrap().checks, [samples::check(2)]);
}

pub(crate) async fn devices_come_in_the_order_they_are_asked_for(harness: &dyn Harness) {
    let store = harness.open();
    let (_, devices) = six_devices(&*store).await;
    let unknown = DeviceId::parse(samples::new_id()).unwrap();
    let wanted = vec![devices[4].id.clone(), unknown, devices[1].id.clone(), devices[0].id.clone()];
    let found = store.devices(wanted).await.unwrap();
    let ids: Vec<_> = found.iter().map(|entry| &entry.device.id).collect();
    assert_eq!(ids, [&devices[4].id, &devices[1].id, &devices[0].id]);
    assert_eq!((&found[0].latest, found[0].company_name.as_str()), (&None, "Ash"));
    assert_eq!(found[2].latest.as_ref().unwrap().reference, samples::report(&devices[0], 1).references[0]);
}

pub(crate) async fn devices_are_found_by_the_references_of_their_reports(harness: &dyn Harness) {
    let store = harness.open();
    let (_, devices) = six_devices(&*store).await;
    // An older report finds its device too, and two reports find it once.
    let newer = samples::report(&devices[1], 40);
    store.accept_report(newer.clone()).await.unwrap();
    let older = samples::report(&devices[1], 2).references[0].number();
    let newer = newer.references[0].number();
    let found = async |numbers, limit| store.devices_by_references(numbers, limit).await.unwrap();
    assert_eq!(found(older..older + 1, 9).await, [devices[1].id.clone()]);
    assert_eq!(
        found(older.min(newer)..older.max(newer) + 1, 9)
            .await
            .iter()
            .filter(|id| **id == devices[1].id)
            .count(),
        1
    );
    assert_eq!(found(0..Reference::COUNT, 9).await.len(), 3);
    assert_eq!(found(0..Reference::COUNT, 2).await.len(), 2);
    assert_eq!(found(older..older, 9).await, []);
}

//! What the help desk does about devices.

use porchlight_collector_db::{Actor, By, Device, DeviceNote, NewNote, Step, Store, TechnicianName};

use super::{Harness, samples};

async fn note(store: &dyn Store, device: &Device, step: Step, reason: Option<&str>, by: &By) -> DeviceNote {
    let note = NewNote {
        company_id: device.company_id.clone(),
        device_id: device.id.clone(),
        step,
        reason: reason.map(samples::name),
    };
    store.note_device(note, by.clone()).await.unwrap();
    store.device_note(&device.company_id, &device.id).await.unwrap().unwrap()
}

pub(crate) async fn notes_on_a_device_add_up_until_it_is_done(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let by = samples::by_technician(&*store, "sam@harbour.example", 3).await;
    let Actor::Technician(id) = by.who else { panic!("no technician") };
    assert_eq!(store.device_note(&device.company_id, &device.id).await.unwrap(), None);
    let hostile = "'); DELETE FROM device_note; --";
    let assigned = note(&*store, &device, Step::Assign(id), Some(hostile), &by).await;
    let mut expected = DeviceNote {
        device_id: device.id.clone(),
        assigned_to: Some(TechnicianName { id, name: samples::name("Sam Reyes") }),
        snoozed_until: None,
        done_at: None,
        reason: Some(samples::name(hostile)),
    };
    assert_eq!(assigned, expected);
    expected.snoozed_until = Some(samples::minute(50));
    assert_eq!(note(&*store, &device, Step::Snooze(samples::minute(50)), None, &by).await, expected);
    let done = note(&*store, &device, Step::Done, Some("Called her"), &by).await;
    let reason = Some(samples::name("Called her"));
    let expected = DeviceNote {
        assigned_to: None,
        snoozed_until: None,
        done_at: Some(by.at.clone()),
        reason,
        ..expected
    };
    assert_eq!(done, expected);
    let actions: Vec<_> = store.audit(3).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, ["device_done", "device_snoozed", "device_assigned"]);
}

pub(crate) async fn notes_are_those_of_somebodys_companies(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let ash = samples::company(&*store, "Ash").await;
    let other = samples::enrolled(&*store, &ash, "Ben", "ben").await;
    let by = samples::by_operator();
    for device in [&device, &other] {
        note(&*store, device, Step::Done, None, &by).await;
    }
    let noted = async |company: Option<&porchlight_contract::CompanyId>, companies| {
        let notes = store.device_notes(company.cloned(), companies).await.unwrap();
        notes.into_iter().map(|note| note.device_id).collect::<Vec<_>>()
    };
    assert_eq!(noted(None, None).await.len(), 2);
    assert_eq!(noted(Some(&ash), None).await, std::slice::from_ref(&other.id));
    assert_eq!(noted(None, samples::only(&[&ash])).await, [other.id]);
    assert_eq!(noted(Some(&device.company_id), samples::only(&[&ash])).await, []);
}

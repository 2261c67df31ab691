//! Reports that their devices take back.

use porchlight_collector_db::{Device, NewReport, NewWithdrawal, ReportOutcome, Store, WithdrawOutcome};

use super::{Harness, samples};

async fn withdrawn(store: &dyn Store, device: &Device, report: &NewReport, minute: u8) -> WithdrawOutcome {
    let withdrawal = NewWithdrawal {
        company_id: device.company_id.clone(),
        device_id: device.id.clone(),
        report_id: report.id.clone(),
        at: samples::minute(minute),
    };
    store.withdraw_report(withdrawal).await.unwrap()
}

pub(crate) async fn a_report_that_is_taken_back_keeps_its_name_and_loses_its_content(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let sent = samples::report(&device, 1);
    let stored = samples::new_record(store.accept_report(sent.clone()).await.unwrap());
    let WithdrawOutcome::New(record) = withdrawn(&*store, &device, &sent, 9).await else { panic!("not new") };
    assert_eq!((record.reference, record.withdrawn_at), (stored.reference, Some(samples::minute(9))));
    assert_eq!(store.report(&sent.id).await.unwrap(), None);
    assert_eq!(store.device(&device.id).await.unwrap().unwrap().latest, None);
    let [listed] = store.reports_of(&device.company_id, &device.id, 9).await.unwrap().try_into().unwrap();
    assert_eq!((listed.id, listed.received_at), (sent.id.clone(), samples::minute(1)));
    assert_eq!(listed.withdrawn_at, Some(samples::minute(9)));
    let last = &store.audit(1).await.unwrap()[0];
    assert_eq!((last.action.as_str(), last.subject.as_deref()), ("report_withdrawn", Some(sent.id.as_str())));
    assert_eq!(last.actor, format!("device:{}", device.id));
}

pub(crate) async fn taking_back_twice_erases_once(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let sent = samples::report(&device, 1);
    store.accept_report(sent.clone()).await.unwrap();
    let WithdrawOutcome::New(first) = withdrawn(&*store, &device, &sent, 9).await else { panic!("not new") };
    let audited = store.audit(100).await.unwrap().len();
    assert_eq!(withdrawn(&*store, &device, &sent, 30).await, WithdrawOutcome::Repeated(first));
    assert_eq!(store.audit(100).await.unwrap().len(), audited);
}

pub(crate) async fn a_report_that_was_taken_back_is_not_stored_again(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let sent = samples::report(&device, 1);
    store.accept_report(sent.clone()).await.unwrap();
    withdrawn(&*store, &device, &sent, 9).await;
    assert_eq!(store.accept_report(sent.clone()).await.unwrap(), ReportOutcome::Withdrawn);
    assert_eq!(store.report(&sent.id).await.unwrap(), None);
    assert_eq!(store.device(&device.id).await.unwrap().unwrap().latest, None);
}

pub(crate) async fn a_device_is_judged_by_the_newest_report_that_is_left(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let [first, second, newest] = [10, 20, 30].map(|n| samples::report(&device, n));
    // The second comes last: what counts is when a report was made.
    for report in [&first, &newest, &second] {
        store.accept_report(report.clone()).await.unwrap();
    }
    let latest = async || store.device(&device.id).await.unwrap().unwrap().latest;
    withdrawn(&*store, &device, &first, 40).await;
    assert_eq!(latest().await.unwrap().report_id, newest.id, "an older one changes nothing");
    withdrawn(&*store, &device, &newest, 41).await;
    let left = latest().await.unwrap();
    assert_eq!((left.report_id, left.reference), (second.id.clone(), second.references[0].clone()));
    assert_eq!((left.os, left.checks), (samples::os(), vec![samples::check(20)]));
    withdrawn(&*store, &device, &second, 42).await;
    assert_eq!(latest().await, None);
    store.accept_report(samples::report(&device, 5)).await.unwrap();
    assert!(latest().await.is_some(), "a late report of a device with nothing left counts");
}

pub(crate) async fn another_devices_report_is_not_taken_back(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let other = samples::enrolled(&*store, &device.company_id, "Ben", "other").await;
    let sent = samples::report(&device, 1);
    store.accept_report(sent.clone()).await.unwrap();
    assert_eq!(withdrawn(&*store, &other, &sent, 9).await, WithdrawOutcome::Unknown);
    assert_eq!(withdrawn(&*store, &device, &samples::report(&device, 2), 9).await, WithdrawOutcome::Unknown);
    assert!(store.report(&sent.id).await.unwrap().is_some());
}

pub(crate) async fn what_others_say_as_well_stays_when_one_is_taken_back(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    // All three say the same; the last one comes when what the first two shared is the last one's alone.
    let same = |minute: u8| {
        let mut report = samples::report(&device, minute);
        let mut said = samples::said(&device, &report.id, 1);
        said.created_at = report.created_at.clone();
        let payload = serde_json::to_vec(&said).unwrap();
        (report.jws, report.sha256) = (samples::signed(&payload), samples::sha256(&payload));
        report
    };
    let [first, second, third] = [same(1), same(2), same(3)];
    store.accept_report(first.clone()).await.unwrap();
    store.accept_report(second.clone()).await.unwrap();
    withdrawn(&*store, &device, &second, 9).await;
    assert_eq!(store.report(&first.id).await.unwrap().unwrap().jws, first.jws);
    withdrawn(&*store, &device, &first, 10).await;
    assert_eq!(store.device(&device.id).await.unwrap().unwrap().latest, None);
    store.accept_report(third.clone()).await.unwrap();
    assert_eq!(store.report(&third.id).await.unwrap().unwrap().jws, third.jws);
}

pub(crate) async fn originals_of_a_device_come_newest_first_without_those_taken_back(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let other = samples::enrolled(&*store, &device.company_id, "Ben", "other").await;
    let sent = [1, 2, 3, 4].map(|n| samples::report(&device, n));
    for report in sent.iter().chain([&samples::report(&other, 9)]) {
        store.accept_report(report.clone()).await.unwrap();
    }
    withdrawn(&*store, &device, &sent[2], 9).await;
    let ids = async |limit| {
        let originals = store.originals_of(&device.company_id, &device.id, limit).await.unwrap();
        originals.into_iter().map(|original| original.record.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(9).await, [&sent[3], &sent[1], &sent[0]].map(|report| report.id.clone()));
    assert_eq!(ids(1).await, [sent[3].id.clone()]);
}

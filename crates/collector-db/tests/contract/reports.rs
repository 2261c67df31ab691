//! Reports: once, untouched, for good.

use porchlight_collector_db::{ReportOutcome, StoreError};
use porchlight_contract::Thumbprint;

use super::{Harness, samples};

pub(crate) async fn a_report_reads_back_byte_for_byte(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let sent = samples::report(&device, 1);
    let record = samples::new_record(store.accept_report(sent.clone()).await.unwrap());
    assert_eq!(
        (&record.id, &record.device_id, &record.company_id, &record.sha256, &record.reference),
        (&sent.id, &device.id, &device.company_id, &sent.sha256, &sent.references[0])
    );
    let stored = store.report(&sent.id).await.unwrap().unwrap();
    assert_eq!((stored.record, stored.jws), (record, sent.jws));
    let latest = store.device(&device.id).await.unwrap().unwrap().latest.unwrap();
    assert_eq!(
        (latest.report_id, latest.os, latest.checks),
        (sent.id, samples::os(), vec![samples::check(1)])
    );
}

pub(crate) async fn a_repeated_report_gets_its_first_record(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let sent = samples::report(&device, 1);
    let first = samples::new_record(store.accept_report(sent.clone()).await.unwrap());
    let mut again = sent;
    again.received_at = samples::minute(30);
    again.references = samples::report(&device, 2).references;
    assert_eq!(store.accept_report(again).await.unwrap(), ReportOutcome::Repeated(first));
    let entry = store.device(&device.id).await.unwrap().unwrap();
    assert_eq!(entry.activity_at, samples::minute(1));
}

pub(crate) async fn the_same_id_with_other_bytes_is_a_conflict(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let sent = samples::report(&device, 1);
    store.accept_report(sent.clone()).await.unwrap();
    let mut other = samples::report(&device, 2);
    other.id = sent.id.clone();
    assert_eq!(store.accept_report(other).await.unwrap(), ReportOutcome::Conflict);
    assert_eq!(store.report(&sent.id).await.unwrap().unwrap().jws, sent.jws);
}

pub(crate) async fn the_same_id_of_another_device_is_a_conflict(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let other = samples::enrolled(&*store, &device.company_id, "Ben", "other").await;
    let sent = samples::report(&device, 1);
    store.accept_report(sent.clone()).await.unwrap();
    let mut stolen = samples::report(&other, 1);
    stolen.id = sent.id;
    assert_eq!(store.accept_report(stolen).await.unwrap(), ReportOutcome::Conflict);
    assert!(store.device(&other.id).await.unwrap().unwrap().latest.is_none());
}

pub(crate) async fn a_taken_reference_is_passed_over(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let first = samples::report(&device, 1);
    store.accept_report(first.clone()).await.unwrap();
    let mut second = samples::report(&device, 2);
    let free = second.references[0].clone();
    second.references.insert(0, first.references[0].clone());
    let record = samples::new_record(store.accept_report(second).await.unwrap());
    assert_eq!(record.reference, free);
}

pub(crate) async fn without_a_free_reference_nothing_is_stored(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let first = samples::report(&device, 1);
    store.accept_report(first.clone()).await.unwrap();
    let mut second = samples::report(&device, 2);
    second.references = first.references;
    let error = store.accept_report(second.clone()).await.unwrap_err();
    assert!(matches!(error, StoreError::NoFreeReference), "{error}");
    assert_eq!(store.report(&second.id).await.unwrap(), None);
}

pub(crate) async fn an_old_report_that_comes_late_does_not_bring_its_state_back(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let newer = samples::report(&device, 20);
    let mut older = samples::report(&device, 10);
    older.received_at = samples::minute(30);
    store.accept_report(newer.clone()).await.unwrap();
    store.accept_report(older).await.unwrap();
    let entry = store.device(&device.id).await.unwrap().unwrap();
    assert_eq!(entry.latest.unwrap().report_id, newer.id);
    // The device was active all the same.
    assert_eq!(entry.activity_at, samples::minute(30));
}

pub(crate) async fn reports_of_a_device_come_newest_first_and_of_no_other(harness: &dyn Harness) {
    let store = harness.open();
    let device = samples::device(&*store).await;
    let other = samples::enrolled(&*store, &device.company_id, "Ben", "other").await;
    for n in 1..=5 {
        store.accept_report(samples::report(&device, n)).await.unwrap();
        store.accept_report(samples::report(&other, n)).await.unwrap();
    }
    let reports = store.reports_of(&device.company_id, &device.id, 3).await.unwrap();
    let received: Vec<_> = reports.iter().map(|report| report.received_at.clone()).collect();
    assert_eq!(received, [samples::minute(5), samples::minute(4), samples::minute(3)]);
    assert!(reports.iter().all(|report| report.device_id == device.id));
}

pub(crate) async fn everything_is_there_after_opening_again(harness: &dyn Harness) {
    let (device, sent, invite) = {
        let store = harness.open();
        let device = samples::device(&*store).await;
        let invite = samples::invite(&*store, &device.company_id, None).await;
        let sent = samples::report(&device, 1);
        store.accept_report(sent.clone()).await.unwrap();
        (device, sent, invite)
    };
    let store = harness.open();
    assert_eq!(samples::by_key(&*store, &device.thumbprint).await, Some(device));
    assert_eq!(store.report(&sent.id).await.unwrap().unwrap().jws, sent.jws);
    // The key that hashes codes is the same one.
    assert_eq!(store.invite(&invite.code).await.unwrap().unwrap().id, invite.id);
    let mut altered = sent;
    altered.sha256 = Thumbprint::parse("B".repeat(43)).unwrap();
    assert_eq!(store.accept_report(altered).await.unwrap(), ReportOutcome::Conflict);
}

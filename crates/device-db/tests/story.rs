//! The life of a report on the device, and what a damaged or newer file does.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests damage files on purpose and may panic"
)]

use std::collections::{BTreeMap, BTreeSet};

use porchlight_contract::wizard::{Locale, Page};
use porchlight_contract::{
    CheckId, ErrorCode, Facts, Outcome, PersonAnswer, Problem, Reference, ReportId, Timestamp, UnknownCause,
};
use porchlight_device_db::{DeviceDb, Draft, Key, StoredFinding, WithdrawnReport};

fn time(second: u8) -> Timestamp {
    Timestamp::parse(format!("2026-11-22T10:00:{second:02}Z")).unwrap()
}

fn draft(n: u8) -> Draft {
    Draft {
        report_id: ReportId::parse(format!("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a{n:02x}")).unwrap(),
        exact: format!("{{ \"n\": {n} }}"),
    }
}

fn passing() -> StoredFinding {
    StoredFinding {
        outcome: Outcome::Pass,
        facts: Facts::new(),
        readings: Vec::new(),
        memory: BTreeMap::new(),
        observed_at: time(0),
    }
}

#[test]
fn a_report_goes_from_draft_to_outbox_to_history() {
    let db = DeviceDb::in_memory().unwrap();
    db.put_draft(&draft(1)).unwrap();
    db.sign_draft(&draft(1), "a.b.c", &time(1)).unwrap();
    assert_eq!(db.draft().unwrap(), None);
    let [entry] = db.outbox().unwrap().try_into().unwrap();
    assert_eq!(
        (entry.exact.as_str(), entry.jws.as_str(), entry.attempts),
        (draft(1).exact.as_str(), "a.b.c", 0)
    );

    db.put_failure(&entry.report_id, &Problem::new(ErrorCode::Offline), &time(31)).unwrap();
    let [entry] = db.outbox().unwrap().try_into().unwrap();
    assert_eq!((entry.attempts, entry.problem.unwrap().code), (1, ErrorCode::Offline));

    let reference = Reference::parse("PL-7F3K-Q2").unwrap();
    db.put_receipt(&entry.report_id, "r.r.r", &reference, &time(40)).unwrap();
    assert!(db.outbox().unwrap().is_empty());
    assert_eq!(db.last_sent().unwrap().unwrap().reference, reference);
}

#[test]
fn a_pause_holds_all_that_waits_and_shortens_no_longer_wait() {
    let db = DeviceDb::in_memory().unwrap();
    for n in 1..=2 {
        db.put_draft(&draft(n)).unwrap();
        db.sign_draft(&draft(n), "a.b.c", &time(n)).unwrap();
    }
    db.put_failure(&draft(2).report_id, &Problem::new(ErrorCode::Offline), &time(50)).unwrap();
    db.put_pause(&time(40)).unwrap();
    let times: Vec<_> = db.outbox().unwrap().into_iter().map(|entry| entry.next_attempt_at).collect();
    assert_eq!(times, [time(40), time(50)]);
}

#[test]
fn pressing_send_twice_signs_once() {
    let db = DeviceDb::in_memory().unwrap();
    db.put_draft(&draft(1)).unwrap();
    db.sign_draft(&draft(1), "a.b.c", &time(1)).unwrap();
    assert!(db.sign_draft(&draft(1), "a.b.c", &time(1)).is_err());
    assert_eq!(db.outbox().unwrap().len(), 1);
}

#[test]
fn a_draft_that_is_not_the_one_kept_is_not_signed() {
    let db = DeviceDb::in_memory().unwrap();
    db.put_draft(&draft(1)).unwrap();
    assert!(db.sign_draft(&draft(2), "a.b.c", &time(1)).is_err());
    assert_eq!(db.draft().unwrap(), Some(draft(1)));
}

#[test]
fn a_new_finding_takes_the_draft_away() {
    let db = DeviceDb::in_memory().unwrap();
    db.put_draft(&draft(1)).unwrap();
    db.put_finding(&CheckId::parse("screen.lock").unwrap(), &passing()).unwrap();
    assert_eq!(db.draft().unwrap(), None);
}

#[test]
fn the_last_report_is_the_last_one_sent_even_within_one_second_or_with_the_clock_set_back() {
    let db = DeviceDb::in_memory().unwrap();
    for (n, second) in [(3, 9), (2, 9), (1, 5)] {
        db.put_draft(&draft(n)).unwrap();
        db.sign_draft(&draft(n), "a.b.c", &time(second)).unwrap();
        let reference = Reference::parse(format!("PL-7F3K-Q{n}")).unwrap();
        db.put_receipt(&draft(n).report_id, "r.r.r", &reference, &time(second)).unwrap();
        assert_eq!(db.last_sent().unwrap().unwrap().reference, reference);
    }
}

#[test]
fn a_receipt_that_comes_twice_is_kept_once() {
    let db = DeviceDb::in_memory().unwrap();
    db.put_draft(&draft(1)).unwrap();
    db.sign_draft(&draft(1), "a.b.c", &time(1)).unwrap();
    let reference = Reference::parse("PL-7F3K-Q2").unwrap();
    for _ in 0..2 {
        db.put_receipt(&draft(1).report_id, "r.r.r", &reference, &time(2)).unwrap();
    }
    assert_eq!(db.last_sent().unwrap().unwrap().receipt, "r.r.r");
}

fn sent(db: &DeviceDb, n: u8) {
    db.put_draft(&draft(n)).unwrap();
    db.sign_draft(&draft(n), "a.b.c", &time(n)).unwrap();
    let reference = Reference::parse(format!("PL-7F3K-Q{n}")).unwrap();
    db.put_receipt(&draft(n).report_id, "r.r.r", &reference, &time(n)).unwrap();
}

#[test]
fn the_history_holds_every_report_the_last_one_first() {
    let db = DeviceDb::in_memory().unwrap();
    for n in [3, 1, 2] {
        sent(&db, n);
    }
    let history = db.history().unwrap();
    let ids: Vec<_> = history.iter().map(|report| report.report_id.clone()).collect();
    assert_eq!(ids, [2, 1, 3].map(|n| draft(n).report_id));
    assert_eq!((history[0].exact.as_str(), history[0].jws.as_str()), (draft(2).exact.as_str(), "a.b.c"));
    assert_eq!(db.signed_report(&draft(1).report_id).unwrap(), Some(draft(1).exact));
    assert_eq!(db.signed_report(&draft(9).report_id).unwrap(), None);
    db.put_draft(&draft(4)).unwrap();
    assert_eq!(db.signed_report(&draft(4).report_id).unwrap(), None, "nobody has signed it");
    db.sign_draft(&draft(4), "a.b.c", &time(4)).unwrap();
    assert_eq!(db.signed_report(&draft(4).report_id).unwrap(), Some(draft(4).exact));
}

#[test]
fn a_report_that_was_taken_back_stays_here_and_is_no_longer_the_last_one() {
    let db = DeviceDb::in_memory().unwrap();
    sent(&db, 1);
    sent(&db, 2);
    db.put_withdrawal(&draft(2).report_id, "e.e.e", &time(9)).unwrap();
    db.put_withdrawal(&draft(2).report_id, "later", &time(10)).unwrap();
    let newest = db.history().unwrap().remove(0);
    assert_eq!(newest.withdrawn, Some(WithdrawnReport { at: time(9), erasure: "e.e.e".to_owned() }));
    assert_eq!(newest.exact, draft(2).exact);
    assert_eq!(db.last_sent().unwrap().unwrap().report_id, draft(1).report_id);
}

#[test]
fn an_answer_is_replaced_taken_back_and_dropped_when_the_finding_passes() {
    let db = DeviceDb::in_memory().unwrap();
    let check = CheckId::parse("screen.lock").unwrap();
    db.put_draft(&draft(1)).unwrap();
    db.put_answer(&check, Some(PersonAnswer::CannotDo)).unwrap();
    assert_eq!(db.draft().unwrap(), None, "the draft did not say it");
    db.put_answer(&check, Some(PersonAnswer::Disagree)).unwrap();
    assert_eq!(db.answers().unwrap(), [(check.clone(), PersonAnswer::Disagree)]);
    let unknown = Outcome::Unknown { cause: UnknownCause::Timeout };
    db.put_finding(&check, &StoredFinding { outcome: unknown, ..passing() }).unwrap();
    assert_eq!(db.answers().unwrap().len(), 1, "what could not be read answers nothing");
    db.put_finding(&check, &passing()).unwrap();
    assert_eq!(db.answers().unwrap(), []);
    db.put_answer(&check, Some(PersonAnswer::CannotDo)).unwrap();
    db.put_answer(&check, None).unwrap();
    assert_eq!(db.answers().unwrap(), []);
}

#[test]
fn what_is_left_out_is_kept_together_with_its_draft() {
    let db = DeviceDb::in_memory().unwrap();
    let left_out = BTreeSet::from([CheckId::parse("screen.lock").unwrap()]);
    db.put_draft(&draft(1)).unwrap();
    db.put_left_out(&left_out, &draft(2)).unwrap();
    assert_eq!(db.get(Key::LeftOut).unwrap(), Some(left_out));
    assert_eq!(db.draft().unwrap(), Some(draft(2)));
}

#[test]
fn everything_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("porchlight.db");
    {
        let db = DeviceDb::open(&path).unwrap();
        db.put(Key::Locale, Some(&Locale::Es)).unwrap();
        db.put(Key::Page, Some(&Page::Check)).unwrap();
        db.put_finding(&CheckId::parse("screen.lock").unwrap(), &passing()).unwrap();
    }
    let db = DeviceDb::open(&path).unwrap();
    assert_eq!(db.get::<Locale>(Key::Locale).unwrap(), Some(Locale::Es));
    assert_eq!(db.get::<Page>(Key::Page).unwrap(), Some(Page::Check));
    assert_eq!(db.findings().unwrap().len(), 1);
}

#[test]
fn a_value_of_another_shape_is_an_error_and_not_a_default() {
    let db = DeviceDb::in_memory().unwrap();
    db.put(Key::Page, Some(&"a page of a future version")).unwrap();
    assert_eq!(db.get::<Page>(Key::Page).unwrap_err().code(), ErrorCode::DatabaseFailed);
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("porchlight.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert_eq!(DeviceDb::open(&path).err().unwrap().code(), ErrorCode::DatabaseNewer);
    let version: u32 = rusqlite::Connection::open(&path)
        .unwrap()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("porchlight.db");
    std::fs::write(
        &path,
        b"this is a text, and long enough to be read as a header of a database file, which it is not",
    )
    .unwrap();
    let before = std::fs::read(&path).unwrap();
    assert_eq!(DeviceDb::open(&path).err().unwrap().code(), ErrorCode::DatabaseFailed);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

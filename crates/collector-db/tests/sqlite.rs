//! The contract suite on SQLite, and what only a file can have.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "looks at the database file itself")]

mod contract;

use std::sync::Arc;

use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_collector_db::{NewWithdrawal, PersonQuery, ReportOutcome, Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::contract::samples;

struct File(TempDir);

impl File {
    fn path(&self) -> std::path::PathBuf {
        self.0.path().join("collector.db")
    }

    fn store(&self) -> Result<SqliteStore, StoreError> {
        SqliteStore::open(&self.path(), Limits::default())
    }

    fn raw(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }
}

impl contract::Harness for File {
    fn open(&self) -> Arc<dyn Store> {
        Arc::new(self.store().unwrap())
    }
}

fn file() -> File {
    File(tempfile::tempdir().unwrap())
}

contract::suite!(file);

#[test]
fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let file = file();
    drop(file.store().unwrap());
    file.raw().pragma_update(None, "user_version", 999).unwrap();
    let before = std::fs::read(file.path()).unwrap();
    let error = file.store().err().unwrap();
    assert!(matches!(error, StoreError::Newer { found: 999, known: 5 }), "{error}");
    assert_eq!(std::fs::read(file.path()).unwrap(), before);
}

#[test]
fn a_file_of_another_program_is_refused_and_left_alone() {
    let other = file();
    other.raw().execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    let text = file();
    std::fs::write(text.path(), "Dear diary, ".repeat(1000)).unwrap();
    for file in [other, text] {
        let before = std::fs::read(file.path()).unwrap();
        assert!(matches!(file.store(), Err(StoreError::Foreign)));
        assert_eq!(std::fs::read(file.path()).unwrap(), before);
    }
}

#[test]
fn programs_that_make_the_database_at_once_agree_on_it() {
    let file = file();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(|| file.store().map(drop))).collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
    });
    let settings: u32 = file.raw().query_row("SELECT count(*) FROM setting", [], |row| row.get(0)).unwrap();
    assert_eq!(settings, 1);
}

#[tokio::test]
async fn two_programs_see_each_others_writes() {
    let file = file();
    let (server, command) = (file.store().unwrap(), file.store().unwrap());
    let company = samples::company(&server, "Bramble & Co").await;
    let invite = samples::invite(&command, &company, None).await;
    assert_eq!(server.invite(&invite.code).await.unwrap().unwrap().id, invite.id);
}

#[tokio::test]
async fn many_reports_share_a_commit_and_none_is_lost() {
    let file = file();
    let count: u8 = 200;
    let ids = {
        let store = Arc::new(file.store().unwrap());
        let device = samples::device(&*store).await;
        let before = store.load().commits;
        let reports: Vec<_> = (0..count).map(|n| samples::report(&device, n)).collect();
        let ids: Vec<_> = reports.iter().map(|report| report.id.clone()).collect();
        let writes: Vec<_> = reports
            .into_iter()
            .map(|report| {
                let store = Arc::clone(&store);
                tokio::spawn(async move { store.accept_report(report).await })
            })
            .collect();
        for write in writes {
            write.await.unwrap().unwrap();
        }
        let commits = store.load().commits - before;
        assert!(commits < u64::from(count), "{commits} commits for {count} reports");
        ids
    };
    let store = file.store().unwrap();
    for id in ids {
        assert!(store.report(&id).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_store_that_is_closed_leaves_one_whole_file() {
    let file = file();
    samples::device(&file.store().unwrap()).await;
    let left: Vec<_> =
        std::fs::read_dir(file.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["collector.db"]);
}

#[tokio::test]
async fn neither_codes_nor_tokens_are_in_the_file() {
    let file = file();
    let invite = {
        let store = file.store().unwrap();
        let company = samples::company(&store, "Bramble & Co").await;
        samples::invite(&store, &company, None).await
    };
    let bytes = std::fs::read(file.path()).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Bramble & Co"));
    assert!(!holds(invite.code.as_str()));
    assert!(!holds(&invite.code.to_string()));
}

#[tokio::test]
async fn what_was_taken_back_is_not_in_the_file() {
    let file = file();
    let holds =
        |text: &[u8]| std::fs::read(file.path()).unwrap().windows(text.len()).any(|window| window == text);
    let (device, sent) = {
        let store = file.store().unwrap();
        let device = samples::device(&store).await;
        let sent = samples::report(&device, 1);
        store.accept_report(sent.clone()).await.unwrap();
        (device, sent)
    };
    let (skeleton, own): (Vec<u8>, Vec<u8>) = file
        .raw()
        .query_row("SELECT text, own FROM skeleton, report", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert!(holds(&skeleton) && holds(&own));
    {
        let store = file.store().unwrap();
        let withdrawal = NewWithdrawal {
            company_id: device.company_id.clone(),
            device_id: device.id.clone(),
            report_id: sent.id.clone(),
            at: samples::minute(2),
        };
        store.withdraw_report(withdrawal).await.unwrap();
    }
    // Neither the whole nor a part of it: what is freed is overwritten.
    assert!(!skeleton.chunks_exact(32).any(holds) && !own.chunks_exact(32).any(holds));
}

#[tokio::test]
async fn a_database_of_the_first_version_is_brought_up_to_date() {
    let file = file();
    file.raw().execute_batch(include_str!("../migrations/0001_spine.sql")).unwrap();
    file.raw().pragma_update(None, "user_version", 1).unwrap();
    file.raw().pragma_update(None, "application_id", 0x504C_6364).unwrap();
    file.raw().execute("INSERT INTO setting VALUES ('invite_pepper', zeroblob(32))", []).unwrap();
    let store = file.store().unwrap();
    let device = samples::device(&store).await;
    store.accept_report(samples::report(&device, 1)).await.unwrap();
}

#[tokio::test]
async fn the_reports_of_an_older_database_are_packed_and_stay_what_they_were() {
    let file = file();
    let raw = file.raw();
    for sql in [
        include_str!("../migrations/0001_spine.sql"),
        include_str!("../migrations/0002_withdrawals.sql"),
        include_str!("../migrations/0003_staff.sql"),
        include_str!("../migrations/0004_desk.sql"),
    ] {
        raw.execute_batch(sql).unwrap();
    }
    raw.pragma_update(None, "user_version", 4).unwrap();
    raw.pragma_update(None, "application_id", 0x504C_6364).unwrap();
    raw.execute("INSERT INTO setting VALUES ('invite_pepper', zeroblob(32))", []).unwrap();
    // The device and its reports are made with a store of today, and put down as they were then.
    let newer = self::file();
    let store = newer.store().unwrap();
    let device = samples::device(&store).await;
    let reports = [1, 2, 3].map(|n| samples::report(&device, n));
    let (company, id) = (device.company_id.as_str(), device.id.as_str());
    let policy = serde_json::to_string(&samples::new_company("Bramble & Co").policy).unwrap();
    raw.execute(
        "INSERT INTO company (id, name, name_folded, policy, created_at)
         VALUES (?1, 'Bramble & Co', 'bramble & co', ?2, '2026-11-22T10:00:00Z')",
        [company, &policy],
    )
    .unwrap();
    let device_row = "INSERT INTO device (company_id, id, person, person_folded, key_x, thumbprint, os_family, enrolled_at, activity_at)
         VALUES (?1, ?2, 'Ana Prieto', 'ana prieto', ?3, ?4, 'linux', '2026-11-22T10:00:00Z', '2026-11-22T10:03:00Z')";
    raw.execute(device_row, [company, id, device.key.x.as_str(), device.thumbprint.as_str()]).unwrap();
    for (n, report) in reports.iter().enumerate() {
        let taken_back = (n == 2).then_some("2026-11-22T10:09:00Z");
        raw.execute(
            "INSERT INTO report (company_id, device_id, id, reference, sha256, jws, created_at, received_at, withdrawn_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            rusqlite::params![
                company,
                id,
                report.id.as_str(),
                report.references[0].as_str(),
                report.sha256.as_str(),
                if taken_back.is_some() { "" } else { &report.jws },
                report.created_at.as_str(),
                report.received_at.as_str(),
                taken_back,
            ],
        )
        .unwrap();
    }
    drop(raw);
    let store = file.store().unwrap();
    for report in &reports[..2] {
        let stored = store.report(&report.id).await.unwrap().unwrap();
        assert_eq!((&stored.jws, &stored.record.sha256), (&report.jws, &report.sha256));
        assert_eq!(stored.record.reference, report.references[0]);
    }
    assert!(store.report(&reports[2].id).await.unwrap().is_none());
    let repeated = store.accept_report(reports[2].clone()).await.unwrap();
    assert_eq!(repeated, ReportOutcome::Withdrawn);
    let entry = store.device(&device.id).await.unwrap().unwrap();
    assert_eq!((entry.device, entry.activity_at), (device.clone(), samples::minute(3)));
    assert_eq!(entry.latest.unwrap().report_id, reports[1].id);
    samples::new_record(store.accept_report(samples::report(&device, 4)).await.unwrap());
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'unpacked%'";
    assert_eq!(file.raw().query_row(tables, [], |row| row.get::<_, u32>(0)).unwrap(), 0);
}

#[tokio::test]
async fn people_on_invites_of_an_older_version_are_found_in_whatever_case() {
    let file = file();
    let company = samples::new_company("Bramble & Co").id;
    file.raw().execute_batch(include_str!("../migrations/0001_spine.sql")).unwrap();
    file.raw().pragma_update(None, "user_version", 1).unwrap();
    file.raw().pragma_update(None, "application_id", 0x504C_6364).unwrap();
    file.raw().execute("INSERT INTO setting VALUES ('invite_pepper', zeroblob(32))", []).unwrap();
    let at = samples::minute(0);
    file.raw()
        .execute(
            "INSERT INTO company (id, name, name_folded, policy, created_at)
             VALUES (?1, 'Bramble & Co', 'bramble & co', '{\"version\":1,\"checks\":{}}', ?2)",
            [company.as_str(), at.as_str()],
        )
        .unwrap();
    file.raw()
        .execute(
            "INSERT INTO invite (company_id, id, code_hash, person, state, created_at, expires_at)
             VALUES (?1, ?1, x'00', 'ÁLVARO MUÑOZ', 'open', ?2, ?2)",
            [company.as_str(), at.as_str()],
        )
        .unwrap();
    let store = file.store().unwrap();
    let query = PersonQuery { text: Some("álvaro muñ".into()), limit: 9, ..PersonQuery::default() };
    assert_eq!(store.people(query).await.unwrap().people[0].name.as_str(), "ÁLVARO MUÑOZ");
}

#[tokio::test]
async fn the_lines_of_an_older_database_are_chained_as_they_are() {
    let file = file();
    let raw = file.raw();
    raw.execute_batch(include_str!("../migrations/0001_spine.sql")).unwrap();
    raw.execute_batch(include_str!("../migrations/0002_withdrawals.sql")).unwrap();
    raw.pragma_update(None, "user_version", 2).unwrap();
    raw.pragma_update(None, "application_id", 0x504C_6364).unwrap();
    raw.execute("INSERT INTO setting VALUES ('invite_pepper', zeroblob(32))", []).unwrap();
    let old = "INSERT INTO audit (at, actor, action, company_id, subject) VALUES ('2026-11-22T10:00:00Z', 'operator',";
    raw.execute(&format!("{old} 'provider_named', NULL, NULL)"), []).unwrap();
    raw.execute(&format!("{old} 'company_added', '{}', NULL)", samples::new_id()), []).unwrap();
    raw.execute(
        "INSERT INTO technician VALUES (?1, 'sam@harbour.example', 'Sam', 'owner', '$argon2id$x', '2026-11-22T10:00:00Z')",
        [samples::new_id()],
    )
    .unwrap();
    drop(raw);
    let store = file.store().unwrap();
    let chain = store.verify_audit().await.unwrap();
    assert_eq!((chain.entries, chain.broken_at), (2, None));
    assert_ne!(chain.head, [0; 32]);
    samples::company(&store, "Bramble & Co").await;
    assert_eq!(store.verify_audit().await.unwrap().entries, 3);
    let sam = store.technicians().await.unwrap().remove(0);
    assert_eq!((sam.companies, sam.disabled, sam.last_sign_in), (None, false, None));
}

/// A database with five companies, whose audit somebody edits after taking the triggers away.
async fn edited(sql: &str) -> Option<u64> {
    let file = file();
    {
        let store = file.store().unwrap();
        for name in ["Ash", "Birch", "Cedar", "Dogwood", "Elm"] {
            samples::company(&store, name).await;
        }
        assert_eq!(store.verify_audit().await.unwrap().broken_at, None);
    }
    let triggers = "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; DROP TRIGGER audit_is_chained;";
    file.raw().execute_batch(triggers).unwrap();
    file.raw().execute_batch(sql).unwrap();
    let store = file.store().unwrap();
    let broken_at = store.verify_audit().await.unwrap().broken_at;
    // It stays broken, whatever is written behind.
    samples::company(&store, "Fir").await;
    assert_eq!(store.verify_audit().await.unwrap().broken_at, broken_at);
    broken_at
}

#[tokio::test]
async fn an_audit_that_was_edited_behind_the_programs_back_is_found_out() {
    for (sql, first) in [
        ("UPDATE audit SET actor = 'nobody' WHERE seq = 3", 3),
        ("UPDATE audit SET at = '2026-11-22T10:00:01Z' WHERE seq = 1", 1),
        ("UPDATE audit SET company_id = NULL WHERE seq = 5", 5),
        ("UPDATE audit SET subject = '' WHERE seq = 2", 2),
        ("UPDATE audit SET hash = NULL WHERE seq = 4", 4),
        ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 5", 5),
        ("UPDATE audit SET actor = CAST(x'ff' AS TEXT) WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 5", 5),
        ("DELETE FROM audit", 1),
        ("UPDATE audit SET seq = 9 WHERE seq = 5", 5),
        (
            "INSERT INTO audit SELECT 6, at, actor, action, company_id, subject, hash FROM audit WHERE seq = 5",
            6,
        ),
    ] {
        assert_eq!(edited(sql).await, Some(first), "{sql}");
    }
}

#[tokio::test]
async fn the_audit_cannot_be_changed_or_deleted_from() {
    let file = file();
    samples::company(&file.store().unwrap(), "Bramble & Co").await;
    for sql in [
        "UPDATE audit SET actor = 'nobody'",
        "UPDATE audit SET hash = zeroblob(32)",
        "DELETE FROM audit",
        "INSERT INTO audit (at, actor, action) VALUES ('2026-11-22T10:00:00Z', 'nobody', 'signed_in')",
    ] {
        let error = file.raw().execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("only appended"), "{error}");
    }
}

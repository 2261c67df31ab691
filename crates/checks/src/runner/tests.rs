//! The runner against machines that hang, panic, refuse and stay silent.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc as blocking;

use porchlight_contract::OsFamily;
use porchlight_host::{Answer, FixedClock, ProbeError, Question};

use super::*;
use crate::registry::ids;

/// Answers as the closure does.
struct Fake<F>(F);

impl<F: Fn(&Question) -> Result<Answer, ProbeError> + Send + Sync> Host for Fake<F> {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        (self.0)(question)
    }
}

fn clock() -> Arc<dyn Clock> {
    Arc::new(FixedClock(Timestamp::parse("2026-11-22T10:00:00Z").unwrap()))
}

async fn results(host: Arc<dyn Host>, ids: Vec<CheckId>) -> Vec<CheckResult> {
    let (sender, mut events) = mpsc::channel(1);
    let run = tokio::spawn(async move { run(host, clock(), &ids, &Memories::new(), sender).await });
    let mut results = Vec::new();
    while let Some(event) = events.recv().await {
        if let Event::Finished(result) = event {
            results.push(*result);
        }
    }
    run.await.unwrap();
    results
}

fn is_os_release(question: &Question) -> bool {
    matches!(question, Question::ReadFile { path } if path == "/etc/os-release")
}

/// What one check alone asks for.
fn is_distro_info(question: &Question) -> bool {
    matches!(question, Question::ReadFile { path } if path == "/usr/share/distro-info/debian.csv")
}

fn debian(question: &Question) -> Result<Answer, ProbeError> {
    if *question == Question::Platform {
        Ok(Answer::Platform(OsFamily::Linux))
    } else if is_os_release(question) {
        Ok(Answer::Text("ID=debian\nVERSION_ID=\"13\"\n".to_owned()))
    } else {
        Err(ProbeError::NotFound)
    }
}

fn outcome_of<'a>(results: &'a [CheckResult], id: &str) -> &'a Outcome {
    &results.iter().find(|result| result.id.as_str() == id).unwrap().outcome
}

#[tokio::test]
async fn every_check_starts_once_and_finishes_once() {
    let (sender, mut events) = mpsc::channel(64);
    let twice: Vec<_> = ids().into_iter().chain(ids()).collect();
    run(Arc::new(Fake(debian)), clock(), &twice, &Memories::new(), sender).await;
    let (mut started, mut finished) = (Vec::new(), Vec::new());
    while let Some(event) = events.recv().await {
        match event {
            Event::Started(id) => started.push(id),
            Event::Finished(result) => {
                assert!(started.contains(&result.id));
                finished.push(result.id);
            }
        }
    }
    started.sort();
    finished.sort();
    let mut all = ids();
    all.sort();
    assert_eq!(started, all);
    assert_eq!(finished, all);
}

#[tokio::test]
async fn a_panic_stays_in_its_check() {
    let host = Fake(|question: &Question| {
        assert!(!is_distro_info(question), "the machine bites");
        debian(question)
    });
    let results = results(Arc::new(host), ids()).await;
    assert_eq!(results.len(), ids().len());
    assert_eq!(outcome_of(&results, "os.supported"), &Outcome::Unknown { cause: UnknownCause::Internal });
    assert_ne!(outcome_of(&results, "disk.encryption"), &Outcome::Unknown { cause: UnknownCause::Internal });
}

#[tokio::test(start_paused = true)]
async fn a_check_that_hangs_times_out_and_keeps_what_it_had_read() {
    let (release, hang) = blocking::channel::<()>();
    let hang = Mutex::new(hang);
    let host = Fake(move |question: &Question| {
        if is_distro_info(question) {
            // Returns once the test drops the other end.
            let _ = hang.lock().unwrap().recv();
        }
        debian(question)
    });
    let (sender, mut events) = mpsc::channel(64);
    let run =
        tokio::spawn(async move { run(Arc::new(host), clock(), &ids(), &Memories::new(), sender).await });
    let mut finished = Vec::new();
    while finished.len() < ids().len() - 1 {
        if let Some(Event::Finished(result)) = events.recv().await {
            finished.push(*result);
        }
    }
    assert!(finished.iter().all(|result| result.id.as_str() != "os.supported"), "the others do not wait");
    tokio::time::advance(CHECK_DEADLINE).await;
    let Some(Event::Finished(late)) = events.recv().await else { panic!("the hanging check never finished") };
    assert_eq!(late.id.as_str(), "os.supported");
    assert_eq!(late.outcome, Outcome::Unknown { cause: UnknownCause::Timeout });
    assert!(late.duration >= CHECK_DEADLINE);
    assert!(late.readings.iter().any(|reading| reading.source == "platform"));
    drop(release);
    run.await.unwrap();
}

#[tokio::test]
async fn each_error_becomes_unknown_with_its_cause() {
    let errors = [
        (ProbeError::PermissionDenied, UnknownCause::NoPermission),
        (ProbeError::TimedOut, UnknownCause::Timeout),
        (ProbeError::Malformed, UnknownCause::Parse),
        (ProbeError::Unavailable, UnknownCause::SourceMissing),
        (ProbeError::NotFound, UnknownCause::SourceMissing),
        (ProbeError::Unsupported, UnknownCause::UnsupportedSystem),
        (ProbeError::NotRecorded, UnknownCause::Internal),
    ];
    for (error, cause) in errors {
        let results = results(Arc::new(Fake(move |_: &Question| Err(error))), ids()).await;
        assert!(results.iter().all(|result| result.outcome == Outcome::Unknown { cause }), "{error:?}");
    }
}

#[tokio::test]
async fn a_check_that_the_registry_does_not_hold_is_not_passed_over() {
    let unheard_of = CheckId::parse("moon.phase").unwrap();
    let results = results(Arc::new(Fake(debian)), vec![unheard_of.clone()]).await;
    assert_eq!(results.len(), 1);
    assert_eq!(results[0].id, unheard_of);
    assert_eq!(results[0].outcome, Outcome::Unknown { cause: UnknownCause::Internal });
}

#[tokio::test]
async fn nothing_is_begun_once_nobody_listens() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let host = Fake(|question: &Question| {
        ASKED.fetch_add(1, Ordering::SeqCst);
        debian(question)
    });
    let (sender, events) = mpsc::channel(64);
    drop(events);
    run(Arc::new(host), clock(), &ids(), &Memories::new(), sender).await;
    assert_eq!(ASKED.load(Ordering::SeqCst), 0);
}

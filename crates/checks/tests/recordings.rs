//! Whole machines on paper, each with all that is expected of it: `tests/hosts/<os>-<version>-<scenario>/`.
#![allow(clippy::disallowed_methods, reason = "the recordings lie in files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "all of this file is tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use porchlight_checks::{CheckResult, Event, Memories, catalogue, ids, os_info, run};
use porchlight_contract::{Fact, Facts, Outcome, Timestamp};
use porchlight_host::{Answer, Entry, FixedClock, Host, ProbeError, Question, Recording, ReplayHost};
use serde_json::{Value, json};

/// What `expected.json` is read at. Recordings don't age: the clock stands still.
const NOW: &str = "2026-11-22T10:00:00Z";

/// Windows' name of its version: shown to people, judged by nobody.
const SHOWN_ONLY: &str = "DisplayVersion";

/// Errors that say "unreadable". "Not there" is not among them: to some questions it is an answer.
const UNREADABLE: [ProbeError; 5] = [
    ProbeError::PermissionDenied,
    ProbeError::TimedOut,
    ProbeError::Malformed,
    ProbeError::Unavailable,
    ProbeError::Unsupported,
];

fn folders() -> Vec<PathBuf> {
    let hosts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hosts");
    let mut folders: Vec<_> = std::fs::read_dir(hosts).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    assert!(folders.len() >= 5, "the recordings are gone");
    folders
}

fn recording(folder: &Path) -> Recording {
    let text = std::fs::read_to_string(folder.join("machine.json")).unwrap();
    Recording::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

fn replay(recording: Recording) -> Arc<ReplayHost> {
    Arc::new(ReplayHost::new(recording).unwrap())
}

async fn results(host: Arc<dyn Host>) -> BTreeMap<String, CheckResult> {
    let clock = Arc::new(FixedClock(Timestamp::parse(NOW).unwrap()));
    let (sender, mut events) = tokio::sync::mpsc::channel(64);
    run(host, clock, &ids(), &Memories::new(), sender).await;
    let mut results = BTreeMap::new();
    while let Some(event) = events.recv().await {
        if let Event::Finished(result) = event {
            results.insert(result.id.to_string(), *result);
        }
    }
    results
}

fn found(host: &dyn Host, results: &BTreeMap<String, CheckResult>) -> Value {
    let checks: BTreeMap<_, _> = results
        .iter()
        .map(|(id, result)| (id, json!({ "outcome": result.outcome, "facts": result.facts })))
        .collect();
    json!({ "now": NOW, "os": os_info(host), "checks": checks })
}

#[tokio::test]
async fn every_recorded_machine_is_judged_as_expected() {
    let mut surprises = String::new();
    for folder in folders() {
        let host = replay(recording(&folder));
        let found = found(host.as_ref(), &results(host.clone()).await);
        let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap_or_default();
        if serde_json::from_str::<Value>(&expected).ok().as_ref() != Some(&found) {
            let shown = serde_json::to_string_pretty(&found).unwrap();
            surprises.push_str(&format!("=== {}\n{shown}\n", folder.display()));
        }
    }
    assert!(surprises.is_empty(), "these machines are judged otherwise now:\n{surprises}");
}

#[tokio::test]
async fn every_recording_says_where_it_comes_from_and_holds_no_question_that_nobody_asks() {
    for folder in folders() {
        let recording = recording(&folder);
        assert!(recording.origin.len() > 20, "{}", folder.display());
        let recorder = Arc::new(porchlight_host::Recorder::new(replay(recording.clone())));
        assert!(os_info(recorder.as_ref()).is_some());
        results(recorder.clone()).await;
        let asked = recorder.recording(String::new()).entries;
        let asked: BTreeSet<_> = asked.iter().map(|entry| &entry.question).collect();
        for entry in &recording.entries {
            assert!(asked.contains(&entry.question), "{}: {}", folder.display(), entry.question);
        }
    }
}

#[tokio::test]
async fn outcomes_and_facts_are_those_of_the_catalogue() {
    let catalogue = catalogue();
    for folder in folders() {
        for result in results(replay(recording(&folder))).await.into_values() {
            let listed = catalogue.lists(&result);
            assert_eq!(listed, Ok(()), "{} {}", folder.display(), result.id);
        }
    }
}

/// The heart of the matter: take any answer of any machine away, and each check says what it said or "unknown".
#[tokio::test]
async fn an_answer_that_cannot_be_read_turns_no_outcome_into_another() {
    for folder in folders() {
        let recording = recording(&folder);
        let before = results(replay(recording.clone())).await;
        for at in 0..recording.entries.len() {
            for error in UNREADABLE {
                let mut changed = recording.clone();
                changed.entries[at].result = Err(error);
                for (id, after) in results(replay(changed)).await {
                    let same = after.outcome == before[&id].outcome;
                    let unknown = matches!(after.outcome, Outcome::Unknown { .. });
                    let question = &recording.entries[at].question;
                    let place = folder.display();
                    assert!(same || unknown, "{place} {id}: {error} for {question} gave {:?}", after.outcome);
                }
            }
        }
    }
}

/// Texts that no system writes, in place of every text that one did. A check that asked for it cannot pass on it.
#[tokio::test]
async fn rubbish_never_makes_a_pass() {
    let rubbish = [
        "",
        "\u{0}\u{1}\u{fffd}",
        "<html>",
        "]",
        "-",
        "ñ\n=\n[",
        "99999999999999999999",
        &"A=".repeat(100_000),
    ];
    for folder in folders() {
        let recording = recording(&folder);
        let before = results(replay(recording.clone())).await;
        for at in 0..recording.entries.len() {
            for text in rubbish {
                let mut changed = recording.clone();
                let Ok(answer) = &mut changed.entries[at].result else { continue };
                if !spoil(answer, text) {
                    continue;
                }
                let question = recording.entries[at].question.to_string();
                for (id, after) in results(replay(changed)).await {
                    let asked = before[&id].readings.iter().any(|reading| reading.source == question)
                        && !is_idle_manager(&question, &before[&id].facts)
                        && !is_carrier(&recording.entries[at])
                        && !is_at_liberty(&recording.entries[at].question, text)
                        && !question.ends_with(SHOWN_ONLY);
                    let place = folder.display();
                    assert!(
                        after.outcome != Outcome::Pass || !asked,
                        "{place} {id}: {question} = {text:.40?}"
                    );
                }
            }
        }
    }
}

/// Whether a question is about a firewall manager of Linux beside the one that was seen to do the work.
fn is_idle_manager(question: &str, facts: &Facts) -> bool {
    let of = |manager: &str| question.to_lowercase().contains(manager);
    let works = |manager: &str| {
        facts.values().any(|fact| matches!(fact, Fact::Word(word) if word.as_str() == manager))
    };
    ["firewalld", "ufw", "nftables"].iter().any(|manager| of(manager) && !works(manager))
}

/// Whether the answer is the name of a layer that only carries: it passes because of what lies beneath it.
fn is_carrier(entry: &Entry) -> bool {
    let of_mapper = matches!(&entry.question, Question::ReadFile { path } if path.ends_with("/dm/uuid"));
    of_mapper && matches!(&entry.result, Ok(Answer::Text(uuid)) if !uuid.starts_with("CRYPT-"))
}

/// Whether an answer may well be this text: a list of whatever there is, in which rubbish is only a program that nobody
/// knows, or a file of settings that is empty, so that all is as the program's makers set it.
fn is_at_liberty(question: &Question, text: &str) -> bool {
    let is_list = *question == Question::Processes
        || matches!(question, Question::RegistryKeys { key, .. } if key.ends_with("Uninstall"))
        || matches!(question, Question::ListDirectory { path } if path == "/Applications")
        || matches!(question, Question::ListDirectory { path } if path == "/Library/LaunchDaemons");
    let is_settings =
        matches!(question, Question::ReadFile { path } if path.contains("gdm") || path.contains("sddm"));
    is_list || (is_settings && text.is_empty())
}

/// Puts the text wherever the answer has one; false if it has none.
fn spoil(answer: &mut Answer, text: &str) -> bool {
    match answer {
        Answer::Text(place) => text.clone_into(place),
        Answer::Names(names) => *names = vec![text.to_owned()],
        Answer::Output { stdout, stderr, .. } => {
            text.clone_into(stdout);
            text.clone_into(stderr);
        }
        Answer::Value(value) => *value = porchlight_host::Variant::Text(text.to_owned()),
        Answer::Registry(data) => *data = porchlight_host::RegistryData::Text(text.to_owned()),
        Answer::Platform(_)
        | Answer::Flag(_)
        | Answer::Number(_)
        | Answer::Ports(_)
        | Answer::FirewallProfiles(_)
        | Answer::SecurityProducts(_)
        | Answer::SecurityHealth(_)
        | Answer::PendingUpdates(_) => return false,
    }
    true
}

#[test]
fn inside_a_sandbox_the_system_has_no_name() {
    let ubuntu =
        folders().into_iter().find(|folder| folder.ends_with("ubuntu-24.04-gnome-luks-ufw")).unwrap();
    let sandbox = Question::ReadFile { path: "/.flatpak-info".to_owned() };
    let host = ReplayHost::new(recording(&ubuntu)).unwrap();
    assert!(os_info(&host).unwrap().name.is_some());
    let host = host.with(sandbox, Ok(Answer::Text("[Application]\n".to_owned())));
    let info = os_info(&host).unwrap();
    assert_eq!((info.name, info.version), (None, None));
}

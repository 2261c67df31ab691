//! `selftest`: everything that can be asked of this computer, for whoever has one that the developers have not.

use std::process::ExitCode;
use std::sync::Arc;

use porchlight_checks::{CheckResult, Event};
use porchlight_contract::{CheckId, Facts, Outcome};
use porchlight_host::{
    Answer, Host, ProbeError, Provider, Question, Recorder, SecretError, SecretStore, WmiClass, redact,
};
use porchlight_host_native::{KeyringSecrets, NativeHost, machine_identity};
use serde::Serialize;

use crate::check::{print, started};
use crate::output;
use crate::text::Text;

/// The exit code if a check could not look, or the key store does not work.
const INCOMPLETE: u8 = 2;

/// What is asked beside what the checks ask, so that a read is seen to work before a check needs it. Those of other
/// systems answer that they are.
const ASKED_TOO: [Question; 14] = [
    Question::UserId,
    Question::Processes,
    Question::ListeningPorts,
    Question::PendingUpdates,
    Question::FirewallProfiles,
    Question::DisplayTimeout,
    Question::SecurityProducts { provider: Provider::Firewall },
    Question::SecurityProducts { provider: Provider::Antivirus },
    Question::SecurityHealth { provider: Provider::Firewall },
    Question::SecurityHealth { provider: Provider::Updates },
    Question::SecurityHealth { provider: Provider::Antivirus },
    Question::Wmi { class: WmiClass::AntivirusProduct },
    Question::Wmi { class: WmiClass::DefenderStatus },
    Question::ClockOffset,
];

/// What `selftest --json` prints.
#[derive(Serialize)]
struct Printed {
    version: &'static str,
    questions: Vec<PrintedQuestion>,
    checks: Vec<PrintedCheck>,
    key_store: KeyStore,
}

#[derive(Serialize)]
struct PrintedQuestion {
    /// As a technician would write it down.
    shown: String,
    question: Question,
    result: Result<Answer, ProbeError>,
}

#[derive(Serialize)]
struct PrintedCheck {
    id: CheckId,
    outcome: Outcome,
    facts: Facts,
    duration_ms: u64,
}

/// Whether the key store keeps, gives back and forgets.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum KeyStore {
    Works,
    Missing,
    Locked,
    Failed,
}

pub(crate) async fn selftest(text: &Text, json: bool) -> anyhow::Result<ExitCode> {
    let recorder = Arc::new(Recorder::new(NativeHost::new()));
    let results = checked(&recorder).await;
    let questions = asked(&recorder);
    let key_store = tokio::task::spawn_blocking(try_key_store).await?;
    let looked = results.iter().all(|result| !matches!(result.outcome, Outcome::Unknown { .. }));
    if json {
        let checks = results.into_iter().map(printed).collect();
        output::json(&Printed { version: env!("CARGO_PKG_VERSION"), questions, checks, key_store })?;
    } else {
        tell(text, &questions, &results, key_store);
    }
    let complete = looked && key_store == KeyStore::Works;
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(INCOMPLETE) })
}

/// What every check finds, in the order of the list of checks.
async fn checked(recorder: &Arc<Recorder<NativeHost>>) -> Vec<CheckResult> {
    let ids = porchlight_checks::ids();
    let mut events = started(recorder.clone(), ids.clone());
    let mut results = Vec::new();
    while let Some(event) = events.recv().await {
        if let Event::Finished(result) = event {
            results.push(*result);
        }
    }
    results.sort_by_key(|result| ids.iter().position(|id| *id == result.id));
    results
}

/// Everything that was asked, and the rest, without what would tell whose computer this is.
fn asked(recorder: &Recorder<NativeHost>) -> Vec<PrintedQuestion> {
    // The report asks for the system's name as well.
    let _ = porchlight_checks::os_info(recorder);
    for question in &ASKED_TOO {
        let _ = recorder.ask(question);
    }
    let recording = redact(recorder.recording(String::new()), &machine_identity());
    let entries = recording.entries.into_iter();
    entries
        .map(|entry| PrintedQuestion {
            shown: entry.question.to_string(),
            question: entry.question,
            result: entry.result,
        })
        .collect()
}

fn try_key_store() -> KeyStore {
    const NAME: &str = "selftest";
    const SECRET: &[u8] = b"kept, read and removed";
    let kept = KeyringSecrets::new(NAME).and_then(|secrets| {
        secrets.set(NAME, SECRET)?;
        let read = secrets.get(NAME);
        secrets.delete(NAME)?;
        Ok((read?, secrets.get(NAME)?))
    });
    match kept {
        Ok((Some(read), None)) if *read == SECRET => KeyStore::Works,
        Ok(_) | Err(SecretError::Failed) => KeyStore::Failed,
        Err(SecretError::Missing) => KeyStore::Missing,
        Err(SecretError::Locked) => KeyStore::Locked,
    }
}

fn tell(text: &Text, questions: &[PrintedQuestion], results: &[CheckResult], key_store: KeyStore) {
    output::line(&text.get("cli-selftest-questions", &[]));
    for question in questions {
        let answer = match &question.result {
            Ok(answer) => answer.to_string(),
            Err(error) => text.get("cli-selftest-no-answer", &[("why", &error.to_string())]),
        };
        output::line(&format!("  {}\n    {}", question.shown, answer.trim_end().replace('\n', "\n    ")));
    }
    output::line(&text.get("cli-selftest-checks", &[]));
    let policy = porchlight_policy::default_policy();
    for result in results {
        print(text, result, porchlight_policy::standing(&policy, &result.id, &result.outcome));
    }
    let message = match key_store {
        KeyStore::Works => "cli-selftest-key-store-works",
        KeyStore::Missing => "cli-selftest-key-store-missing",
        KeyStore::Locked => "cli-selftest-key-store-locked",
        KeyStore::Failed => "cli-selftest-key-store-failed",
    };
    output::line(&text.get(message, &[]));
}

fn printed(result: CheckResult) -> PrintedCheck {
    PrintedCheck {
        id: result.id,
        outcome: result.outcome,
        facts: result.facts,
        duration_ms: u64::try_from(result.duration.as_millis()).unwrap_or(u64::MAX),
    }
}

//! `check` and `checks`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use porchlight_checks::{CheckResult, Event, Memories};
use porchlight_contract::wizard::Reading;
use porchlight_contract::{CheckId, Facts, Outcome, Readiness, Standing, Timestamp};
use porchlight_host::{Host, Recording, ReplayHost};
use porchlight_host_native::{NativeHost, SystemClock};
use porchlight_policy::{default_policy, readiness, standing};
use serde::Serialize;
use tokio::sync::mpsc;

use crate::arguments::CheckOptions;
use crate::output;
use crate::text::Text;

/// The exit code of a computer that is not ready.
const NOT_READY: u8 = 2;

/// What `check --json` prints.
#[derive(Serialize)]
struct Printed {
    readiness: Readiness,
    checks: Vec<PrintedCheck>,
}

#[derive(Serialize)]
struct PrintedCheck {
    id: CheckId,
    outcome: Outcome,
    standing: Standing,
    facts: Facts,
    observed_at: Timestamp,
    duration_ms: u64,
    readings: Vec<Reading>,
}

pub(crate) async fn check(text: &Text, options: CheckOptions) -> anyhow::Result<ExitCode> {
    let ids = chosen(&options.only)?;
    let host: Arc<dyn Host> = match &options.recording {
        Some(folder) => Arc::new(recorded(folder)?),
        None => Arc::new(NativeHost::new()),
    };
    let policy = default_policy();
    let mut results = Vec::new();
    let mut events = started(host, ids.clone());
    while let Some(event) = events.recv().await {
        let Event::Finished(result) = event else { continue };
        if !options.json {
            print(text, &result, standing(&policy, &result.id, &result.outcome));
        }
        results.push(*result);
    }
    results.sort_by_key(|result| ids.iter().position(|id| *id == result.id));
    let asked = |id: &CheckId| options.only.is_empty() || options.only.contains(id);
    let mut policy = policy;
    policy.checks.retain(|id, _| asked(id));
    let readiness = readiness(&policy, results.iter().map(|result| (&result.id, &result.outcome)));
    if options.json {
        let checks = results.into_iter().map(|result| printed(result, &policy)).collect();
        output::json(&Printed { readiness, checks })?;
    } else {
        let (good, all) = (readiness.good.to_string(), readiness.asked.to_string());
        output::line(&text.get("cli-check-counts", &[("good", &good), ("asked", &all)]));
    }
    Ok(if readiness.ready { ExitCode::SUCCESS } else { ExitCode::from(NOT_READY) })
}

/// `checks`: the list of what can be checked.
pub(crate) fn list(text: &Text, json: bool) -> anyhow::Result<ExitCode> {
    if json {
        output::json(&porchlight_checks::catalogue())?;
    } else {
        for id in porchlight_checks::ids() {
            output::line(&format!("{id:<20} {}", text.get(&format!("check-{}", id.message_part()), &[])));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Starts some checks on a machine.
pub(crate) fn started(host: Arc<dyn Host>, ids: Vec<CheckId>) -> mpsc::Receiver<Event> {
    let (sender, events) = mpsc::channel(16);
    // A run by itself keeps nothing, so nothing is older than now.
    let memories = Memories::new();
    tokio::spawn(async move {
        porchlight_checks::run(host, Arc::new(SystemClock), &ids, &memories, sender).await;
    });
    events
}

fn chosen(only: &[CheckId]) -> anyhow::Result<Vec<CheckId>> {
    let all = porchlight_checks::ids();
    if let Some(unknown) = only.iter().find(|id| !all.contains(id)) {
        bail!("no check is called {unknown}; see `porchlight-cli checks`");
    }
    Ok(if only.is_empty() { all } else { all.into_iter().filter(|id| only.contains(id)).collect() })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the file is named on the command line; it is no part of the machine"
)]
fn recorded(folder: &Path) -> anyhow::Result<ReplayHost> {
    let path = folder.join("machine.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let recording = Recording::parse(&text).with_context(|| format!("{} is of no use", path.display()))?;
    Ok(ReplayHost::new(recording)?)
}

/// One line a finding: a sign and a word for the standing, then the headline.
pub(crate) fn print(text: &Text, result: &CheckResult, standing: Standing) {
    let word = match standing {
        Standing::Good => "cli-standing-good",
        Standing::WorthMending => "cli-standing-worth-mending",
        Standing::NotShared => "cli-standing-not-shared",
        Standing::MustMend => "cli-standing-must-mend",
        Standing::Unclear => "cli-standing-unclear",
        Standing::NotAsked => "cli-standing-not-asked",
    };
    let name = text.get(&format!("check-{}", result.id.message_part()), &[]);
    let headline = text.headline(&result.id, &result.outcome);
    output::line(&format!("{} {:<16} {name}: {headline}", sign(standing), text.get(word, &[])));
}

/// The sign before a finding.
pub(crate) fn sign(standing: Standing) -> char {
    match standing {
        Standing::Good => '✓',
        Standing::WorthMending => '!',
        Standing::NotShared => '–',
        Standing::MustMend => '✗',
        Standing::Unclear => '?',
        Standing::NotAsked => '·',
    }
}

fn printed(result: CheckResult, policy: &porchlight_contract::PolicyDocument) -> PrintedCheck {
    PrintedCheck {
        standing: standing(policy, &result.id, &result.outcome),
        id: result.id,
        outcome: result.outcome,
        facts: result.facts,
        observed_at: result.observed_at,
        duration_ms: u64::try_from(result.duration.as_millis()).unwrap_or(u64::MAX),
        readings: result.readings,
    }
}

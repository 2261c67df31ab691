//! A recorded machine that says something else to one question.
//!
//! Bytes: which machine, which question, what kind of answer, and then the text of that answer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use porchlight_checks::{Catalogue, CheckResult, Event, Memories, catalogue, ids, os_info, run};
use porchlight_contract::{CheckId, Outcome, Timestamp, UnknownCause};
use porchlight_host::{
    Answer, FixedClock, Host, PendingUpdate, ProbeError, Question, Recorder, Recording, RegistryData,
    ReplayHost, Variant,
};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;

const NOW: &str = "2026-11-22T10:00:00Z";

struct Machine {
    recording: Recording,
    /// The same, ready to be asked.
    replay: ReplayHost,
    /// Which checks ask a question.
    askers: BTreeMap<Question, Vec<CheckId>>,
}

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_time().build().unwrap());
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue);
static MACHINES: LazyLock<Vec<Machine>> = LazyLock::new(machines);

/// No check panics, and what it says stands in the catalogue.
pub(crate) fn machine(bytes: &[u8]) {
    let [which, question, kind, text @ ..] = bytes else { return };
    let machine = &MACHINES[usize::from(*which) % MACHINES.len()];
    let entry = &machine.recording.entries[usize::from(*question) % machine.recording.entries.len()];
    let text = String::from_utf8_lossy(text);
    let said = altered(entry.result.as_ref().ok(), *kind, &text);
    let host = Arc::new(Altered { replay: &machine.replay, question: entry.question.clone(), said });
    let _ = os_info(host.as_ref());
    let checks = machine.askers.get(&entry.question).map(Vec::as_slice).unwrap_or_default();
    for result in results(host, checks) {
        assert!(
            !matches!(result.outcome, Outcome::Unknown { cause: UnknownCause::Internal }),
            "{} gave up",
            result.id
        );
        if let Err(what) = CATALOGUE.lists(&result) {
            panic!("{}: {what}", result.id);
        }
    }
}

/// A machine that differs from its recording in one answer. What the recording has no answer to is not there.
struct Altered {
    replay: &'static ReplayHost,
    question: Question,
    said: Result<Answer, ProbeError>,
}

impl Host for Altered {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        if *question == self.question {
            return self.said.clone();
        }
        match self.replay.ask(question) {
            Err(ProbeError::NotRecorded) => Err(ProbeError::NotFound),
            answer => answer,
        }
    }
}

/// An answer of the shape of the one before, with other words in it; or of any shape at all.
fn altered(before: Option<&Answer>, kind: u8, text: &str) -> Result<Answer, ProbeError> {
    let lines = || text.lines().map(str::to_owned).collect::<Vec<_>>();
    let output = |code| Answer::Output { code, stdout: text.to_owned(), stderr: String::new() };
    let same_shape = kind < 128;
    let answer = match before.filter(|_| same_shape) {
        Some(Answer::Text(_)) => Answer::Text(text.to_owned()),
        Some(Answer::Names(_)) => Answer::Names(lines()),
        Some(Answer::Output { .. }) => match text.split_once('\0') {
            Some((stdout, stderr)) => Answer::Output {
                code: (kind % 3).into(),
                stdout: stdout.to_owned(),
                stderr: stderr.to_owned(),
            },
            None => output((kind % 3).into()),
        },
        Some(Answer::Number(_)) => Answer::Number(text.parse().unwrap_or(i64::MAX)),
        Some(Answer::PendingUpdates(_)) => Answer::PendingUpdates(
            lines()
                .into_iter()
                .map(|item| PendingUpdate { item, security: kind.is_multiple_of(2) })
                .collect(),
        ),
        // What has a shape of its own comes as it is written in recordings.
        Some(
            Answer::Platform(_)
            | Answer::Flag(_)
            | Answer::Value(_)
            | Answer::Registry(_)
            | Answer::FirewallProfiles(_)
            | Answer::SecurityProducts(_)
            | Answer::SecurityHealth(_)
            | Answer::Ports(_),
        )
        | None => match serde_json::from_str(text) {
            Ok(answer) => answer,
            Err(_) => any_shape(kind, text)?,
        },
    };
    Ok(answer)
}

fn any_shape(kind: u8, text: &str) -> Result<Answer, ProbeError> {
    let number = || text.trim().parse::<i64>().unwrap_or(-1);
    Ok(match kind % 10 {
        0 => Answer::Text(text.to_owned()),
        1 => Answer::Value(serde_json::from_str(text).unwrap_or_else(|_| Variant::Text(text.to_owned()))),
        2 => Answer::Registry(RegistryData::Text(text.to_owned())),
        3 => Answer::Registry(RegistryData::Dword(u32::try_from(number()).unwrap_or(u32::MAX))),
        4 => Answer::Registry(RegistryData::Texts(text.lines().map(str::to_owned).collect())),
        5 => Answer::Flag(text.len().is_multiple_of(2)),
        6 => Answer::Number(number()),
        7 => Answer::Ports(text.bytes().map(u16::from).collect()),
        8 => return Err(ProbeError::NotFound),
        _ => return Err(ProbeError::Malformed),
    })
}

fn results(host: Arc<dyn Host>, ids: &[CheckId]) -> Vec<CheckResult> {
    RUNTIME.block_on(async {
        let clock = Arc::new(FixedClock(Timestamp::parse(NOW).unwrap()));
        // Room for all that can happen, so that nobody has to listen meanwhile.
        let (sender, mut events) = mpsc::channel(2 * ids.len() + 1);
        run(host, clock, ids, &Memories::new(), sender).await;
        let mut results = Vec::new();
        while let Some(event) = events.recv().await {
            if let Event::Finished(result) = event {
                results.push(*result);
            }
        }
        results
    })
}

fn machines() -> Vec<Machine> {
    let hosts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hosts");
    let mut files: Vec<_> =
        std::fs::read_dir(hosts).unwrap().map(|entry| entry.unwrap().path().join("machine.json")).collect();
    files.retain(|file| file.exists());
    files.sort();
    files.iter().map(|file| Machine::new(&std::fs::read_to_string(file).unwrap())).collect()
}

impl Machine {
    fn new(text: &str) -> Self {
        let recording = Recording::parse(text).unwrap();
        let replay = || ReplayHost::new(recording.clone()).unwrap();
        let mut askers: BTreeMap<Question, Vec<CheckId>> = BTreeMap::new();
        for id in ids() {
            let recorder = Arc::new(Recorder::new(Arc::new(replay())));
            results(recorder.clone(), std::slice::from_ref(&id));
            let asked = recorder.recording(String::new()).entries;
            for question in asked.into_iter().map(|entry| entry.question).collect::<BTreeSet<_>>() {
                askers.entry(question).or_default().push(id.clone());
            }
        }
        Self { replay: replay(), recording, askers }
    }
}

//! Recordings: a machine's answers, written down and played back.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::{Answer, Host, ProbeError, Question};

/// One question with what came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What was asked.
    pub question: Question,
    /// What came back.
    pub result: Result<Answer, ProbeError>,
}

/// A machine on paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// Always [`Recording::SCHEMA`].
    pub schema: String,
    /// What the machine is and where its answers come from: recorded on a machine, or put together from documents.
    pub origin: String,
    /// The answers, one a question.
    pub entries: Vec<Entry>,
}

/// Why a text is not a recording.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// Not JSON of this shape.
    #[error("not a recording")]
    Json(#[from] serde_json::Error),
    /// Another version, or none.
    #[error("a recording of schema {0:?}, not {schema:?}", schema = Recording::SCHEMA)]
    Schema(String),
    /// The same question has two answers.
    #[error("two answers to the same question: {0}")]
    Repeated(Box<Question>),
}

impl Recording {
    /// The version of this format.
    pub const SCHEMA: &'static str = "porchlight.recording/1";

    /// Reads a recording.
    ///
    /// # Errors
    /// [`RecordingError`].
    pub fn parse(text: &str) -> Result<Self, RecordingError> {
        let recording: Self = serde_json::from_str(text)?;
        if recording.schema != Self::SCHEMA {
            return Err(RecordingError::Schema(recording.schema));
        }
        Ok(recording)
    }

    /// The recording as text, indented, with a line break at its end.
    ///
    /// # Errors
    /// [`RecordingError::Json`] if an answer cannot be written, such as a number that is not one.
    pub fn to_text(&self) -> Result<String, RecordingError> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }
}

/// Answers from a recording. A question that it does not hold is [`ProbeError::NotRecorded`], which becomes an
/// internal error in the outcome: a test that forgot a question fails loudly.
pub struct ReplayHost {
    answers: BTreeMap<Question, Result<Answer, ProbeError>>,
}

impl ReplayHost {
    /// A machine that answers as recorded.
    ///
    /// # Errors
    /// [`RecordingError::Repeated`].
    pub fn new(recording: Recording) -> Result<Self, RecordingError> {
        let mut answers = BTreeMap::new();
        for Entry { question, result } in recording.entries {
            if answers.insert(question.clone(), result).is_some() {
                return Err(RecordingError::Repeated(Box::new(question)));
            }
        }
        Ok(Self { answers })
    }

    /// The same machine with one answer changed or added, for tests that turn one knob.
    #[must_use]
    pub fn with(mut self, question: Question, result: Result<Answer, ProbeError>) -> Self {
        self.answers.insert(question, result);
        self
    }
}

impl Host for ReplayHost {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        self.answers.get(question).cloned().unwrap_or(Err(ProbeError::NotRecorded))
    }
}

/// Writes down what passes between the checks and a machine.
pub struct Recorder<H> {
    inner: H,
    entries: Mutex<BTreeMap<Question, Result<Answer, ProbeError>>>,
}

impl<H: Host> Recorder<H> {
    /// Listens to a machine.
    pub fn new(inner: H) -> Self {
        Self { inner, entries: Mutex::default() }
    }

    /// What was heard so far, in the order of the questions' text so that two recordings can be compared.
    #[must_use]
    pub fn recording(&self, origin: String) -> Recording {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = entries
            .iter()
            .map(|(question, result)| Entry { question: question.clone(), result: result.clone() })
            .collect();
        Recording { schema: Recording::SCHEMA.to_owned(), origin, entries }
    }
}

impl<H: Host> Host for Recorder<H> {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        let result = self.inner.ask(question);
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).insert(question.clone(), result.clone());
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Question {
        Question::ReadFile { path: path.to_owned() }
    }

    fn recording(entries: Vec<Entry>) -> Recording {
        Recording { schema: Recording::SCHEMA.to_owned(), origin: "made up".to_owned(), entries }
    }

    #[test]
    fn a_replay_answers_what_was_recorded_and_nothing_else() {
        let machine = ReplayHost::new(recording(vec![
            Entry { question: file("/a"), result: Ok(Answer::Text("x".to_owned())) },
            Entry { question: file("/b"), result: Err(ProbeError::PermissionDenied) },
        ]))
        .unwrap();
        let recorder = Recorder::new(machine);
        assert_eq!(recorder.ask(&file("/a")), Ok(Answer::Text("x".to_owned())));
        assert_eq!(recorder.ask(&file("/b")), Err(ProbeError::PermissionDenied));
        assert_eq!(recorder.ask(&file("/c")), Err(ProbeError::NotRecorded));
        assert_eq!(recorder.recording(String::new()).entries.len(), 3);
    }

    #[test]
    fn a_recording_reads_back_as_it_was_written() {
        let original = recording(vec![
            Entry {
                question: Question::RegistryValue {
                    hive: crate::Hive::LocalMachine,
                    key: "SOFTWARE\\X".to_owned(),
                    name: "UBR".to_owned(),
                },
                result: Ok(Answer::Registry(crate::RegistryData::Dword(7))),
            },
            Entry { question: file("/a"), result: Err(ProbeError::NotFound) },
        ]);
        assert_eq!(Recording::parse(&original.to_text().unwrap()).unwrap(), original);
    }

    #[test]
    fn other_texts_are_not_recordings() {
        for text in ["", "{}", "[]", r#"{"schema":"x","origin":"","entries":[]}"#, r#"{"schema":1}"#] {
            assert!(Recording::parse(text).is_err(), "{text}");
        }
        let twice = Entry { question: file("/a"), result: Err(ProbeError::NotFound) };
        assert!(ReplayHost::new(recording(vec![twice.clone(), twice])).is_err());
    }
}

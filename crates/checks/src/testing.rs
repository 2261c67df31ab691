//! Machines for tests: a recorded one with some answers turned.

use porchlight_contract::{OsFamily, Outcome, Timestamp, UnknownCause};
use porchlight_host::{
    Answer, Bus, Hive, Host, ProbeError, Program, Question, Recording, RegistryData, ReplayHost, Variant,
};

use crate::asker::{Asker, Readings};
use crate::check::{Check, Judgement, examine};
use crate::context::Context;
use crate::memory::Memory;

/// The day of all tests that don't say another.
pub(crate) const TODAY: &str = "2026-11-22T10:00:00Z";

/// A machine on paper. A question that it has no answer to is `NotRecorded`, which shows as an internal error.
pub(crate) struct Machine(ReplayHost);

impl Machine {
    /// A machine that only knows what kind it is.
    pub(crate) fn bare(family: OsFamily) -> Self {
        let recording = Recording {
            schema: Recording::SCHEMA.to_owned(),
            origin: "made up".to_owned(),
            entries: Vec::new(),
        };
        let machine = Self(ReplayHost::new(recording).unwrap());
        let machine = machine.answer(Question::Platform, Answer::Platform(family));
        if family == OsFamily::Linux { machine.without_file("/.flatpak-info") } else { machine }
    }

    /// A whole recorded machine.
    fn recorded(text: &str) -> Self {
        Self(ReplayHost::new(Recording::parse(text).unwrap()).unwrap())
    }

    /// A server: disk not encrypted, no firewall manager, no desktop.
    pub(crate) fn debian() -> Self {
        Self::recorded(include_str!("../../../tests/hosts/debian-12-server/machine.json"))
    }

    /// LVM on LUKS2, ufw on, GNOME: all in order.
    pub(crate) fn ubuntu() -> Self {
        Self::recorded(include_str!("../../../tests/hosts/ubuntu-24.04-gnome-luks-ufw/machine.json"))
    }

    /// btrfs on LUKS2, firewalld, Plasma: all in order.
    pub(crate) fn fedora() -> Self {
        Self::recorded(include_str!("../../../tests/hosts/fedora-44-kde/machine.json"))
    }

    /// A MacBook with all in order.
    pub(crate) fn macos() -> Self {
        Self::recorded(include_str!("../../../tests/hosts/macos-26-good/machine.json"))
    }

    /// A laptop with all in order.
    pub(crate) fn windows() -> Self {
        Self::recorded(include_str!("../../../tests/hosts/windows-11-25h2-good/machine.json"))
    }

    pub(crate) fn answer(self, question: Question, answer: Answer) -> Self {
        Self(self.0.with(question, Ok(answer)))
    }

    pub(crate) fn refuse(self, question: Question, error: ProbeError) -> Self {
        Self(self.0.with(question, Err(error)))
    }

    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.answer(file(path), Answer::Text(text.to_owned()))
    }

    pub(crate) fn without_file(self, path: &str) -> Self {
        self.refuse(file(path), ProbeError::NotFound)
    }

    pub(crate) fn names(self, directory: &str, names: &[&str]) -> Self {
        self.answer(list(directory), Answer::Names(names.iter().map(|&name| name.to_owned()).collect()))
    }

    pub(crate) fn without_directory(self, directory: &str) -> Self {
        self.refuse(list(directory), ProbeError::NotFound)
    }

    pub(crate) fn variable(self, name: &str, value: &str) -> Self {
        self.answer(variable(name), Answer::Text(value.to_owned()))
    }

    pub(crate) fn output(
        self,
        program: Program,
        args: &[&str],
        code: i32,
        stdout: &str,
        stderr: &str,
    ) -> Self {
        let answer = Answer::Output { code, stdout: stdout.to_owned(), stderr: stderr.to_owned() };
        self.answer(run(program, args), answer)
    }

    pub(crate) fn registry(self, hive: Hive, key: &str, name: &str, data: RegistryData) -> Self {
        self.answer(registry(hive, key, name), Answer::Registry(data))
    }

    pub(crate) fn without_registry(self, hive: Hive, key: &str, name: &str) -> Self {
        self.refuse(registry(hive, key, name), ProbeError::NotFound)
    }

    pub(crate) fn unit(self, name: &str, active: &str, file: &str) -> Self {
        let load = if active.is_empty() { "not-found" } else { "loaded" };
        let state = [("LoadState", load), ("ActiveState", active), ("UnitFileState", file)];
        let state = state.map(|(name, value)| (name.to_owned(), Variant::Text(value.to_owned())));
        self.answer(unit(name), Answer::Value(Variant::Map(state.into())))
    }

    pub(crate) fn owned(self, name: &str, owned: bool) -> Self {
        self.answer(owned_name(name), Answer::Flag(owned))
    }

    /// What a check finds on this machine today.
    pub(crate) fn judgement<C: Check>(&self) -> Judgement {
        self.judgement_at::<C>(TODAY)
    }

    /// What a check finds on this machine at that time.
    pub(crate) fn judgement_at<C: Check>(&self, now: &str) -> Judgement {
        self.remembered::<C>(now, &Memory::default()).0
    }

    /// What a check finds at that time, and what it remembers then.
    pub(crate) fn remembered<C: Check>(&self, now: &str, memory: &Memory) -> (Judgement, Memory) {
        let context = Context::new(Timestamp::parse(now).unwrap());
        examine::<C>(&Asker::new(&self.0, Readings::default()), context, memory)
    }

    /// What a check concludes on this machine today.
    pub(crate) fn outcome<C: Check>(&self) -> Outcome {
        self.judgement::<C>().outcome
    }
}

impl Host for Machine {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        self.0.ask(question)
    }
}

pub(crate) fn file(path: &str) -> Question {
    Question::ReadFile { path: path.to_owned() }
}

pub(crate) fn list(path: &str) -> Question {
    Question::ListDirectory { path: path.to_owned() }
}

pub(crate) fn variable(name: &str) -> Question {
    Question::Environment { name: name.to_owned() }
}

pub(crate) fn run(program: Program, args: &[&str]) -> Question {
    Question::Run { program, args: args.iter().map(|&arg| arg.to_owned()).collect() }
}

pub(crate) fn registry(hive: Hive, key: &str, name: &str) -> Question {
    Question::RegistryValue { hive, key: key.to_owned(), name: name.to_owned() }
}

pub(crate) fn unit(name: &str) -> Question {
    Question::SystemdUnit { name: name.to_owned() }
}

pub(crate) fn owned_name(name: &str) -> Question {
    Question::DbusNameOwned { bus: Bus::System, name: name.to_owned() }
}

pub(crate) fn fails(code: &str) -> Outcome {
    Outcome::Fail { reasons: vec![code.parse().unwrap()] }
}

pub(crate) fn warns(code: &str) -> Outcome {
    Outcome::Warn { reasons: vec![code.parse().unwrap()] }
}

/// What every check makes of an error that stands in its way.
pub(crate) const OBSTACLES: [(ProbeError, UnknownCause); 4] = [
    (ProbeError::PermissionDenied, UnknownCause::NoPermission),
    (ProbeError::TimedOut, UnknownCause::Timeout),
    (ProbeError::Malformed, UnknownCause::Parse),
    (ProbeError::Unavailable, UnknownCause::SourceMissing),
];

/// Says that each of these errors, in place of one answer, leaves the check without one.
pub(crate) fn assert_obstacles<C: Check>(machine: impl Fn() -> Machine, question: &Question) {
    assert!(machine().ask(question).is_ok(), "the machine never had an answer to {question}");
    for (error, cause) in OBSTACLES {
        let outcome = machine().refuse(question.clone(), error).outcome::<C>();
        assert_eq!(outcome, unknown(cause), "{error} for {question}");
    }
}

pub(crate) fn unknown(cause: UnknownCause) -> Outcome {
    Outcome::Unknown { cause }
}

/// What was said as JSON, to compare it in one line.
pub(crate) fn json(said: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(said).unwrap()
}

//! Takes out of a recording who the machine belongs to, and leaves what the checks read.

mod identifier;
mod name;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Answer, Entry, PendingUpdate, Question, Recording, RegistryData, SecurityProduct, Variant};
use name::Names;

/// What would tell whose machine it is. The recorder gathers it on the machine; it is never written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Account names and full names.
    pub users: Vec<String>,
    /// Names of the machine, with or without a domain.
    pub hosts: Vec<String>,
    /// Paths of home directories.
    pub homes: Vec<String>,
}

/// The recording without names and identifiers.
///
/// Names of people become `<user>`, of the machine `<host>`, and a home that is not called after its user ends in
/// `<home>`: whole words, in any case, the longest first; of a full name each word as well. UUIDs, MAC and IP
/// addresses, SIDs of accounts and serial numbers become `<uuid-1>`, `<mac-1>` and so on. The same value has the same
/// placeholder everywhere, in questions too, and two values never share one, so that a replay finds its way from
/// answer to question as the machine did.
///
/// Kept is what says nothing of a person and what checks read: prefixes such as `CRYPT-LUKS2-`, the loopback,
/// versions, well-known UUIDs and SIDs, the last number of a SID; and names that are words of the trade, such as
/// `ubuntu` or `root`, or shorter than two characters.
#[must_use]
pub fn redact(recording: Recording, identity: &Identity) -> Recording {
    let mut redactor = Redactor { names: Names::new(identity), numbers: BTreeMap::new() };
    let Recording { schema, origin, entries } = recording;
    let origin = redactor.text(&origin);
    let mut seen = BTreeSet::new();
    let mut entries: Vec<Entry> = entries.into_iter().map(|entry| redactor.entry(entry)).collect();
    // Two spellings of one name can make one question of two; a recording has one answer to each.
    entries.retain(|entry| seen.insert(entry.question.clone()));
    entries.sort_by(|a, b| a.question.cmp(&b.question));
    Recording { schema, origin, entries }
}

struct Redactor {
    names: Names,
    /// How many placeholders of each kind there are, and which value has which.
    numbers: BTreeMap<&'static str, BTreeMap<String, usize>>,
}

impl Redactor {
    fn entry(&mut self, Entry { question, result }: Entry) -> Entry {
        Entry { question: self.question(question), result: result.map(|answer| self.answer(answer)) }
    }

    fn question(&mut self, question: Question) -> Question {
        match question {
            Question::ReadFile { path } => Question::ReadFile { path: self.text(&path) },
            Question::ReadPlist { path } => Question::ReadPlist { path: self.text(&path) },
            Question::ListDirectory { path } => Question::ListDirectory { path: self.text(&path) },
            Question::Environment { name } => Question::Environment { name: self.text(&name) },
            Question::Run { program, args } => Question::Run { program, args: self.texts(&args) },
            Question::DbusProperty { bus, destination, path, interface, property } => {
                Question::DbusProperty {
                    bus,
                    destination: self.text(&destination),
                    path: self.text(&path),
                    interface: self.text(&interface),
                    property: self.text(&property),
                }
            }
            Question::DbusNameOwned { bus, name } => Question::DbusNameOwned { bus, name: self.text(&name) },
            Question::SystemdUnit { name } => Question::SystemdUnit { name: self.text(&name) },
            Question::RegistryValue { hive, key, name } => {
                Question::RegistryValue { hive, key: self.text(&key), name: self.text(&name) }
            }
            Question::ShellProperty { path, property } => {
                Question::ShellProperty { path: self.text(&path), property: self.text(&property) }
            }
            Question::Exists { path } => Question::Exists { path: self.text(&path) },
            Question::ModifiedAt { path } => Question::ModifiedAt { path: self.text(&path) },
            Question::RegistryValueExists { hive, key, name } => {
                Question::RegistryValueExists { hive, key: self.text(&key), name: self.text(&name) }
            }
            Question::RegistryKeys { hive, key } => Question::RegistryKeys { hive, key: self.text(&key) },
            Question::Platform
            | Question::UserId
            | Question::Processes
            | Question::ListeningPorts
            | Question::PendingUpdates
            | Question::ClockOffset
            | Question::FirewallProfiles
            | Question::SecurityProducts { .. }
            | Question::SecurityHealth { .. }
            | Question::Wmi { .. }
            | Question::DisplayTimeout => question,
        }
    }

    fn answer(&mut self, answer: Answer) -> Answer {
        match answer {
            Answer::Text(text) => Answer::Text(self.text(&text)),
            Answer::Names(names) => {
                let mut names = self.texts(&names);
                names.sort_unstable();
                Answer::Names(names)
            }
            Answer::Output { code, stdout, stderr } => {
                Answer::Output { code, stdout: self.text(&stdout), stderr: self.text(&stderr) }
            }
            Answer::Value(value) => Answer::Value(self.variant(value)),
            Answer::Registry(RegistryData::Text(text)) => {
                Answer::Registry(RegistryData::Text(self.text(&text)))
            }
            Answer::Registry(RegistryData::Texts(texts)) => {
                Answer::Registry(RegistryData::Texts(self.texts(&texts)))
            }
            Answer::SecurityProducts(products) => Answer::SecurityProducts(
                products
                    .into_iter()
                    .map(|product| SecurityProduct { name: self.text(&product.name), ..product })
                    .collect(),
            ),
            Answer::PendingUpdates(updates) => Answer::PendingUpdates(
                updates
                    .into_iter()
                    .map(|update| PendingUpdate { item: self.text(&update.item), ..update })
                    .collect(),
            ),
            Answer::Platform(_)
            | Answer::Flag(_)
            | Answer::Number(_)
            | Answer::Ports(_)
            | Answer::SecurityHealth(_)
            | Answer::Registry(
                RegistryData::Dword(_) | RegistryData::Qword(_) | RegistryData::Binary { .. },
            )
            | Answer::FirewallProfiles(_) => answer,
        }
    }

    fn variant(&mut self, value: Variant) -> Variant {
        match value {
            Variant::Text(text) => Variant::Text(self.text(&text)),
            Variant::List(values) => {
                Variant::List(values.into_iter().map(|value| self.variant(value)).collect())
            }
            Variant::Map(values) => Variant::Map(
                values.into_iter().map(|(key, value)| (self.text(&key), self.variant(value))).collect(),
            ),
            Variant::Flag(_) | Variant::Number(_) | Variant::Real(_) => value,
        }
    }

    fn texts(&mut self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// Identifiers first, so that a name that happens to stand in one does not leave half of it.
    fn text(&mut self, text: &str) -> String {
        let mut redacted = String::with_capacity(text.len());
        let mut kept_from = 0;
        for found in identifier::find_all(text) {
            self.names.replace(text.get(kept_from..found.start).unwrap_or_default(), &mut redacted);
            let value = text.get(found.start..found.end).unwrap_or_default();
            redacted.push_str(&self.placeholder(found.kind, value));
            kept_from = found.end;
        }
        self.names.replace(text.get(kept_from..).unwrap_or_default(), &mut redacted);
        redacted
    }

    fn placeholder(&mut self, kind: &'static str, value: &str) -> String {
        let values = self.numbers.entry(kind).or_default();
        let next = values.len() + 1;
        let number = values.entry(value.to_ascii_lowercase()).or_insert(next);
        format!("<{kind}-{number}>")
    }
}

#[cfg(test)]
mod tests;

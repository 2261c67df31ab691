//! Asks the host, and writes down what was asked and answered.

use std::sync::{Arc, Mutex, PoisonError};

use porchlight_contract::OsFamily;
use porchlight_contract::wizard::Reading;
use porchlight_host::{
    Answer, Bus, FirewallProfile, Hive, Host, PendingUpdate, ProbeError, Program, Provider, Question,
    RegistryData, SecurityHealth, SecurityProduct, Variant, WmiClass,
};

/// The most that one reading keeps of an answer, in bytes.
const READING_BYTES: usize = 2048;

/// What a check asked so far, shared with the runner so that it survives a check that hangs.
pub(crate) type Readings = Arc<Mutex<Vec<Reading>>>;

/// The only way for a check to ask a machine. Every answer is kept as a reading, and an answer of another kind than
/// the question calls for is [`ProbeError::Malformed`].
pub(crate) struct Asker<'a> {
    host: &'a dyn Host,
    readings: Readings,
}

/// What a program printed.
pub(crate) struct Output {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The state of a systemd unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// `ActiveState`; empty where the unit does not exist.
    pub(crate) active: String,
    /// `UnitFileState`; empty where the unit does not exist.
    pub(crate) file: String,
}

/// Turns "there is no such thing" into a value of its own; every other error stays one.
pub(crate) fn optional<T>(result: Result<T, ProbeError>) -> Result<Option<T>, ProbeError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(ProbeError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Takes the wanted kind of answer out, or calls the answer malformed.
macro_rules! expect {
    ($answer:expr, $pattern:pat => $value:expr) => {
        if let $pattern = $answer { Ok($value) } else { Err(ProbeError::Malformed) }
    };
}

impl<'a> Asker<'a> {
    /// Asks this host and keeps the readings there.
    pub(crate) fn new(host: &'a dyn Host, readings: Readings) -> Self {
        Self { host, readings }
    }

    /// Asks one question.
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        let result = self.host.ask(question);
        let value = match &result {
            Ok(answer) => cut(answer.to_string()),
            Err(error) => error.to_string(),
        };
        let reading = Reading { source: cut(question.to_string()), value };
        self.readings.lock().unwrap_or_else(PoisonError::into_inner).push(reading);
        result
    }

    pub(crate) fn platform(&self) -> Result<OsFamily, ProbeError> {
        expect!(self.ask(&Question::Platform)?, Answer::Platform(family) => family)
    }

    pub(crate) fn file(&self, path: &str) -> Result<String, ProbeError> {
        expect!(self.ask(&Question::ReadFile { path: path.to_owned() })?, Answer::Text(text) => text)
    }

    pub(crate) fn names(&self, directory: &str) -> Result<Vec<String>, ProbeError> {
        expect!(self.ask(&Question::ListDirectory { path: directory.to_owned() })?, Answer::Names(names) => names)
    }

    pub(crate) fn exists(&self, path: &str) -> Result<bool, ProbeError> {
        expect!(self.ask(&Question::Exists { path: path.to_owned() })?, Answer::Flag(flag) => flag)
    }

    /// When a file was last changed, in seconds since 1970.
    pub(crate) fn modified_at(&self, path: &str) -> Result<i64, ProbeError> {
        expect!(self.ask(&Question::ModifiedAt { path: path.to_owned() })?, Answer::Number(seconds) => seconds)
    }

    pub(crate) fn user_id(&self) -> Result<i64, ProbeError> {
        expect!(self.ask(&Question::UserId)?, Answer::Number(number) => number)
    }

    pub(crate) fn processes(&self) -> Result<Vec<String>, ProbeError> {
        expect!(self.ask(&Question::Processes)?, Answer::Names(names) => names)
    }

    pub(crate) fn listening_ports(&self) -> Result<Vec<u16>, ProbeError> {
        expect!(self.ask(&Question::ListeningPorts)?, Answer::Ports(ports) => ports)
    }

    pub(crate) fn pending_updates(&self) -> Result<Vec<PendingUpdate>, ProbeError> {
        expect!(self.ask(&Question::PendingUpdates)?, Answer::PendingUpdates(updates) => updates)
    }

    /// How far this computer's clock is ahead of the collector's, in milliseconds.
    pub(crate) fn clock_offset(&self) -> Result<i64, ProbeError> {
        expect!(self.ask(&Question::ClockOffset)?, Answer::Number(milliseconds) => milliseconds)
    }

    pub(crate) fn plist(&self, path: &str) -> Result<Variant, ProbeError> {
        expect!(self.ask(&Question::ReadPlist { path: path.to_owned() })?, Answer::Value(value) => value)
    }

    pub(crate) fn environment(&self, name: &str) -> Result<String, ProbeError> {
        expect!(self.ask(&Question::Environment { name: name.to_owned() })?, Answer::Text(text) => text)
    }

    pub(crate) fn run(&self, program: Program, args: &[&str]) -> Result<Output, ProbeError> {
        let args = args.iter().map(|&arg| arg.to_owned()).collect();
        expect!(self.ask(&Question::Run { program, args })?,
            Answer::Output { code, stdout, stderr } => Output { code, stdout, stderr })
    }

    pub(crate) fn name_owned(&self, bus: Bus, name: &str) -> Result<bool, ProbeError> {
        expect!(self.ask(&Question::DbusNameOwned { bus, name: name.to_owned() })?, Answer::Flag(flag) => flag)
    }

    pub(crate) fn property(
        &self,
        bus: Bus,
        destination: &str,
        path: &str,
        interface: &str,
        property: &str,
    ) -> Result<Variant, ProbeError> {
        let question = Question::DbusProperty {
            bus,
            destination: destination.to_owned(),
            path: path.to_owned(),
            interface: interface.to_owned(),
            property: property.to_owned(),
        };
        expect!(self.ask(&question)?, Answer::Value(value) => value)
    }

    pub(crate) fn shell_property(&self, path: &str, property: &str) -> Result<i64, ProbeError> {
        let question = Question::ShellProperty { path: path.to_owned(), property: property.to_owned() };
        expect!(self.ask(&question)?, Answer::Number(number) => number)
    }

    pub(crate) fn firewall_profiles(&self) -> Result<Vec<FirewallProfile>, ProbeError> {
        expect!(self.ask(&Question::FirewallProfiles)?, Answer::FirewallProfiles(profiles) => profiles)
    }

    pub(crate) fn security_products(&self, provider: Provider) -> Result<Vec<SecurityProduct>, ProbeError> {
        expect!(self.ask(&Question::SecurityProducts { provider })?, Answer::SecurityProducts(products) => products)
    }

    pub(crate) fn security_health(&self, provider: Provider) -> Result<SecurityHealth, ProbeError> {
        expect!(self.ask(&Question::SecurityHealth { provider })?, Answer::SecurityHealth(health) => health)
    }

    /// The instances of a class, each a map of its properties.
    pub(crate) fn wmi(&self, class: WmiClass) -> Result<Vec<Variant>, ProbeError> {
        expect!(self.ask(&Question::Wmi { class })?, Answer::Value(Variant::List(instances)) => instances)
    }

    /// The map of seconds that [`Question::DisplayTimeout`] gives.
    pub(crate) fn display_timeout(&self) -> Result<Variant, ProbeError> {
        expect!(self.ask(&Question::DisplayTimeout)?, Answer::Value(seconds) => seconds)
    }

    /// The unit's state, or `None` where systemd has no such unit.
    pub(crate) fn unit(&self, name: &str) -> Result<Option<Unit>, ProbeError> {
        let Some(answer) = optional(self.ask(&Question::SystemdUnit { name: name.to_owned() }))? else {
            return Ok(None);
        };
        let state = expect!(answer, Answer::Value(value) => value)?;
        let text = |property| {
            state.get(property).and_then(Variant::as_text).map(str::to_owned).ok_or(ProbeError::Malformed)
        };
        if text("LoadState")? == "not-found" {
            return Ok(None);
        }
        Ok(Some(Unit { active: text("ActiveState")?, file: text("UnitFileState")? }))
    }

    /// A text in the registry, or `None` where there is no such key or value.
    pub(crate) fn registry_text(
        &self,
        hive: Hive,
        key: &str,
        name: &str,
    ) -> Result<Option<String>, ProbeError> {
        match self.registry(hive, key, name)? {
            None => Ok(None),
            Some(RegistryData::Text(text)) => Ok(Some(text)),
            Some(
                RegistryData::Dword(_)
                | RegistryData::Qword(_)
                | RegistryData::Texts(_)
                | RegistryData::Binary { .. },
            ) => Err(ProbeError::Malformed),
        }
    }

    /// A 32-bit number in the registry, or `None` where there is no such key or value.
    pub(crate) fn registry_number(
        &self,
        hive: Hive,
        key: &str,
        name: &str,
    ) -> Result<Option<u32>, ProbeError> {
        match self.registry(hive, key, name)? {
            None => Ok(None),
            Some(RegistryData::Dword(number)) => Ok(Some(number)),
            Some(
                RegistryData::Text(_)
                | RegistryData::Qword(_)
                | RegistryData::Texts(_)
                | RegistryData::Binary { .. },
            ) => Err(ProbeError::Malformed),
        }
    }

    /// Whether there is such a value; it is not read.
    pub(crate) fn registry_exists(&self, hive: Hive, key: &str, name: &str) -> Result<bool, ProbeError> {
        let question = Question::RegistryValueExists { hive, key: key.to_owned(), name: name.to_owned() };
        expect!(self.ask(&question)?, Answer::Flag(flag) => flag)
    }

    /// The names of the keys below a key; none where there is no such key.
    pub(crate) fn registry_keys(&self, hive: Hive, key: &str) -> Result<Vec<String>, ProbeError> {
        let Some(answer) = optional(self.ask(&Question::RegistryKeys { hive, key: key.to_owned() }))? else {
            return Ok(Vec::new());
        };
        expect!(answer, Answer::Names(names) => names)
    }

    fn registry(&self, hive: Hive, key: &str, name: &str) -> Result<Option<RegistryData>, ProbeError> {
        let question = Question::RegistryValue { hive, key: key.to_owned(), name: name.to_owned() };
        let Some(answer) = optional(self.ask(&question))? else { return Ok(None) };
        expect!(answer, Answer::Registry(data) => Some(data))
    }
}

/// The text, shortened to what a reading keeps, at a character's edge.
fn cut(mut text: String) -> String {
    if text.len() > READING_BYTES {
        text.truncate(text.floor_char_boundary(READING_BYTES - '…'.len_utf8()));
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Talkative;

    impl Host for Talkative {
        fn ask(&self, _: &Question) -> Result<Answer, ProbeError> {
            Ok(Answer::Text("ñ".repeat(5000)))
        }
    }

    #[test]
    fn a_reading_is_cut_to_two_kibibytes_at_a_characters_edge() {
        let readings = Readings::default();
        let asker = Asker::new(&Talkative, Arc::clone(&readings));
        asker.file("/etc/os-release").unwrap();
        let readings = readings.lock().unwrap();
        assert_eq!(readings.len(), 1);
        assert_eq!(readings[0].source, "/etc/os-release");
        assert!(readings[0].value.len() <= READING_BYTES && readings[0].value.ends_with("ñ…"));
    }

    #[test]
    fn an_answer_of_another_kind_is_malformed() {
        let asker = Asker::new(&Talkative, Readings::default());
        assert_eq!(asker.names("/").unwrap_err(), ProbeError::Malformed);
        assert_eq!(asker.platform().unwrap_err(), ProbeError::Malformed);
        assert_eq!(asker.unit("ufw.service").unwrap_err(), ProbeError::Malformed);
    }
}

//! Windows: registry, Shell, firewall, Security Center, WMI, sockets, power settings.

mod com;
mod health;
mod power;
mod sockets;
mod wmi;

pub(crate) use com::open_link;
use porchlight_host::{Answer, Hive, ProbeError, Question, RegistryData};
use windows_registry::{CURRENT_USER, Key, LOCAL_MACHINE, Type, Value};

/// What is kept between questions: nothing. Each has a thread of its own, and with it a COM apartment of its own.
#[derive(Default)]
pub(crate) struct System;

impl System {
    /// Answers a question of Windows.
    #[expect(clippy::unused_self, reason = "the other systems keep connections in here")]
    pub(crate) fn answer(&self, question: &Question) -> Result<Answer, ProbeError> {
        match question {
            Question::RegistryValue { hive, key, name } => {
                registry_value(*hive, key, name).map(Answer::Registry)
            }
            Question::RegistryValueExists { hive, key, name } => {
                registry_value_exists(*hive, key, name).map(Answer::Flag)
            }
            Question::RegistryKeys { hive, key } => registry_keys(*hive, key).map(Answer::Names),
            Question::SecurityHealth { provider } => {
                health::security_health(*provider).map(Answer::SecurityHealth)
            }
            Question::Wmi { class } => wmi::instances(*class).map(Answer::Value),
            Question::ListeningPorts => sockets::listening_ports().map(Answer::Ports),
            Question::ShellProperty { path, property } => {
                com::shell_property(path, property).map(Answer::Number)
            }
            Question::FirewallProfiles => com::firewall_profiles().map(Answer::FirewallProfiles),
            Question::SecurityProducts { provider } => {
                com::security_products(*provider).map(Answer::SecurityProducts)
            }
            Question::DisplayTimeout => power::display_timeout().map(Answer::Value),
            Question::Platform
            | Question::ReadFile { .. }
            | Question::ReadPlist { .. }
            | Question::ListDirectory { .. }
            | Question::Environment { .. }
            | Question::Run { .. }
            | Question::DbusProperty { .. }
            | Question::DbusNameOwned { .. }
            | Question::Exists { .. }
            | Question::ModifiedAt { .. }
            | Question::UserId
            | Question::Processes
            | Question::PendingUpdates
            | Question::ClockOffset
            | Question::SystemdUnit { .. } => Err(ProbeError::Unsupported),
        }
    }
}

/// A value in the 64-bit view, whatever this program was compiled for.
fn registry_value(hive: Hive, key: &str, name: &str) -> Result<RegistryData, ProbeError> {
    let value = open(hive, key)?.get_value(name).map_err(|error| probe_error(error.code().0))?;
    registry_data(value)
}

/// Whether there is such a value. Only its type is asked for: it may be a password.
fn registry_value_exists(hive: Hive, key: &str, name: &str) -> Result<bool, ProbeError> {
    let found =
        open(hive, key).and_then(|key| key.get_type(name).map_err(|error| probe_error(error.code().0)));
    match found {
        Ok(_) => Ok(true),
        Err(ProbeError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The names of the keys below a key, sorted.
fn registry_keys(hive: Hive, key: &str) -> Result<Vec<String>, ProbeError> {
    let key = open(hive, key)?;
    let mut names: Vec<String> = key.keys().map_err(|error| probe_error(error.code().0))?.collect();
    names.sort_unstable();
    Ok(names)
}

fn open(hive: Hive, key: &str) -> Result<Key, ProbeError> {
    let hive = match hive {
        Hive::LocalMachine => LOCAL_MACHINE,
        Hive::CurrentUser => CURRENT_USER,
    };
    hive.options().read().wow64_64().open(key).map_err(|error| probe_error(error.code().0))
}

fn registry_data(value: Value) -> Result<RegistryData, ProbeError> {
    let malformed = |_| ProbeError::Malformed;
    Ok(match value.ty() {
        Type::String | Type::ExpandString => RegistryData::Text(value.try_into().map_err(malformed)?),
        Type::U32 => RegistryData::Dword(value.try_into().map_err(malformed)?),
        Type::U64 => RegistryData::Qword(value.try_into().map_err(malformed)?),
        Type::MultiString => RegistryData::Texts(value.try_into().map_err(malformed)?),
        Type::Bytes | Type::Other(_) => {
            RegistryData::Binary { length: u32::try_from(value.len()).unwrap_or(u32::MAX) }
        }
    })
}

/// What an `HRESULT` means to a check. "Not there", "not for you" and "nobody answers" are told apart; anything else is
/// a source that cannot be read.
fn probe_error(hresult: i32) -> ProbeError {
    // The numbers as winerror.h writes them.
    match hresult.cast_unsigned() {
        // File, path, module, element or resource not found.
        0x8007_0002 | 0x8007_0003 | 0x8007_007E | 0x8007_0490 | 0x8002_802B => ProbeError::NotFound,
        0x8007_0005 => ProbeError::PermissionDenied,
        // A call that this Windows does not have.
        0x8000_4001 | 0x8007_0078 => ProbeError::Unavailable,
        // Class not registered; service disabled, not active or not existing; RPC server unavailable; server start failed.
        0x8004_0154 | 0x8007_0422 | 0x8007_0426 | 0x8007_0424 | 0x8007_06BA | 0x8008_0005 => {
            ProbeError::Unavailable
        }
        // WMI: access denied; no such object, namespace or class; its provider fails, Defender's service is stopped, as
        // it is beside another antivirus.
        0x8004_1003 => ProbeError::PermissionDenied,
        0x8004_1002 | 0x8004_100E | 0x8004_1010 => ProbeError::NotFound,
        0x8004_1013 | 0x8001_06BA => ProbeError::Unavailable,
        _ => ProbeError::Malformed,
    }
}

#[cfg(test)]
mod tests;

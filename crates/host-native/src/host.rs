//! The machine itself as a [`Host`].

use std::sync::Arc;

use porchlight_contract::OsFamily;
use porchlight_host::{Answer, Host, ProbeError, Program, Question};

use crate::deadline::Aside;
use crate::{file, processes, system};

/// Answers from the machine that the program runs on.
///
/// Each question is worked on aside, on a thread of its own, and given up at [`Question::deadline`]. A question that
/// belongs to another system is [`ProbeError::Unsupported`] without being tried. One value serves the whole program:
/// it keeps a connection to each bus.
#[derive(Default)]
pub struct NativeHost {
    aside: Aside,
    system: Arc<system::System>,
}

impl NativeHost {
    /// This machine. Nothing is asked or connected yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Host for NativeHost {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        if system_of(question).is_some_and(|system| system != FAMILY) {
            return Err(ProbeError::Unsupported);
        }
        let (system, asked) = (Arc::clone(&self.system), question.clone());
        let result = self.aside.within(question.deadline(), move || answer(&system, &asked));
        if let Err(error) = result {
            // The kind and not the question: a path may hold a name.
            tracing::debug!(question.kind = kind(question), %error, "no answer");
        }
        result
    }
}

#[cfg(target_os = "linux")]
const FAMILY: OsFamily = OsFamily::Linux;
#[cfg(target_os = "macos")]
const FAMILY: OsFamily = OsFamily::Macos;
#[cfg(target_os = "windows")]
const FAMILY: OsFamily = OsFamily::Windows;

/// What every system can answer; the rest is the system's own.
fn answer(system: &system::System, question: &Question) -> Result<Answer, ProbeError> {
    match question {
        Question::Platform => Ok(Answer::Platform(FAMILY)),
        Question::ReadFile { path } => file::read_text(path).map(Answer::Text),
        Question::ListDirectory { path } => file::names(path).map(Answer::Names),
        Question::Environment { name } => variable(name).map(Answer::Text),
        // Only an enrolled computer has a collector, and only the agent knows it.
        Question::ClockOffset => Err(ProbeError::Unavailable),
        Question::Exists { path } => file::exists(path).map(Answer::Flag),
        Question::ModifiedAt { path } => file::modified_at(path).map(Answer::Number),
        Question::Processes => processes::names().map(Answer::Names),
        Question::UserId
        | Question::ListeningPorts
        | Question::PendingUpdates
        | Question::RegistryValueExists { .. }
        | Question::RegistryKeys { .. }
        | Question::SecurityHealth { .. }
        | Question::Wmi { .. }
        | Question::ReadPlist { .. }
        | Question::Run { .. }
        | Question::DbusProperty { .. }
        | Question::DbusNameOwned { .. }
        | Question::SystemdUnit { .. }
        | Question::RegistryValue { .. }
        | Question::ShellProperty { .. }
        | Question::FirewallProfiles
        | Question::SecurityProducts { .. }
        | Question::DisplayTimeout => system.answer(question),
    }
}

fn variable(name: &str) -> Result<String, ProbeError> {
    // `std::env::var_os` panics on neither, but the system's own call takes neither.
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(ProbeError::Malformed);
    }
    std::env::var_os(name).ok_or(ProbeError::NotFound)?.into_string().map_err(|_| ProbeError::Malformed)
}

/// The one system that a question belongs to, or `None` for those that make sense on all.
fn system_of(question: &Question) -> Option<OsFamily> {
    match question {
        Question::Platform
        | Question::ReadFile { .. }
        | Question::Exists { .. }
        | Question::ModifiedAt { .. }
        | Question::ListDirectory { .. }
        | Question::Processes
        | Question::ListeningPorts
        | Question::ClockOffset
        | Question::UserId
        | Question::Environment { .. } => None,
        Question::Run { program, .. } => Some(system_of_program(*program)),
        Question::ReadPlist { .. } => Some(OsFamily::Macos),
        Question::DbusProperty { .. }
        | Question::DbusNameOwned { .. }
        | Question::SystemdUnit { .. }
        | Question::PendingUpdates => Some(OsFamily::Linux),
        Question::RegistryValue { .. }
        | Question::RegistryValueExists { .. }
        | Question::RegistryKeys { .. }
        | Question::SecurityHealth { .. }
        | Question::Wmi { .. }
        | Question::ShellProperty { .. }
        | Question::FirewallProfiles
        | Question::SecurityProducts { .. }
        | Question::DisplayTimeout => Some(OsFamily::Windows),
    }
}

fn system_of_program(program: Program) -> OsFamily {
    match program {
        Program::Fdesetup
        | Program::Socketfilterfw
        | Program::SystemProfiler
        | Program::Sysadminctl
        | Program::Pmset
        | Program::Launchctl
        | Program::Xprotect
        | Program::Spctl
        | Program::Defaults => OsFamily::Macos,
        Program::AptConfig
        | Program::Dnf
        | Program::RpmOstree
        | Program::Passwd
        | Program::Gsettings
        | Program::Zfs => OsFamily::Linux,
    }
}

/// A word for the log.
fn kind(question: &Question) -> &'static str {
    match question {
        Question::Platform => "platform",
        Question::ReadFile { .. } => "file",
        Question::Exists { .. } => "exists",
        Question::ModifiedAt { .. } => "modified_at",
        Question::UserId => "user_id",
        Question::Processes => "processes",
        Question::ListeningPorts => "listening_ports",
        Question::PendingUpdates => "pending_updates",
        Question::ClockOffset => "clock_offset",
        Question::RegistryValueExists { .. } => "registry_exists",
        Question::RegistryKeys { .. } => "registry_keys",
        Question::SecurityHealth { .. } => "security_health",
        Question::Wmi { .. } => "wmi",
        Question::ReadPlist { .. } => "plist",
        Question::ListDirectory { .. } => "directory",
        Question::Environment { .. } => "environment",
        Question::Run { .. } => "program",
        Question::DbusProperty { .. } => "dbus_property",
        Question::DbusNameOwned { .. } => "dbus_name",
        Question::SystemdUnit { .. } => "systemd_unit",
        Question::RegistryValue { .. } => "registry",
        Question::ShellProperty { .. } => "shell_property",
        Question::FirewallProfiles => "firewall",
        Question::SecurityProducts { .. } => "security_products",
        Question::DisplayTimeout => "display_timeout",
    }
}

#[cfg(test)]
mod tests;

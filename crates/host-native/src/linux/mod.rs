//! Linux: programs, D-Bus, systemd.

mod dbus;

use porchlight_host::{Answer, ProbeError, Question};

use crate::program;
use dbus::Buses;

/// What is kept between questions.
#[derive(Default)]
pub(crate) struct System {
    buses: Buses,
}

impl System {
    /// Answers a question of Linux.
    pub(crate) fn answer(&self, question: &Question) -> Result<Answer, ProbeError> {
        match question {
            Question::Run { program, args } => program::run(*program, args, question.deadline()),
            Question::DbusProperty { bus, destination, path, interface, property } => {
                self.buses.property(*bus, destination, path, interface, property).map(Answer::Value)
            }
            Question::DbusNameOwned { bus, name } => self.buses.name_owned(*bus, name).map(Answer::Flag),
            Question::SystemdUnit { name } => self.buses.systemd_unit(name).map(Answer::Value),
            Question::Platform
            | Question::ReadFile { .. }
            | Question::ReadPlist { .. }
            | Question::ListDirectory { .. }
            | Question::Environment { .. }
            | Question::RegistryValue { .. }
            | Question::ShellProperty { .. }
            | Question::FirewallProfiles
            | Question::SecurityProducts { .. }
            | Question::Exists { .. }
            | Question::ModifiedAt { .. }
            | Question::UserId
            | Question::Processes
            | Question::ListeningPorts
            | Question::PendingUpdates
            | Question::ClockOffset
            | Question::RegistryValueExists { .. }
            | Question::RegistryKeys { .. }
            | Question::SecurityHealth { .. }
            | Question::Wmi { .. }
            | Question::DisplayTimeout => Err(ProbeError::Unsupported),
        }
    }
}

//! Linux: programs, D-Bus, systemd, sockets, package lists.

mod dbus;
mod updates;

pub(crate) use updates::pending_packages;

use porchlight_host::{Answer, ProbeError, Question};

use crate::{file, ports, program};
use dbus::Buses;
use updates::Updates;

/// What is kept between questions.
#[derive(Default)]
pub(crate) struct System {
    buses: Buses,
    updates: Updates,
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
            Question::UserId => Ok(Answer::Number(rustix::process::getuid().as_raw().into())),
            Question::ListeningPorts => listening_ports().map(Answer::Ports),
            Question::PendingUpdates => self.updates.pending(question.deadline()).map(Answer::PendingUpdates),
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
            | Question::Processes
            | Question::ClockOffset
            | Question::RegistryValueExists { .. }
            | Question::RegistryKeys { .. }
            | Question::SecurityHealth { .. }
            | Question::Wmi { .. }
            | Question::DisplayTimeout => Err(ProbeError::Unsupported),
        }
    }
}

/// The ports of both families. A kernel without IPv6 has no table of it.
fn listening_ports() -> Result<Vec<u16>, ProbeError> {
    let v4 = ports::of_proc(&file::read_text("/proc/net/tcp")?)?;
    let v6 = match file::read_text("/proc/net/tcp6") {
        Ok(table) => ports::of_proc(&table)?,
        Err(ProbeError::NotFound) => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(ports::sorted(v4.into_iter().chain(v6)))
}

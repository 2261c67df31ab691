//! macOS: programs, property lists, sockets.

use std::path::Path;
use std::time::Duration;

use porchlight_host::{Answer, ProbeError, Question};

use crate::{file, ports, program, property_list};

/// What is kept between questions: nothing.
#[derive(Default)]
pub(crate) struct System;

impl System {
    /// Answers a question of macOS.
    #[expect(clippy::unused_self, reason = "the other systems keep connections in here")]
    pub(crate) fn answer(&self, question: &Question) -> Result<Answer, ProbeError> {
        match question {
            Question::Run { program, args } => program::run(*program, args, question.deadline()),
            Question::ReadPlist { path } => property_list::read(&file::read_bytes(path)?).map(Answer::Value),
            Question::UserId => Ok(Answer::Number(rustix::process::getuid().as_raw().into())),
            Question::ListeningPorts => listening_ports(question.deadline()).map(Answer::Ports),
            Question::Platform
            | Question::ReadFile { .. }
            | Question::ListDirectory { .. }
            | Question::Environment { .. }
            | Question::DbusProperty { .. }
            | Question::DbusNameOwned { .. }
            | Question::SystemdUnit { .. }
            | Question::RegistryValue { .. }
            | Question::ShellProperty { .. }
            | Question::FirewallProfiles
            | Question::SecurityProducts { .. }
            | Question::Exists { .. }
            | Question::ModifiedAt { .. }
            | Question::Processes
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

/// The ports of both families, out of the system's own `netstat`: what lists sockets by their processes shows an
/// ordinary user no more than their own.
fn listening_ports(limit: Duration) -> Result<Vec<u16>, ProbeError> {
    let args = ["-a", "-n", "-p", "tcp"].map(str::to_owned);
    let answer = program::run_system(Path::new("/usr/sbin/netstat"), &args, limit)?;
    let Answer::Output { code: 0, stdout, .. } = answer else { return Err(ProbeError::Malformed) };
    ports::of_netstat(&stdout)
}

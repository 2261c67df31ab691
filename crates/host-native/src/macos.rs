//! macOS: programs and property lists.

use porchlight_host::{Answer, ProbeError, Question};

use crate::{file, program, property_list};

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

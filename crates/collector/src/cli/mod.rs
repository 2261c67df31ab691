//! The commands.

mod admin;
mod arguments;
mod serve;
pub(crate) mod words;

use std::process::ExitCode;

use clap::Parser;

use self::arguments::{Arguments, Command};

/// Runs the program with the arguments that it was started with.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            words::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    if matches!(command, Command::Openapi) {
        words::raw(&crate::openapi::document()?);
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Serve(arguments) => serve::serve(arguments).await,
            Command::Company { command } => admin::company(command).await,
            Command::Provider { command } => admin::provider(command).await,
            Command::Invite { command } => admin::invite(command).await,
            Command::Technician { command } => admin::technician(command).await,
            Command::Backup { data, to } => admin::backup(data, to).await,
            Command::Restore { data, from } => admin::restore(data, from).await,
            Command::Audit { command } => admin::audit(command).await,
            Command::Openapi => Ok(()),
        }
    })
}

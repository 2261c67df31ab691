//! `porchlight-cli`: the agent without a window.
//!
//! Invariant: it goes through the same use cases as the window. What it prints for people comes out of the Fluent
//! files; what it prints for programs is JSON and goes to standard output alone.
//!
//! Must not know: how anything is checked, signed or sent.

mod arguments;
mod check;
mod history;
mod onboard;
mod output;
mod record;
mod selftest;
mod text;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::arguments::{Arguments, Command};
use crate::text::Text;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_env("PORCHLIGHT_LOG").unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    match run(arguments).await {
        Ok(code) => code,
        Err(error) => {
            output::error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let text = Text::load(arguments.lang)?;
    match arguments.command {
        Command::Check(options) => check::check(&text, options).await,
        Command::Checks { json } => check::list(&text, json),
        Command::Record { folder, redact } => record::record(&text, &folder, redact).await,
        Command::Selftest { json } => selftest::selftest(&text, json).await,
        Command::Onboard(options) => onboard::onboard(&text, options).await,
        Command::History { json, place } => history::list(&text, json, &place),
        Command::Export { file, place } => history::export(&text, file, &place).await,
        Command::Withdraw(options) => history::withdraw(&text, &options).await,
    }
}

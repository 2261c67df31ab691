//! `cargo xtask`: everything that is done to this repository, as commands that do their own set-up.
//!
//! Invariant: a fresh machine with Rust, git and curl needs nothing but these commands. Few dependencies, because
//! this program is built before anything else is there.
//!
//! Must not know: what Porchlight does.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "it is a build tool: it prints, starts programs and reads files for a living"
)]

mod bench;
mod codegen;
mod cross;
mod demo;
mod fuzz;
mod live;
mod new_check;
mod package;
mod privacy;
mod schemathesis;
mod shell;
mod suite;
mod system;
mod tidy;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set everything up, start a collector with a demo company, and open the wizard with an invite.
    Run {
        /// Go through the sitting in the terminal even if there is a display.
        #[arg(long)]
        terminal: bool,
        /// Forget what earlier runs left, and start as a new company with a new computer.
        #[arg(long)]
        fresh: bool,
    },
    /// Set everything up, and run everything that must pass.
    Test,
    /// Check the rules that the compiler cannot: floors, sizes, texts, systems.
    Tidy,
    /// Write what is generated from code: TypeScript types, OpenAPI, the catalogue of checks, what leaves a computer.
    Codegen {
        /// Change nothing; fail if something would change.
        #[arg(long)]
        check: bool,
    },
    /// Feed the parsers with inputs of all kinds, for as long as you like. Installs cargo-fuzz.
    Fuzz {
        /// Which targets; all, if none is named.
        targets: Vec<String>,
        /// How long each is fed.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Begin a check: its files, its words in both languages, its tests and its places in all lists.
    NewCheck(new_check::Wish),
    /// Make a machine of our own, switch its settings for real, and see the checks follow. Has to be run as root.
    Live {
        /// Write the machines that were made on the way to DIR/<name>/machine.json, as `tests/hosts` holds them.
        #[arg(long, value_name = "DIR")]
        record: Option<std::path::PathBuf>,
    },
    /// Measure against peers, in turn, in one run. What follows `--` goes to the program that measures.
    Bench {
        /// What to measure.
        bench: bench::Bench,
        /// Such as `--rounds 3`, or `--lynis 0`.
        #[arg(last = true)]
        options: Vec<String>,
    },
    /// Tell stories of an outbox under faults, many or one; a test run tells a thousand.
    Sim {
        /// How many seeds to try, from 0 on.
        #[arg(long, default_value_t = 10_000, conflicts_with = "seed")]
        seeds: u64,
        /// The one seed to try.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Ask every route of the collector what its document allows and what it does not. Installs schemathesis.
    Schemathesis {
        /// Where chance begins: the same seed asks the same.
        #[arg(long, default_value_t = schemathesis::SEED)]
        seed: u64,
        /// How many requests each route is asked at most, in each phase.
        #[arg(long, default_value_t = schemathesis::EXAMPLES)]
        examples: u32,
    },
    /// On Linux: build for Windows and run that under Wine, or type-check for macOS. Takes long.
    Cross {
        /// For which system.
        system: cross::Target,
    },
    /// Build the wizard as a Debian package.
    Package,
    /// Take the pictures of the README from the running program.
    Pictures,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> anyhow::Result<()> {
    std::env::set_current_dir(shell::root())?;
    match command {
        Command::Run { terminal, fresh } => demo::run(*terminal, *fresh),
        Command::Test => suite::run(),
        Command::Tidy => tidy::run(),
        Command::Codegen { check } => {
            system::provide(system::Purpose::Run)?;
            codegen::run(*check)
        }
        Command::Schemathesis { seed, examples } => schemathesis::run(*seed, *examples),
        Command::Bench { bench, options } => bench::measure(*bench, options),
        Command::Fuzz { targets, seconds } => fuzz::run(targets, *seconds),
        Command::NewCheck(wish) => new_check::run(wish),
        Command::Live { record } => live::run_machine(record.as_deref()),
        Command::Sim { seeds, seed } => suite::sim(*seeds, *seed),
        Command::Cross { system } => cross::run(*system),
        Command::Package => package::build(),
        Command::Pictures => suite::pictures(),
    }
}

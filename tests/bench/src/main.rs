//! Measures Porchlight against its peers. `cargo xtask bench scan|desktop|ingest|console|growth` builds everything and runs this.
//!
//! Invariant: programs are measured in turn within one run, and compared by medians and ratios of that run. Absolute
//! times of a shared machine mean little.
//!
//! Must not know: what a check finds.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark starts programs, reads files and prints a table"
)]

mod collector;
mod desk;
mod desktop;
mod devices;
mod ingest;
mod load;
mod run;
mod scan;
mod screen;
mod server;
mod table;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    /// The folder with the programs, built for release.
    #[arg(long)]
    programs: PathBuf,
    /// Where the figures go as JSON.
    #[arg(long)]
    json: PathBuf,
    /// How often each program is run.
    #[arg(long, global = true, default_value_t = 7)]
    rounds: u32,
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Copy, Subcommand)]
enum What {
    /// All checks against a bare look at the machine, and against lynis where it is installed.
    Scan {
        /// How often lynis is run: it takes a minute or two each time.
        #[arg(long, default_value_t = 1)]
        lynis: u32,
    },
    /// The window against an empty one. Needs a display.
    Desktop,
    /// The collector taking reports, against a server that gives every body back.
    Ingest,
    /// The help desk's lists, while reports come in.
    Console {
        /// How many devices there are.
        #[arg(long, default_value_t = 100_000)]
        devices: usize,
    },
    /// The collector with more and more reports.
    Growth {
        /// The largest number of reports.
        #[arg(long, default_value_t = 1_000_000)]
        most: usize,
    },
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let table = match arguments.what {
        What::Scan { lynis } => scan::measure(&arguments.programs, arguments.rounds, lynis)?,
        What::Desktop => desktop::measure(&arguments.programs, arguments.rounds)?,
        What::Ingest => wait(ingest::measure(&arguments.programs, arguments.rounds))?,
        What::Console { devices } => wait(desk::console(&arguments.programs, arguments.rounds, devices))?,
        What::Growth { most } => wait(desk::growth(&arguments.programs, arguments.rounds, most))?,
    };
    println!("{}", table.markdown());
    std::fs::write(&arguments.json, serde_json::to_string_pretty(&table)?)?;
    Ok(())
}

fn wait(measuring: impl Future<Output = anyhow::Result<table::Table>>) -> anyhow::Result<table::Table> {
    tokio::runtime::Runtime::new()?.block_on(measuring)
}

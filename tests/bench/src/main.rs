//! Measures Porchlight against its peers. `cargo xtask bench scan|desktop|ingest` builds everything and runs this.
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

mod desktop;
mod ingest;
mod run;
mod scan;
mod screen;
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
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let table = match arguments.what {
        What::Scan { lynis } => scan::measure(&arguments.programs, arguments.rounds, lynis)?,
        What::Desktop => desktop::measure(&arguments.programs, arguments.rounds)?,
        What::Ingest => tokio::runtime::Runtime::new()?
            .block_on(ingest::measure(&arguments.programs, arguments.rounds))?,
    };
    println!("{}", table.markdown());
    std::fs::write(&arguments.json, serde_json::to_string_pretty(&table)?)?;
    Ok(())
}

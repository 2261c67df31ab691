//! `cargo xtask bench`: builds everything for release and measures it against its peers.

use crate::shell::{cargo, command, root, run, step};
use crate::{system, web};

/// What is measured.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum Bench {
    /// All checks of a computer.
    Scan,
    /// The wizard's window.
    Desktop,
    /// The collector taking reports.
    Ingest,
    /// The help desk's lists.
    Console,
    /// The collector with more and more reports.
    Growth,
}

/// Measures, and writes the figures to `target/bench`.
pub(crate) fn measure(bench: Bench, options: &[String]) -> anyhow::Result<()> {
    system::provide(system::Purpose::Test)?;
    web::build()?;
    let build = ["build", "--release", "--workspace", "--bins", "--example", "empty"];
    step("build for release", || run(&mut cargo(&build)))?;
    let folder = root().join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let name = match bench {
        Bench::Scan => "scan",
        Bench::Desktop => "desktop",
        Bench::Ingest => "ingest",
        Bench::Console => "console",
        Bench::Growth => "growth",
    };
    let programs = root().join("target/release");
    let mut program = command(programs.join("porchlight-bench"), &["--programs"]);
    program.arg(&programs).arg("--json").arg(folder.join(format!("{name}.json"))).arg(name).args(options);
    step(&format!("measure: {name}"), || run(&mut program))
}

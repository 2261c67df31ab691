//! All checks of this computer, against the least that a program can do to look at it.

use std::path::Path;
use std::process::Command;

use anyhow::Context;

use crate::run::{Cost, cost};
use crate::table::Table;

/// Runs everything in turn.
pub(crate) fn measure(programs: &Path, rounds: u32, lynis: u32) -> anyhow::Result<Table> {
    let (mut floor, mut first, mut twice) = (Vec::new(), Vec::new(), Vec::new());
    // The first round fills the caches of the system and is thrown away.
    for round in 0..=rounds {
        let costs = [
            cost(&mut Command::new(programs.join("floor")))?,
            cost(Command::new(programs.join("porchlight-cli")).args(["check", "--json"]))?,
            cost(&mut Command::new(programs.join("scan-twice")))?,
        ];
        if round > 0 {
            let [bare, one, two] = costs;
            floor.push(columns(&bare));
            first.push(columns(&one));
            let (wall, cpu) = two.said.trim().split_once(' ').context("no figures of the second scan")?;
            twice.push(vec![wall.parse()?, cpu.parse()?, two.peak]);
        }
    }
    let mut measured =
        vec![("bare look (sysinfo)", floor), ("all checks", first), ("all checks, second time", twice)];
    if lynis > 0 && has("lynis") {
        let runs = (0..lynis).map(|_| {
            cost(Command::new("lynis").args(["audit", "system", "--quick", "--quiet"]))
                .map(|cost| columns(&cost))
        });
        measured.push(("lynis audit system --quick", runs.collect::<anyhow::Result<_>>()?));
    }
    Ok(Table::new("scan", vec!["wall s", "CPU s", "peak MiB"], measured))
}

fn columns(cost: &Cost) -> Vec<f64> {
    vec![cost.wall, cost.cpu, cost.peak]
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

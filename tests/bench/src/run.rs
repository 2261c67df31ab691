//! One run of one program: how long, how much work, how much memory.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};
use wait4::Wait4;

/// What one run took.
#[derive(Debug)]
pub(crate) struct Cost {
    /// In seconds, from start to end.
    pub(crate) wall: f64,
    /// In seconds, of all its threads and of the children that it waited for.
    pub(crate) cpu: f64,
    /// The most memory it held at once, in MiB.
    pub(crate) peak: f64,
    /// What it printed.
    pub(crate) said: String,
}

/// Runs a program to its end; what it complained about is thrown away.
pub(crate) fn cost(command: &mut Command) -> anyhow::Result<Cost> {
    let shown = format!("{command:?}");
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut said = String::new();
    child.stdout.take().context("no output")?.read_to_string(&mut said)?;
    let ended = child.wait4()?;
    let wall = started.elapsed().as_secs_f64();
    ensure!(ended.status.code().is_some(), "{shown} was ended by a signal");
    let cpu = (ended.rusage.utime + ended.rusage.stime).as_secs_f64();
    Ok(Cost { wall, cpu, peak: mebibytes(ended.rusage.maxrss), said })
}

/// Bytes as MiB.
#[expect(clippy::cast_precision_loss, reason = "a size on a screen needs no more than 52 bits")]
pub(crate) fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}

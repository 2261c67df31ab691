//! Child programs that end when the test does, however it ends.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

/// A running program.
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts it.
    ///
    /// # Errors
    /// If it cannot be started: the message names the package to install.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().with_context(|| {
            format!("cannot start {name}; `cargo xtask test` installs and builds what these tests need")
        })?;
        Ok(Self { child })
    }

    /// Starts it and waits for a line on its standard output that `wanted` takes something from.
    ///
    /// # Errors
    /// If it ends before it prints such a line.
    pub fn start_until<T>(
        command: &mut Command,
        wanted: impl Fn(&str) -> Option<T>,
    ) -> anyhow::Result<(Self, T)> {
        let mut program = Self::start(command.stdout(Stdio::piped()))?;
        let stdout = program.child.stdout.take().context("no standard output")?;
        let mut lines = BufReader::new(stdout).lines();
        let found = lines.by_ref().map_while(Result::ok).find_map(|line| wanted(&line));
        let Some(found) = found else { bail!("{:?} ended before it was ready", command.get_program()) };
        // Nobody reads the rest, and a full pipe would stop the program.
        std::thread::spawn(move || lines.for_each(drop));
        Ok((program, found))
    }

    /// Its standard input, which is closed when the result is dropped.
    ///
    /// # Errors
    /// If it was started without one, or it was taken already.
    pub fn stdin(&mut self) -> anyhow::Result<std::process::ChildStdin> {
        self.child.stdin.take().context("no standard input")
    }

    /// Ends it at once, as a crash or a power cut would.
    ///
    /// # Errors
    /// If it cannot be waited for.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where cargo put a program of this workspace: beside the folder that this test lies in.
///
/// # Errors
/// If it has not been built.
pub fn built(name: &str) -> anyhow::Result<PathBuf> {
    let test = std::env::current_exe()?;
    let profile = test.parent().and_then(|deps| deps.parent()).context("no target folder")?;
    let path = profile.join(name);
    if !path.exists() {
        bail!("{} is not there: `cargo build --workspace` first, or `cargo xtask test`", path.display());
    }
    Ok(path)
}

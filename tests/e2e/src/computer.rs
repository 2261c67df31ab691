//! A home computer in a folder, with the command line as its only program. It has no key store, no session bus and none
//! of the real user's folders.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::built;

/// A computer on which `porchlight-cli` runs.
pub struct Computer {
    folder: TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub struct Outcome {
    /// Its exit code.
    pub code: i32,
    /// What it printed for whoever reads it.
    pub stdout: String,
    /// What it printed past that.
    pub stderr: String,
}

impl Computer {
    /// A new one.
    ///
    /// # Errors
    /// If its folder cannot be made.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    /// A path on it.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the command line on it, in English.
    ///
    /// # Errors
    /// If the program cannot be started.
    pub fn run(&self, arguments: &[&str]) -> anyhow::Result<Outcome> {
        let mut command = Command::new(built("porchlight-cli")?);
        command.args(["--lang", "en"]).args(arguments);
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
            command.env(name, self.folder.path());
        }
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").env_remove("XDG_CURRENT_DESKTOP");
        let output = command.output()?;
        Ok(Outcome {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout)?,
            stderr: String::from_utf8(output.stderr)?,
        })
    }

    /// Goes through the whole sitting with an invite, saying yes to everything.
    ///
    /// # Errors
    /// If the program cannot be started.
    pub fn onboard(&self, invite: &str) -> anyhow::Result<Outcome> {
        let data = self.folder.path().join("data");
        let data = data.to_string_lossy();
        self.run(&["onboard", invite, "--yes", "--key-in-file", "--data", &data])
    }
}

//! The machine: its settings as root, its checks as an ordinary user.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

/// The ordinary user, without any right of an administrator.
pub(crate) const USER: &str = "ana";
const CLI: &str = "/opt/porchlight/porchlight-cli";

/// This machine.
pub(crate) struct Machine;

/// The machine has no such part, so there is nothing to see.
#[derive(Debug)]
pub(crate) struct NotHere(pub(crate) &'static str);

impl std::fmt::Display for NotHere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no {} on this machine", self.0)
    }
}

impl std::error::Error for NotHere {}

/// What a check said.
#[derive(Debug)]
pub(crate) struct Said(Value);

impl Machine {
    /// Runs a command line as root, by the shell of the machine.
    pub(crate) fn root(&self, line: &str) -> anyhow::Result<()> {
        done(line, &Command::new("/bin/sh").args(["-ec", line]).output()?)
    }

    /// Writes a file as root, with its folders.
    pub(crate) fn write(&self, path: &str, text: &str) -> anyhow::Result<()> {
        if let Some(folder) = Path::new(path).parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, text).with_context(|| path.to_owned())
    }

    /// Runs one check as the ordinary user.
    pub(crate) fn look(&self, check: &str) -> anyhow::Result<Said> {
        self.look_in(check, "")
    }

    /// Runs one check as the ordinary user, in a GNOME session of their own whose settings were made by these lines.
    pub(crate) fn look_in_gnome(&self, check: &str, settings: &str) -> anyhow::Result<Said> {
        let session = format!(
            "{settings}\nexport XDG_CURRENT_DESKTOP=GNOME\nexec {CLI} check --json --only {check} 2>/tmp/porchlight-live.err"
        );
        let line = ["dbus-run-session", "--", "/bin/sh", "-ec", &session];
        said(check, &user(&line).output()?)
    }

    /// Runs one check as the ordinary user, below a command that sees the machine in another way.
    pub(crate) fn look_in(&self, check: &str, view: &str) -> anyhow::Result<Said> {
        let line = format!("{view} runuser -u {USER} -- {CLI} check --json --only {check}");
        said(check, &Command::new("/bin/sh").args(["-c", &line]).env("LC_ALL", "C.UTF-8").output()?)
    }
}

impl Said {
    /// Whether the check said this: `pass`, `fail:off`, `warn:not_at_start`, `unknown:inconclusive`,
    /// `not_applicable:no_such_part`. Of several reasons, one has to be the one named.
    pub(crate) fn is(&self, wanted: &str) -> anyhow::Result<()> {
        let outcome = &self.0["outcome"];
        let status = outcome["status"].as_str().unwrap_or_default();
        let (wanted_status, wanted_word) = wanted.split_once(':').unwrap_or((wanted, ""));
        let words = [&outcome["cause"], &outcome["why"]].into_iter().filter_map(Value::as_str);
        let reasons = outcome["reasons"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let named = wanted_word.is_empty() || words.chain(reasons).any(|word| word == wanted_word);
        ensure!(
            status == wanted_status && named,
            "wanted {wanted}, got {outcome}, read {}",
            self.0["readings"]
        );
        Ok(())
    }
}

fn user(line: &[&str]) -> Command {
    let mut command = Command::new("runuser");
    command.args(["-u", USER, "--"]).args(line).env("LC_ALL", "C.UTF-8").env("HOME", format!("/home/{USER}"));
    command
}

fn done(line: &str, output: &Output) -> anyhow::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    bail!("`{line}` ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim())
}

fn said(check: &str, output: &Output) -> anyhow::Result<Said> {
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let value: Value = serde_json::from_str(&text)
        .with_context(|| format!("{check} said {text:?} and {:?}, {}", errors.trim(), output.status))?;
    let found =
        value["checks"].as_array().and_then(|checks| checks.first()).context("no check in the answer")?;
    Ok(Said(found.clone()))
}

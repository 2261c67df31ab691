//! The machine: its settings as root, its checks as an ordinary user.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

/// The ordinary user, without any right of an administrator.
pub(crate) const USER: &str = "ana";
const CLI: &str = "/opt/porchlight/porchlight-cli";

/// Where the files of packages lie that are not installed.
pub(crate) const OTHERS: &str = "/opt/others";
/// How often an answer is asked for that came too late: without hardware support everything takes ten times as long.
const PATIENCE: u32 = 5;

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
    /// Waits until all is started. What failed on the way, failed: there is no network here.
    pub(crate) fn settle(&self) -> anyhow::Result<()> {
        self.root("systemctl is-system-running --wait || true").map(drop)
    }

    /// Runs a command line as root, by the shell of the machine, and gives what it printed.
    pub(crate) fn root(&self, line: &str) -> anyhow::Result<String> {
        let output = Command::new("/bin/sh").args(["-ec", line]).env("LC_ALL", "C.UTF-8").output()?;
        done(line, &output)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Writes a file as root, with its folders.
    pub(crate) fn write(&self, path: &str, text: &str) -> anyhow::Result<()> {
        if let Some(folder) = Path::new(path).parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, text).with_context(|| path.to_owned())
    }

    /// Starts a unit of a package that is only unpacked here, or that Debian does not have, with something that sleeps
    /// in place of its program: the checks read which units work, not what they do.
    pub(crate) fn stand_in(&self, unit: &str) -> anyhow::Result<()> {
        let place = format!("/etc/systemd/system/{unit}");
        let packaged = format!("{OTHERS}/usr/lib/systemd/system/{unit}");
        if Path::new(&packaged).exists() {
            // What it needs besides is not here either.
            let others = "After|Requires|Conflicts|OnFailure|Condition.*|Type|Restart|BusName|Exec.*";
            self.root(&format!("sed -E '/^({others})=/d' {packaged} > {place}"))?;
        } else {
            self.write(&place, "[Install]\nWantedBy=multi-user.target\n")?;
        }
        self.write(&format!("{place}.d/live.conf"), "[Service]\nExecStart=/bin/sleep infinity\n")?;
        self.root(&format!("systemctl daemon-reload; systemctl start {unit}")).map(drop)
    }

    /// The line that takes a stand-in away.
    pub(crate) fn away_with(unit: &str) -> String {
        let place = format!("/etc/systemd/system/{unit}");
        format!("systemctl disable -q --now {unit} || true; rm -r {place} {place}.d; systemctl daemon-reload")
    }

    /// Runs one check as the ordinary user.
    pub(crate) fn look(&self, check: &str) -> anyhow::Result<Said> {
        self.look_in(check, "")
    }

    /// Runs one check as the ordinary user, below a command that sees the machine in another way.
    pub(crate) fn look_in(&self, check: &str, view: &str) -> anyhow::Result<Said> {
        let line = format!("exec {CLI} check --json --only {check}");
        said(check, || self.user(view, &line))
    }

    /// Runs one check as the ordinary user, in a session of their own of this desktop, whose settings were made by
    /// these lines.
    pub(crate) fn look_in_session(&self, check: &str, desktop: &str, settings: &str) -> anyhow::Result<Said> {
        let check_line = format!("exec {CLI} check --json --only {check} 2>/tmp/porchlight-live.err");
        let line = session(desktop, settings, &check_line);
        said(check, || self.user("", &line))
    }

    /// Writes the machine down as the ordinary user sees it, in a GNOME session with these settings, below a command
    /// that sees the machine in another way. Gives the recording.
    pub(crate) fn record(&self, view: &str, settings: &str) -> anyhow::Result<String> {
        let lines = format!(
            "folder=$(mktemp -d); {CLI} record $folder/made --redact >&2; cat $folder/made/machine.json; rm -r $folder"
        );
        let line = session("GNOME", settings, &lines);
        let recorded = || {
            let output = self.user(view, &line)?;
            done("porchlight-cli record", &output)?;
            Ok(String::from_utf8(output.stdout)?)
        };
        patiently(recorded, |text| text.contains("\"timed_out\""))
    }

    /// Runs all checks as [`Machine::record`] does; the options are those of `porchlight-cli check`. Gives what each
    /// one said, with the facts.
    pub(crate) fn look_at_all(
        &self,
        view: &str,
        settings: &str,
        options: &str,
    ) -> anyhow::Result<Vec<[Value; 3]>> {
        let lines = format!("exec {CLI} check --json {options} 2>/tmp/porchlight-live.err");
        let line = session("GNOME", settings, &lines);
        let said = patiently(|| printed("all checks", &self.user(view, &line)?), |said| is_any_late(said))?;
        Ok(said
            .into_iter()
            .map(|mut check| ["id", "outcome", "facts"].map(|key| check[key].take()))
            .collect())
    }

    /// Runs these lines as root, one after the other, and looks after each whether the check says what stands beside
    /// it. What undoes them runs in any case. All that was not followed is told at once: a start takes minutes.
    pub(crate) fn follow(&self, check: &str, steps: &[(&str, &str)], undo: &str) -> anyhow::Result<()> {
        let mut wrong = Vec::new();
        for (line, wanted) in steps {
            if let Err(error) = self.root(line).and_then(|_| self.look(check)?.is(wanted)) {
                wrong.push(format!("after `{line}`: {error:#}"));
            }
        }
        self.undone(
            undo,
            if wrong.is_empty() { Ok(()) } else { Err(anyhow::anyhow!(wrong.join("\n        "))) },
        )
    }

    /// Undoes what was switched, and gives back what was seen.
    pub(crate) fn undone<T>(&self, undo: &str, seen: anyhow::Result<T>) -> anyhow::Result<T> {
        match (seen, self.root(undo)) {
            (Ok(seen), Ok(_)) => Ok(seen),
            (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
            (Err(seen), Err(undone)) => bail!("{seen:#}\n        {undone:#}"),
        }
    }

    /// Runs a line in the ordinary user's shell. Without PAM, which takes a second each time.
    fn user(&self, view: &str, line: &str) -> anyhow::Result<Output> {
        let mut command = Command::new("/bin/sh");
        let view = format!("{view} setpriv --reuid {USER} --regid {USER} --init-groups /bin/sh -ec \"$0\"");
        command.args(["-c", &view, line]).env("LC_ALL", "C.UTF-8").env("HOME", format!("/home/{USER}"));
        command.output().context(CLI)
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

    /// Whether the check says so of a fact, besides.
    pub(crate) fn tells(&self, fact: &str, wanted: impl Into<Value>) -> anyhow::Result<()> {
        let (told, wanted) = (&self.0["facts"][fact], wanted.into());
        ensure!(*told == wanted, "wanted {fact} to be {wanted}, got {told}, read {}", self.0["readings"]);
        Ok(())
    }
}

/// Lines that make a session's settings and then do something in it.
fn session(desktop: &str, settings: &str, lines: &str) -> String {
    let inside = format!("{settings}\nexport XDG_CURRENT_DESKTOP={desktop}\n{lines}");
    format!("exec dbus-run-session -- /bin/sh -ec '{}'", inside.replace('\'', r"'\''"))
}

fn done(line: &str, output: &Output) -> anyhow::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    bail!("`{line}` ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim())
}

fn said(check: &str, run: impl Fn() -> anyhow::Result<Output>) -> anyhow::Result<Said> {
    let checks = patiently(|| printed(check, &run()?), |checks| is_any_late(checks))?;
    checks.into_iter().next().map(Said).context("no check in the answer")
}

/// Does something again while an answer in it came too late.
fn patiently<T>(run: impl Fn() -> anyhow::Result<T>, is_late: impl Fn(&T) -> bool) -> anyhow::Result<T> {
    for _ in 1..PATIENCE {
        let seen = run()?;
        if !is_late(&seen) {
            return Ok(seen);
        }
    }
    run()
}

fn is_any_late(checks: &[Value]) -> bool {
    checks.iter().any(|check| check["outcome"]["cause"] == "timeout")
}

/// The checks that `porchlight-cli check --json` printed.
fn printed(what: &str, output: &Output) -> anyhow::Result<Vec<Value>> {
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let mut value: Value = serde_json::from_str(&text)
        .with_context(|| format!("{what} said {text:?} and {:?}, {}", errors.trim(), output.status))?;
    let Value::Array(checks) = value["checks"].take() else { bail!("{what} said no list of checks") };
    Ok(checks)
}

//! The wizard's window against an empty one: when there is something to read, and how much memory it takes.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::run::mebibytes;
use crate::screen::Screen;
use crate::table::Table;

const DEADLINE: Duration = Duration::from_secs(30);
/// How long a window may settle before its memory is read.
const SETTLE: Duration = Duration::from_secs(2);

/// Opens both windows in turn.
pub(crate) fn measure(programs: &Path, rounds: u32) -> anyhow::Result<Table> {
    let (mut empty, mut plain, mut wizard) = (Vec::new(), Vec::new(), Vec::new());
    let least = programs.join("examples/empty");
    for round in 0..=rounds {
        let costs = [
            open(&least, &[])?,
            // What the wizard does with a setting of the web view, WebKit also does for whoever asks like this.
            open(&least, &[("WEBKIT_DISABLE_COMPOSITING_MODE", "1")])?,
            open(&programs.join("porchlight"), &[])?,
        ];
        if round > 0 {
            let [one, another, ours] = costs;
            empty.push(one);
            plain.push(another);
            wizard.push(ours);
        }
    }
    Ok(Table::new(
        "desktop",
        vec!["ready s", "memory MiB (PSS of all processes)"],
        vec![
            ("empty Tauri window", empty),
            ("the same, drawn without a graphics card", plain),
            ("the wizard, drawn without a graphics card", wizard),
        ],
    ))
}

/// Starts a program on a screen of its own with a home of its own, and waits until there is something to read.
fn open(program: &Path, variables: &[(&str, &str)]) -> anyhow::Result<Vec<f64>> {
    let screen = Screen::start()?;
    let home = tempfile::tempdir()?;
    let started = Instant::now();
    let mut child = Command::new("dbus-run-session")
        .arg("--")
        .arg(program)
        .env("DISPLAY", screen.display())
        .env("HOME", home.path())
        .envs(["DATA", "CONFIG", "CACHE"].map(|kind| (format!("XDG_{kind}_HOME"), home.path().join(kind))))
        .env("XDG_RUNTIME_DIR", home.path())
        .env("NO_AT_BRIDGE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .envs(variables.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| program.display().to_string())?;
    let ready = readable(&screen, started);
    if ready.is_ok() {
        std::thread::sleep(SETTLE);
    }
    let memory = memory(&child);
    end(&mut child)?;
    Ok(vec![ready?, memory?])
}

/// Seconds until the window shows text.
fn readable(screen: &Screen, started: Instant) -> anyhow::Result<f64> {
    while started.elapsed() < DEADLINE {
        if screen.shows_text()? {
            return Ok(started.elapsed().as_secs_f64());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    bail!("nothing to read after {DEADLINE:?}")
}

/// The proportional memory of a process and everything it started, in MiB.
fn memory(child: &Child) -> anyhow::Result<f64> {
    let mut all = vec![child.id()];
    let mut at = 0;
    while let Some(&process) = all.get(at) {
        all.extend(children(process)?);
        at += 1;
    }
    Ok(mebibytes(all.into_iter().map(proportional_bytes).sum()))
}

fn children(process: u32) -> anyhow::Result<Vec<u32>> {
    let mut found = Vec::new();
    for task in fs::read_dir(format!("/proc/{process}/task"))?.flatten() {
        let text = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        found.extend(text.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
    }
    Ok(found)
}

/// A process that ended meanwhile holds nothing.
fn proportional_bytes(process: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kibibytes.unwrap_or_default() * 1024
}

fn end(child: &mut Child) -> anyhow::Result<()> {
    for process in children(child.id()).unwrap_or_default() {
        let _ = Command::new("kill").arg(process.to_string()).stderr(Stdio::null()).status();
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

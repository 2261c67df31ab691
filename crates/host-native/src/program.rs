//! Programs: run without a shell, with little around them, and never longer than allowed.

use std::ffi::OsString;
use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use porchlight_host::{Answer, ProbeError, Program};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};

use crate::file::probe_error;

const STDOUT_BYTES: usize = 1024 * 1024;
const STDERR_BYTES: usize = 64 * 1024;

/// What a program gets to see of the environment. `gsettings` needs all but the first: without the bus and the XDG
/// folders it does not find the user's settings, and without the desktop's name and the module of dconf (NixOS) it
/// prints defaults as if they were the settings.
const KEPT: [&str; 7] = [
    "HOME",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "XDG_CONFIG_DIRS",
    "XDG_CURRENT_DESKTOP",
    "DCONF_PROFILE",
];
/// Kept too, unless we run out of an AppImage: its launcher points these at libraries, schemas and modules of its own,
/// which programs of the system must not load.
const KEPT_OUTSIDE_APPIMAGE: [&str; 5] =
    ["XDG_DATA_DIRS", "LD_LIBRARY_PATH", "GSETTINGS_SCHEMA_DIR", "GIO_EXTRA_MODULES", "GIO_MODULE_DIR"];

/// Runs a program out of the closed list.
///
/// # Errors
/// [`ProbeError::NotFound`] if it lies at none of its paths, [`ProbeError::TimedOut`] if it overran and was killed,
/// [`ProbeError::Malformed`] if it printed more than 1 MiB or something other than UTF-8.
pub(crate) fn run(program: Program, args: &[String], limit: Duration) -> Result<Answer, ProbeError> {
    let path = program
        .paths()
        .iter()
        .map(Path::new)
        .find(|path| path.try_exists().unwrap_or(true))
        .ok_or(ProbeError::NotFound)?;
    run_system(path, args, limit)
}

/// Runs a program of the system at its fixed path, as [`run`] does.
pub(crate) fn run_system(path: &Path, args: &[String], limit: Duration) -> Result<Answer, ProbeError> {
    run_at(path, args, &environment(|name| std::env::var_os(name)), limit)
}

fn environment(variable: impl Fn(&str) -> Option<OsString>) -> Vec<(&'static str, OsString)> {
    let outside_appimage: &[&str] = if variable("APPIMAGE").is_some() { &[] } else { &KEPT_OUTSIDE_APPIMAGE };
    let kept = KEPT.iter().chain(outside_appimage).filter_map(|name| Some((*name, variable(name)?)));
    [("LC_ALL", "C".into()), ("PATH", "/usr/bin:/bin:/usr/sbin:/sbin".into())]
        .into_iter()
        .chain(kept)
        .collect()
}

/// What happens around a running program.
enum Event {
    Stdout(io::Result<Captured>),
    Stderr(io::Result<Captured>),
    Ended,
}

struct Captured {
    bytes: Vec<u8>,
    complete: bool,
}

fn run_at(
    path: &Path,
    args: &[String],
    environment: &[(&str, OsString)],
    limit: Duration,
) -> Result<Answer, ProbeError> {
    let until = Instant::now() + limit;
    let mut child = Command::new(path)
        .args(args)
        .env_clear()
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|error| probe_error(&error))?;
    let (tell, events) = mpsc::channel();
    let watched = watch(&mut child, &tell);
    drop(tell);
    let printed = match watched {
        Some(()) => await_end(&events, until),
        None => Err(ProbeError::Unavailable),
    };
    if printed.is_err() {
        kill_group(&child);
    }
    // Here it has ended or was killed, and its group is gone with it.
    let status = child.wait().map_err(|error| probe_error(&error))?;
    let (stdout, stderr) = printed?;
    if !stdout.complete {
        return Err(ProbeError::Malformed);
    }
    Ok(Answer::Output {
        code: status.code().unwrap_or(-1),
        stdout: String::from_utf8(stdout.bytes).map_err(|_| ProbeError::Malformed)?,
        stderr: String::from_utf8_lossy(&stderr.bytes).into_owned(),
    })
}

/// Starts the three threads that tell what the program prints and when it ends; `None` without threads or pipes.
fn watch(child: &mut Child, tell: &mpsc::Sender<Event>) -> Option<()> {
    let (stdout, stderr, id) = (child.stdout.take()?, child.stderr.take()?, process_id(child)?);
    let spawn = |work: Box<dyn FnOnce() -> Event + Send>| {
        let tell = tell.clone();
        let work = move || {
            // Nobody listens any more if the program overran.
            let _ = tell.send(work());
        };
        thread::Builder::new().name("porchlight-program".to_owned()).spawn(work).ok().map(drop)
    };
    spawn(Box::new(move || Event::Stdout(captured(stdout, STDOUT_BYTES))))?;
    spawn(Box::new(move || Event::Stderr(captured(stderr, STDERR_BYTES))))?;
    spawn(Box::new(move || {
        // Not reaped yet: until then its id, which is its group's as well, can belong to nobody else.
        let _ = rustix::process::waitid(WaitId::Pid(id), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
        Event::Ended
    }))
}

/// Waits until the program has ended and both its pipes are closed, by its children too.
fn await_end(events: &mpsc::Receiver<Event>, until: Instant) -> Result<(Captured, Captured), ProbeError> {
    let (mut stdout, mut stderr, mut ended) = (None, None, false);
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match events.recv_timeout(left).map_err(|_| ProbeError::TimedOut)? {
            Event::Stdout(read) => stdout = Some(read.map_err(|error| probe_error(&error))?),
            Event::Stderr(read) => stderr = Some(read.map_err(|error| probe_error(&error))?),
            Event::Ended => ended = true,
        }
        (stdout, stderr) = match (stdout, stderr) {
            (Some(stdout), Some(stderr)) if ended => return Ok((stdout, stderr)),
            others => others,
        };
    }
}

/// Reads to the end and keeps the beginning: a program whose pipe is full would never end.
fn captured(mut pipe: impl Read, limit: usize) -> io::Result<Captured> {
    let mut bytes = Vec::new();
    pipe.by_ref().take(u64::try_from(limit).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    let beyond = io::copy(&mut pipe, &mut io::sink())?;
    Ok(Captured { bytes, complete: beyond == 0 })
}

fn kill_group(child: &Child) {
    if let Some(id) = process_id(child) {
        // It can only fail if the whole group is gone already.
        let _ = rustix::process::kill_process_group(id, Signal::KILL);
    }
}

fn process_id(child: &Child) -> Option<Pid> {
    Pid::from_raw(i32::try_from(child.id()).ok()?)
}

#[cfg(test)]
mod tests;

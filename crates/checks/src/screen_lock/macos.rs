//! macOS: when the display sleeps or the screen saver starts, and how long after that a password is asked for.
//! `askForPassword` is not read: modern macOS ignores it.

use porchlight_host::Program;

use super::{Desktop, Evidence, Lock};
use crate::asker::Asker;
use crate::check::Obstacle;

/// When the screen saver starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saver {
    After(u64),
    Never,
    /// Not set: the system's own default counts, which differs by version.
    Default,
}

/// How long after the screen went dark a password is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delay {
    After(u64),
    Never,
}

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let output = asker.run(Program::Sysadminctl, &["-screenLock", "status"])?;
    // It writes to standard error, and nothing at all when root asks.
    let delay = delay(&format!("{}\n{}", output.stderr, output.stdout)).ok_or(Obstacle::PARSE)?;
    let Delay::After(delay) = delay else { return Ok(Evidence::certain(Desktop::Macos, Lock::Open)) };
    let saver = saver(asker)?;
    let displays = display_sleep(&asker.run(Program::Pmset, &["-g", "custom"])?.stdout)?;
    let dark = displays
        .iter()
        .map(|display| dark_after(*display, saver))
        .max_by_key(|dark| dark.unwrap_or(u64::MAX));
    let lock = match dark.flatten() {
        Some(seconds) => Lock::After(seconds.saturating_add(delay)),
        None => Lock::Never,
    };
    Ok(Evidence { desktop: Desktop::Macos, lock, maybe_sooner: saver == Saver::Default })
}

/// The sooner of display sleep and screen saver on one power source, in seconds; `None` is never.
fn dark_after(display: Option<u64>, saver: Saver) -> Option<u64> {
    let saver = match saver {
        Saver::After(seconds) => Some(seconds),
        Saver::Never | Saver::Default => None,
    };
    display.into_iter().chain(saver).min()
}

/// Reads `screenLock delay is immediate`, `… is 300 seconds` or `screenLock is off`.
pub(super) fn delay(text: &str) -> Option<Delay> {
    let said = text.lines().find_map(|line| Some(line.split_once("screenLock ")?.1.trim()))?;
    match said {
        "is off" => Some(Delay::Never),
        "delay is immediate" => Some(Delay::After(0)),
        _ => {
            let seconds = said.strip_prefix("delay is ")?;
            let seconds = seconds.strip_suffix(" seconds").or_else(|| seconds.strip_suffix(" second"))?;
            Some(Delay::After(seconds.parse().ok()?))
        }
    }
}

fn saver(asker: &Asker<'_>) -> Result<Saver, Obstacle> {
    let output =
        asker.run(Program::Defaults, &["-currentHost", "read", "com.apple.screensaver", "idleTime"])?;
    if output.code != 0 {
        let is_absent = output.stderr.contains("does not exist");
        return if is_absent { Ok(Saver::Default) } else { Err(Obstacle::PARSE) };
    }
    match output.stdout.trim().parse().map_err(|_| Obstacle::PARSE)? {
        0 => Ok(Saver::Never),
        seconds => Ok(Saver::After(seconds)),
    }
}

/// Reads `displaysleep` of every power source in `pmset -g custom`, in seconds; `None` is never. A source that does not
/// name it makes the whole unreadable.
pub(super) fn display_sleep(text: &str) -> Result<Vec<Option<u64>>, Obstacle> {
    let mut sources: Vec<Option<Option<u64>>> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.ends_with("Power:") {
            sources.push(None);
        } else if let Some(minutes) = line.strip_prefix("displaysleep ") {
            let minutes: u64 = minutes
                .split_whitespace()
                .next()
                .and_then(|text| text.parse().ok())
                .ok_or(Obstacle::PARSE)?;
            let source = sources.last_mut().ok_or(Obstacle::PARSE)?;
            *source = Some((minutes > 0).then_some(minutes.saturating_mul(60)));
        }
    }
    if sources.is_empty() {
        return Err(Obstacle::PARSE);
    }
    sources.into_iter().collect::<Option<_>>().ok_or(Obstacle::PARSE)
}

//! Debian and Ubuntu: apt's timers fetch the lists and start `unattended-upgrade`, if the settings say so.

use porchlight_host::Program;

use super::Automatic;
use super::linux::works;
use crate::asker::Asker;
use crate::check::Obstacle;

/// Changed whenever new lists are fetched.
pub(super) const LISTS: &str = "/var/lib/apt/lists";

/// A setting that every merged list has.
const ALWAYS_THERE: &str = "APT::Architecture";

/// What apt does from time to time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Periodic {
    pub(super) fetches: bool,
    pub(super) installs: bool,
}

pub(super) fn automatic(asker: &Asker<'_>) -> Result<Automatic, Obstacle> {
    let output = asker.run(Program::AptConfig, &["dump"])?;
    if output.code != 0 {
        return Err(Obstacle::PARSE);
    }
    let periodic = periodic(&output.stdout)?;
    // The settings stay behind when the package is removed.
    let installs = periodic.installs
        && asker.exists("/usr/bin/unattended-upgrade")?
        && works(asker, "apt-daily-upgrade.timer")?;
    if !installs {
        return Ok(Automatic::Off);
    }
    let fetches = periodic.fetches && works(asker, "apt-daily.timer")?;
    Ok(if fetches { Automatic::On } else { Automatic::Partly })
}

/// Reads the settings of all files together, as `apt-config dump` prints them: one `Name "value";` a line.
pub(super) fn periodic(dump: &str) -> Result<Periodic, Obstacle> {
    let value = |name: &str| {
        let of_name = |line: &str| {
            let (key, value) = line.strip_suffix("\";")?.split_once(" \"")?;
            key.eq_ignore_ascii_case(name).then(|| value.to_owned())
        };
        dump.lines().rev().find_map(of_name)
    };
    let repeats = |name, default| value(name).map_or(Ok(default), |text| repeats(&text));
    value(ALWAYS_THERE).ok_or(Obstacle::PARSE)?;
    let enabled = repeats("APT::Periodic::Enable", true)?;
    Ok(Periodic {
        fetches: enabled && repeats("APT::Periodic::Update-Package-Lists", false)?,
        installs: enabled && repeats("APT::Periodic::Unattended-Upgrade", false)?,
    })
}

/// Whether an interval is one: a number of days, or of the unit that follows it, or `always`; 0 is never.
fn repeats(interval: &str) -> Result<bool, Obstacle> {
    let number = interval.strip_suffix(['s', 'm', 'h', 'd']).unwrap_or(interval);
    match (interval, number.parse::<u64>()) {
        ("always", _) => Ok(true),
        (_, Ok(number)) => Ok(number > 0),
        (_, Err(_)) => Err(Obstacle::PARSE),
    }
}

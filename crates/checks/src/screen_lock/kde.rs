//! KDE Plasma: `kscreenlockerrc`, the person's over the system's over the defaults of the program.

use std::collections::BTreeMap;

use super::{Desktop, Evidence, Lock};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;

const SYSTEM: &str = "/etc/xdg/kscreenlockerrc";
const OWN: &str = "~/.config/kscreenlockerrc";

/// What the program's schema (`kscreenlockersettings.kcfg`) says where no file does: minutes, then seconds.
const DEFAULT_TIMEOUT: u64 = 5;
const DEFAULT_GRACE: u64 = 5;

/// The group `[Daemon]` of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Daemon {
    entries: BTreeMap<String, String>,
    /// Keys marked `[$i]`, which files above may not change.
    fixed: Vec<String>,
    /// Whether the whole group, or the file, is marked so.
    all_fixed: bool,
}

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let read = |path| optional(asker.file(path)).map(|text| daemon(&text.unwrap_or_default()));
    let (system, own) = (read(SYSTEM)??, read(OWN)??);
    let value = |key: &str| system.under(&own, key);
    let lock = if !flag(value("Autolock"), true)? {
        Lock::Never
    } else if !flag(value("RequirePassword"), true)? {
        Lock::Open
    } else {
        match number(value("Timeout"), DEFAULT_TIMEOUT)? {
            0 => Lock::Never,
            minutes => {
                let grace = number(value("LockGrace"), DEFAULT_GRACE)?;
                Lock::After(minutes.saturating_mul(60).saturating_add(grace))
            }
        }
    };
    Ok(Evidence::certain(Desktop::Kde, lock))
}

impl Daemon {
    /// The value of a key when `above` lies over this file.
    fn under<'a>(&'a self, above: &'a Self, key: &str) -> Option<&'a str> {
        let is_fixed = self.all_fixed || self.fixed.iter().any(|fixed| fixed == key);
        let above = above.entries.get(key).filter(|_| !is_fixed);
        above.or_else(|| self.entries.get(key)).map(String::as_str)
    }
}

/// Reads the group `[Daemon]`. A line that belongs to no settings file makes the whole unreadable: an empty file
/// stands for safe defaults, a broken one for nothing.
pub(super) fn daemon(text: &str) -> Result<Daemon, Obstacle> {
    let mut daemon = Daemon::default();
    let mut inside = false;
    let mut before_groups = true;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line == "[$i]" && before_groups {
            daemon.all_fixed = true;
        } else if line.starts_with('[') && line.ends_with(']') {
            before_groups = false;
            inside = matches!(line, "[Daemon]" | "[Daemon][$i]");
            daemon.all_fixed |= line == "[Daemon][$i]";
        } else {
            let (key, value) = line.split_once('=').ok_or(Obstacle::PARSE)?;
            if inside {
                daemon.take(key.trim(), value.trim());
            }
        }
    }
    Ok(daemon)
}

impl Daemon {
    fn take(&mut self, key: &str, value: &str) {
        let key = match key.strip_suffix("[$i]") {
            Some(key) => {
                self.fixed.push(key.to_owned());
                key
            }
            None => key,
        };
        self.entries.insert(key.to_owned(), value.to_owned());
    }
}

fn flag(value: Option<&str>, default: bool) -> Result<bool, Obstacle> {
    match value.map(str::to_ascii_lowercase).as_deref() {
        None => Ok(default),
        Some("true" | "on" | "yes" | "1") => Ok(true),
        Some("false" | "off" | "no" | "0") => Ok(false),
        Some(_) => Err(Obstacle::PARSE),
    }
}

fn number(value: Option<&str>, default: u64) -> Result<u64, Obstacle> {
    value.map_or(Ok(default), |text| text.parse().map_err(|_| Obstacle::PARSE))
}

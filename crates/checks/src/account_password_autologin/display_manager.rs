//! Linux: whether the display manager lets somebody in without asking. Each has files of its own; those of one that is
//! not in use are leftovers.

use serde::Deserialize;

use super::ini::{Settings, flag, is_name};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;

/// A display manager: its unit, and how its files are read.
type Manager = (&'static str, fn(&Asker<'_>) -> Result<bool, Obstacle>);

const MANAGERS: [Manager; 5] = [
    ("gdm.service", gdm),
    ("sddm.service", sddm),
    ("plasmalogin.service", plasma_login),
    ("lightdm.service", lightdm),
    ("greetd.service", greetd),
];

/// Whether the display manager that is in use lets somebody in without asking.
pub(super) fn lets_in(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    for (unit, is_set) in MANAGERS {
        if is_set(asker)? && is_in_use(asker, unit)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether it runs, or will after a restart.
fn is_in_use(asker: &Asker<'_>, name: &str) -> Result<bool, Obstacle> {
    let Some(unit) = asker.unit(name)? else { return Ok(false) };
    let runs = matches!(unit.active.as_str(), "active" | "activating" | "reloading" | "refreshing");
    Ok(runs || unit.file == "enabled")
}

/// Debian, Ubuntu and the others have each their own name for the file.
fn gdm(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    for path in ["/etc/gdm3/daemon.conf", "/etc/gdm3/custom.conf", "/etc/gdm/custom.conf"] {
        let settings = laid(asker, &[path.to_owned()])?;
        let lets_in = |switch, name| {
            Ok::<_, Obstacle>(settings.is_on("daemon", switch)? && settings.names("daemon", name))
        };
        if lets_in("AutomaticLoginEnable", "AutomaticLogin")? || lets_in("TimedLoginEnable", "TimedLogin")? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn sddm(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    like_sddm(asker, ["/usr/lib/sddm/sddm.conf.d", "/etc/sddm.conf.d"], "/etc/sddm.conf")
}

/// What came out of SDDM reads its settings in the same way.
fn plasma_login(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let directories = ["/usr/lib/plasmalogin/plasmalogin.conf.d", "/etc/plasmalogin.conf.d"];
    like_sddm(asker, directories, "/etc/plasmalogin.conf")
}

/// The last file that speaks of it counts (sddm.conf(5)).
fn like_sddm(asker: &Asker<'_>, directories: [&str; 2], file: &str) -> Result<bool, Obstacle> {
    let mut paths = Vec::new();
    for directory in directories {
        paths.extend(files(asker, directory, "")?);
    }
    paths.push(file.to_owned());
    Ok(laid(asker, &paths)?.names("Autologin", "User"))
}

/// The groups of seats are `Seat:*`, `Seat:seat0` and, formerly, `SeatDefaults`.
fn lightdm(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let mut paths = Vec::new();
    for directory in ["/usr/share/lightdm/lightdm.conf.d", "/etc/lightdm/lightdm.conf.d"] {
        paths.extend(files(asker, directory, ".conf")?);
    }
    paths.push("/etc/lightdm/lightdm.conf".to_owned());
    for (key, value) in laid(asker, &paths)?.below("Seat") {
        match key {
            "autologin-user" if is_name(value) => return Ok(true),
            "autologin-guest" if flag(value)? => return Ok(true),
            _ => {}
        }
    }
    Ok(false)
}

#[derive(Deserialize)]
struct Greetd {
    default_session: Option<toml::Table>,
    initial_session: Option<toml::Table>,
}

/// The first session after the start belongs to nobody whom greetd asked.
fn greetd(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let Some(text) = optional(asker.file("/etc/greetd/config.toml"))? else { return Ok(false) };
    let settings: Greetd = toml::from_str(&text).map_err(|_| Obstacle::PARSE)?;
    match (settings.default_session, settings.initial_session) {
        (_, Some(_)) => Ok(true),
        (Some(_), None) => Ok(false),
        (None, None) => Err(Obstacle::PARSE),
    }
}

/// Lays these files over each other, in this order; one that is not there says nothing.
fn laid(asker: &Asker<'_>, paths: &[String]) -> Result<Settings, Obstacle> {
    let mut settings = Settings::default();
    for path in paths {
        if let Some(text) = optional(asker.file(path))? {
            settings.lay(&text)?;
        }
    }
    Ok(settings)
}

/// The files of a directory whose names end so, in the order of their names. Hidden ones don't count.
fn files(asker: &Asker<'_>, directory: &str, ending: &str) -> Result<Vec<String>, Obstacle> {
    let mut names = optional(asker.names(directory))?.unwrap_or_default();
    if names.iter().any(|name| name.is_empty() || name.contains('/')) {
        return Err(Obstacle::PARSE);
    }
    names.retain(|name| name.ends_with(ending) && !name.starts_with('.'));
    names.sort_unstable();
    Ok(names.iter().map(|name| format!("{directory}/{name}")).collect())
}

//! GNOME: the settings of session and screen saver.

use porchlight_host::Program;

use super::{Desktop, Evidence, Lock};
use crate::asker::Asker;
use crate::check::Obstacle;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let idle = number(&setting(asker, "org.gnome.desktop.session", "idle-delay")?)?;
    let enabled = flag(&setting(asker, "org.gnome.desktop.screensaver", "lock-enabled")?)?;
    let delay = number(&setting(asker, "org.gnome.desktop.screensaver", "lock-delay")?)?;
    let forbidden = flag(&setting(asker, "org.gnome.desktop.lockdown", "disable-lock-screen")?)?;
    let lock = if forbidden || !enabled {
        Lock::Open
    } else if idle == 0 {
        Lock::Never
    } else {
        Lock::After(u64::from(idle) + u64::from(delay))
    };
    Ok(Evidence::certain(Desktop::Gnome, lock))
}

/// One setting as `gsettings` prints it. With a warning it may be a default in place of the person's own value.
fn setting(asker: &Asker<'_>, schema: &str, key: &str) -> Result<String, Obstacle> {
    let output = asker.run(Program::Gsettings, &["get", schema, key])?;
    if output.code != 0 {
        return Err(Obstacle::SOURCE_MISSING);
    }
    if !output.stderr.trim().is_empty() {
        return Err(Obstacle::INCONCLUSIVE);
    }
    Ok(output.stdout.trim().to_owned())
}

/// Reads `uint32 300`.
pub(super) fn number(text: &str) -> Result<u32, Obstacle> {
    text.strip_prefix("uint32 ").and_then(|number| number.parse().ok()).ok_or(Obstacle::PARSE)
}

pub(super) fn flag(text: &str) -> Result<bool, Obstacle> {
    text.parse().map_err(|_| Obstacle::PARSE)
}

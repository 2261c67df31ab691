//! KDE Plasma: `kscreenlockerrc`, the person's over the system's over the defaults of the program.

use super::{Desktop, Evidence, Lock};
use crate::asker::Asker;
use crate::check::Obstacle;
use crate::kconfig::Settings;

/// What the program's schema (`kscreenlockersettings.kcfg`) says where no file does: minutes, then seconds.
const DEFAULT_TIMEOUT: u64 = 5;
const DEFAULT_GRACE: u64 = 5;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let settings = Settings::read(asker, "kscreenlockerrc", "Daemon")?;
    let lock = if !settings.flag("Autolock", true)? {
        Lock::Never
    } else if !settings.flag("RequirePassword", true)? {
        Lock::Open
    } else {
        match settings.number("Timeout", DEFAULT_TIMEOUT)? {
            0 => Lock::Never,
            minutes => {
                let grace = settings.number("LockGrace", DEFAULT_GRACE)?;
                Lock::After(minutes.saturating_mul(60).saturating_add(grace))
            }
        }
    };
    Ok(Evidence::certain(Desktop::Kde, lock))
}

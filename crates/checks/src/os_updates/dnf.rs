//! Fedora and its relatives: the timers of dnf 4 and dnf 5, and rpm-ostree where the system is replaced as a whole.

use super::Automatic;
use super::linux::works;
use crate::asker::{Asker, optional};
use crate::check::Obstacle;
use crate::kconfig::group;

pub(super) fn automatic(asker: &Asker<'_>) -> Result<Automatic, Obstacle> {
    // This one of dnf 4 installs whatever the settings say.
    if works(asker, "dnf-automatic-install.timer")? {
        return Ok(Automatic::On);
    }
    if !works(asker, "dnf5-automatic.timer")? && !works(asker, "dnf-automatic.timer")? {
        return Ok(Automatic::Off);
    }
    // Without the file, and in the file as it comes, updates are only downloaded.
    let settings = optional(asker.file("/etc/dnf/automatic.conf"))?.unwrap_or_default();
    let applies = group(&settings, "commands")?.flag("apply_updates", false)?;
    Ok(if applies { Automatic::On } else { Automatic::Partly })
}

/// A system that is replaced as a whole. Where rpm-ostree does nothing by itself, the desktop's program for software
/// may do it.
pub(super) fn automatic_image(asker: &Asker<'_>) -> Result<Automatic, Obstacle> {
    let settings = optional(asker.file("/etc/rpm-ostreed.conf"))?.unwrap_or_default();
    let daemon = group(&settings, "Daemon")?;
    let wanted = match daemon.text("AutomaticUpdatePolicy") {
        None | Some("none") => return Ok(Automatic::Unclear),
        Some("check") => Automatic::Partly,
        Some("stage" | "apply") => Automatic::On,
        Some(_) => return Err(Obstacle::PARSE),
    };
    Ok(if works(asker, "rpm-ostreed-automatic.timer")? { wanted } else { Automatic::Off })
}

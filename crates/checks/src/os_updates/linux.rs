//! Linux: what the package manager does by itself, and which security updates its lists hold.

use jiff::Timestamp;
use porchlight_contract::UnknownCause;

use super::{Automatic, Evidence, Pending, apt, dnf};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;
use crate::kconfig::Settings;
use crate::os_supported::linux_lineage;

/// Distributions that update by nothing but what is read here. Others, such as Linux Mint, have programs of their own.
const PLAIN: [&str; 4] = ["debian", "ubuntu", "fedora", "rhel"];

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let lineage = linux_lineage(asker)?;
    let descends_from = |names: [&str; 2]| lineage.iter().any(|id| names.contains(&id.as_str()));
    let (automatic, lists_at) = if descends_from(["debian", "ubuntu"]) {
        let lists_at = Timestamp::from_second(asker.modified_at(apt::LISTS)?);
        (apt::automatic(asker)?, Some(lists_at.map_err(|_| Obstacle::PARSE)?))
    } else if !descends_from(["fedora", "rhel"]) {
        return Err(Obstacle::new(UnknownCause::UnsupportedSystem));
    } else if asker.exists("/run/ostree-booted")? {
        return Ok(Evidence::Linux { automatic: dnf::automatic_image(asker)?, pending: None });
    } else {
        (dnf::automatic(asker)?, None)
    };
    let is_plain = lineage.first().is_some_and(|id| PLAIN.contains(&id.as_str()));
    let automatic = if automatic != Automatic::Off {
        automatic
    } else if by_discover(asker)? {
        Automatic::On
    } else if is_plain {
        Automatic::Off
    } else {
        Automatic::Unclear
    };
    let updates = asker.pending_updates()?.into_iter().filter(|update| update.security);
    let security = updates.map(|update| update.item).collect();
    Ok(Evidence::Linux { automatic, pending: Some(Pending { lists_at, security }) })
}

/// Whether Plasma's Discover installs updates by itself. It leaves this setting behind on other desktops, where it does
/// not run.
fn by_discover(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    if optional(asker.environment("XDG_CURRENT_DESKTOP"))?.as_deref() != Some("KDE") {
        return Ok(false);
    }
    Settings::read(asker, "PlasmaDiscoverUpdates", "Global")?.flag("UseUnattendedUpdates", false)
}

/// Whether a unit works now. One that is masked or not there does not.
pub(super) fn works(asker: &Asker<'_>, unit: &str) -> Result<bool, Obstacle> {
    Ok(asker.unit(unit)?.is_some_and(|unit| unit.active == "active"))
}

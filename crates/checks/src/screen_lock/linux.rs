//! Linux: each desktop locks in its own way, so the session says which one it is. Whether some tool is installed says
//! nothing: GNOME's settings can be read on any desktop.

use porchlight_contract::UnknownCause;

use super::{Evidence, gnome, kde};
use crate::asker::Asker;
use crate::check::Obstacle;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    // Without the variable there is no desktop session to ask about: a server, or a program started from outside.
    let desktops = asker.environment("XDG_CURRENT_DESKTOP")?;
    match desktop(&desktops) {
        Some(Known::Gnome) => gnome::gather(asker),
        Some(Known::Kde) => kde::gather(asker),
        None => Err(Obstacle::new(UnknownCause::UnsupportedDesktop)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Gnome,
    Kde,
}

/// Reads `XDG_CURRENT_DESKTOP`, such as `ubuntu:GNOME`. A desktop that borrows from GNOME and locks by itself, such as
/// Budgie or GNOME Flashback, names itself first.
pub(super) fn desktop(desktops: &str) -> Option<Known> {
    let names: Vec<_> = desktops.split(':').filter(|name| !name.is_empty()).collect();
    match names.as_slice() {
        ["KDE"] => Some(Known::Kde),
        ["GNOME" | "GNOME-Classic" | "ubuntu" | "pop", ..] if names.contains(&"GNOME") => Some(Known::Gnome),
        _ => None,
    }
}

//! macOS: what `fdesetup status` says. Work in progress wins over on and off.

use porchlight_host::Program;

use super::{Evidence, VolumeState};
use crate::asker::Asker;
use crate::check::Obstacle;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    Ok(Evidence::Volume { method: "filevault", state: filevault(asker)? })
}

/// The state of FileVault.
pub(crate) fn filevault(asker: &Asker<'_>) -> Result<VolumeState, Obstacle> {
    let output = asker.run(Program::Fdesetup, &["status"])?;
    state(&output.stdout).ok_or(Obstacle::PARSE)
}

pub(super) fn state(text: &str) -> Option<VolumeState> {
    let starts = |beginning: &str| text.lines().any(|line| line.trim().starts_with(beginning));
    if starts("Encryption in progress") {
        Some(VolumeState::Encrypting)
    } else if starts("Decryption in progress") {
        Some(VolumeState::Decrypting)
    } else if text.lines().any(|line| line.trim() == "FileVault is On.") {
        Some(VolumeState::On)
    } else if starts("FileVault is Off.") || starts("FileVault is Off,") {
        Some(VolumeState::Off)
    } else {
        None
    }
}

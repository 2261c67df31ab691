//! Windows: the Shell's property of the system drive. It needs no administrator, and it is a number in every language.

use porchlight_host::ProbeError;

use super::{Evidence, VolumeState};
use crate::asker::Asker;
use crate::check::Obstacle;

/// Decoded with `PSFormatForDisplay`; the key that is copied everywhere ({9B174B35…}, 8) does not exist.
const PROPERTY: &str = "System.Volume.BitLockerProtection";

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let drive = asker.environment("SystemDrive")?;
    let is_drive = matches!(drive.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic());
    if !is_drive {
        return Err(Obstacle::PARSE);
    }
    match asker.shell_property(&format!("{drive}\\"), PROPERTY) {
        Ok(number) => Ok(Evidence::Volume { method: "bitlocker", state: state(number)? }),
        // The property is empty: the edition has no BitLocker, or the volume is none that it knows.
        Err(ProbeError::NotFound) => Err(Obstacle::INCONCLUSIVE),
        Err(error) => Err(error.into()),
    }
}

fn state(number: i64) -> Result<VolumeState, Obstacle> {
    match number {
        // 6 is locked: encrypted, and shut right now.
        1 | 6 => Ok(VolumeState::On),
        2 => Ok(VolumeState::Off),
        3 => Ok(VolumeState::Encrypting),
        4 => Ok(VolumeState::Decrypting),
        5 => Ok(VolumeState::Suspended),
        // Not encryptable by BitLocker; another product may do it.
        7 => Err(Obstacle::INCONCLUSIVE),
        8 => Ok(VolumeState::WaitingForActivation),
        _ => Err(Obstacle::PARSE),
    }
}

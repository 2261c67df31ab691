//! macOS: the login window's setting, and the file with the password that it types. With FileVault on, a Mac asks for
//! a password before it has either.

use porchlight_host::Variant;

use super::{Evidence, Opens};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;
use crate::disk_encryption::{VolumeState, filevault};

const LOGIN_WINDOW: &str = "/Library/Preferences/com.apple.loginwindow.plist";
/// The password, scrambled with a key that everybody knows.
const STORED: &str = "/etc/kcpassword";

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let is_set = is_set(asker)?;
    let stored = asker.exists(STORED)?;
    if !is_set && !stored {
        return Ok(Evidence { opens: Opens::Asks, password: None, stored: Some(false) });
    }
    match filevault(asker)? {
        // What is left of an earlier setting has no effect, and the disk is shut.
        VolumeState::On | VolumeState::Encrypting => {
            Ok(Evidence { opens: Opens::Asks, password: None, stored: None })
        }
        VolumeState::Off
        | VolumeState::Decrypting
        | VolumeState::Suspended
        | VolumeState::WaitingForActivation => {
            let opens = if is_set { Opens::ByItself } else { Opens::Asks };
            Ok(Evidence { opens, password: None, stored: Some(stored) })
        }
    }
}

/// Whether the login window has a user whom it lets in. Without the list, or without the key, it has none.
fn is_set(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let Some(list) = optional(asker.plist(LOGIN_WINDOW))? else { return Ok(false) };
    let Variant::Map(values) = list else { return Err(Obstacle::PARSE) };
    match values.get("autoLoginUser") {
        None => Ok(false),
        Some(user) => user.as_text().map(|user| !user.is_empty()).ok_or(Obstacle::PARSE),
    }
}

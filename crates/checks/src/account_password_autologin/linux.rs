//! Linux: the user's own password, and what the display managers do at the start.

use porchlight_host::ProbeError;

use super::{Evidence, Opens, display_manager, password};
use crate::asker::Asker;
use crate::check::Obstacle;
use crate::disk_encryption::asks_at_start;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let password = password::own(asker)?;
    let opens = if !display_manager::lets_in(asker)? && !account_is_let_in(asker)? {
        Opens::Asks
    } else if asks_at_start(asker)? {
        Opens::AfterDisk
    } else {
        Opens::ByItself
    };
    Ok(Evidence { opens, password: Some(password), stored: None })
}

/// Whether AccountsService says so of the user's own account. It is not started for a question and often does not
/// run; then the display managers' own files are all there is, and they are what it reads itself.
fn account_is_let_in(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let user = asker.user_id()?;
    match password::account(asker, user, "AutomaticLogin") {
        Ok(value) => value.as_flag().ok_or(Obstacle::PARSE),
        Err(ProbeError::NotFound | ProbeError::Unavailable) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

//! The packages that wait to be renewed, by what already lies on this computer. Nothing is fetched.

mod apt;
mod dnf;
mod lists;
mod pins;
mod stanza;
mod version;

use std::path::Path;
use std::time::Duration;

use porchlight_host::{PendingUpdate, ProbeError};

/// The packages for which the system's own lists hold a newer version, by name.
///
/// # Errors
/// [`ProbeError::Unsupported`] on a system with neither apt nor dnf, or with lists or pins of a form that we do not
/// know; [`ProbeError::NotFound`] where no list was ever fetched; otherwise as the files or the program say.
pub(super) fn pending(limit: Duration) -> Result<Vec<PendingUpdate>, ProbeError> {
    let root = Path::new("/");
    if apt::is_used(root) { apt::pending(root) } else { dnf::pending(limit) }
}

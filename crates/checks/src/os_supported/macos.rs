//! macOS: the property list that names the version. `sw_vers` may answer with a version made up for old programs.

use porchlight_host::Variant;

use super::{Identity, is_plain_version};
use crate::asker::Asker;
use crate::check::Obstacle;

const SYSTEM_VERSION: &str = "/System/Library/CoreServices/SystemVersion.plist";

pub(super) fn identify(asker: &Asker<'_>) -> Result<Identity, Obstacle> {
    let version = version(asker)?;
    Ok(Identity {
        product: "macos".to_owned(),
        name: "macos".to_owned(),
        shown_version: Some(version.clone()),
        version: Some(version),
        edition: None,
        rolling: false,
    })
}

/// The version, such as `26.1`.
pub(crate) fn version(asker: &Asker<'_>) -> Result<String, Obstacle> {
    let list = asker.plist(SYSTEM_VERSION)?;
    let version = list.get("ProductVersion").and_then(Variant::as_text).ok_or(Obstacle::PARSE)?;
    if is_plain_version(version) { Ok(version.to_owned()) } else { Err(Obstacle::PARSE) }
}

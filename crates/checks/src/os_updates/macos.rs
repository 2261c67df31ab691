//! macOS: the settings of Software Update. A switch that was never touched is on, and has no key.

use jiff::Timestamp;
use porchlight_host::Variant;

use super::{Automatic, Evidence};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;

const OWN: &str = "/Library/Preferences/com.apple.SoftwareUpdate.plist";
/// What a company forces; it wins, key by key.
const FORCED: &str = "/Library/Managed Preferences/com.apple.SoftwareUpdate.plist";

/// Without one of these, security updates stay away.
const NEEDED: [&str; 3] = ["AutomaticCheckEnabled", "CriticalUpdateInstall", "ConfigDataInstall"];
/// Without one of these, updates of macOS wait for the person.
const WANTED: [&str; 2] = ["AutomaticDownload", "AutomaticallyInstallMacOSUpdates"];

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let own = map(asker.plist(OWN)?)?;
    let forced = optional(asker.plist(FORCED))?.map(map).transpose()?;
    let switch = |name: &&str| on(forced.as_ref().and_then(|list| list.get(name)).or(own.get(name)));
    let all = |names: &[&str]| {
        let switches: Result<Vec<_>, _> = names.iter().map(switch).collect();
        switches.map(|switches| switches.into_iter().all(|on| on))
    };
    let automatic = match (all(&NEEDED)?, all(&WANTED)?) {
        (true, true) => Automatic::On,
        (true, false) => Automatic::Partly,
        (false, _) => Automatic::Off,
    };
    let looked_at = own.get("LastFullSuccessfulDate").map(moment).transpose()?;
    Ok(Evidence::Macos { automatic, looked_at })
}

/// Anything but keys with values has no keys that could be absent.
fn map(list: Variant) -> Result<Variant, Obstacle> {
    match list {
        Variant::Map(_) => Ok(list),
        Variant::Flag(_) | Variant::Number(_) | Variant::Real(_) | Variant::Text(_) | Variant::List(_) => {
            Err(Obstacle::PARSE)
        }
    }
}

fn on(value: Option<&Variant>) -> Result<bool, Obstacle> {
    match value {
        None | Some(Variant::Flag(true) | Variant::Number(1)) => Ok(true),
        Some(Variant::Flag(false) | Variant::Number(0)) => Ok(false),
        Some(
            Variant::Number(_) | Variant::Real(_) | Variant::Text(_) | Variant::List(_) | Variant::Map(_),
        ) => Err(Obstacle::PARSE),
    }
}

fn moment(value: &Variant) -> Result<Timestamp, Obstacle> {
    value.as_text().and_then(|text| text.parse().ok()).ok_or(Obstacle::PARSE)
}

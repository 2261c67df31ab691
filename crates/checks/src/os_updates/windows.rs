//! Windows: the Security Center, the services beneath it, what a company forces, and the pause. The Security Center
//! calls updates good even where their services are switched off, so the services are asked themselves.

use jiff::Timestamp;
use porchlight_host::{Hive, Provider, SecurityHealth};

use super::{Automatic, Evidence};
use crate::asker::Asker;
use crate::check::Obstacle;

const SERVICES: &str = r"SYSTEM\CurrentControlSet\Services";
const POLICIES: &str = r"SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate";
const POLICIES_AU: &str = r"SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU";
const SETTINGS: &str = r"SOFTWARE\Microsoft\WindowsUpdate\UX\Settings";

/// `Start` of a service that is switched off; 0 to 3 start it in one way or another.
const DISABLED: u32 = 4;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let service_off = is_off(asker, "wuauserv")? | is_off(asker, "UsoSvc")?;
    let by_health = match asker.security_health(Provider::Updates)? {
        SecurityHealth::Good => Automatic::On,
        SecurityHealth::Poor => Automatic::Off,
        SecurityHealth::NotMonitored | SecurityHealth::Snoozed => Automatic::Unclear,
    };
    let automatic = by_health.max(forced(asker)?);
    let paused_until = asker.registry_text(Hive::LocalMachine, SETTINGS, "PauseUpdatesExpiryTime")?;
    let paused_until: Option<Timestamp> =
        paused_until.map(|text| text.parse()).transpose().map_err(|_| Obstacle::PARSE)?;
    Ok(Evidence::Windows { automatic, service_off, paused_until })
}

fn is_off(asker: &Asker<'_>, service: &str) -> Result<bool, Obstacle> {
    let key = format!(r"{SERVICES}\{service}");
    match asker.registry_number(Hive::LocalMachine, &key, "Start")? {
        Some(DISABLED) => Ok(true),
        Some(0..DISABLED) => Ok(false),
        Some(_) => Err(Obstacle::PARSE),
        // A Windows without its updates: somebody has cut them out, and what does their work is not known.
        None => Err(Obstacle::SOURCE_MISSING),
    }
}

/// What group policy makes of updates; where it says nothing, Windows installs them by itself.
fn forced(asker: &Asker<'_>) -> Result<Automatic, Obstacle> {
    let is_set = |key, name| match asker.registry_number(Hive::LocalMachine, key, name)? {
        None | Some(0) => Ok(false),
        Some(1) => Ok(true),
        Some(_) => Err(Obstacle::PARSE),
    };
    if is_set(POLICIES_AU, "NoAutoUpdate")? | is_set(POLICIES, "DisableWindowsUpdateAccess")? {
        return Ok(Automatic::Off);
    }
    match asker.registry_number(Hive::LocalMachine, POLICIES_AU, "AUOptions")? {
        // 5 leaves the choice to the person, who has no switch for it on Windows 10 and 11.
        None | Some(4 | 5) => Ok(Automatic::On),
        // Ask before the download, or before the installing.
        Some(2 | 3 | 7) => Ok(Automatic::Partly),
        Some(1) => Ok(Automatic::Off),
        Some(_) => Err(Obstacle::PARSE),
    }
}

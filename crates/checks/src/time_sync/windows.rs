//! Windows: the service W32Time and the way in which it gets the time.

use porchlight_host::Hive;

use super::Service;
use crate::asker::Asker;
use crate::check::Obstacle;

const SERVICE: &str = r"SYSTEM\CurrentControlSet\Services\W32Time";
const PARAMETERS: &str = r"SYSTEM\CurrentControlSet\Services\W32Time\Parameters";
/// What group policy forces; it wins.
const POLICIES: &str = r"SOFTWARE\Policies\Microsoft\W32Time\Parameters";

/// `Start` of a service that is switched off; 0 to 3 start it in one way or another.
const DISABLED: u32 = 4;

pub(super) fn service(asker: &Asker<'_>) -> Result<Service, Obstacle> {
    let start = asker.registry_number(Hive::LocalMachine, SERVICE, "Start")?;
    let kind = match asker.registry_text(Hive::LocalMachine, POLICIES, "Type")? {
        Some(forced) => forced,
        None => {
            asker.registry_text(Hive::LocalMachine, PARAMETERS, "Type")?.ok_or(Obstacle::SOURCE_MISSING)?
        }
    };
    let by_kind = match kind.to_ascii_lowercase().as_str() {
        "ntp" | "nt5ds" | "allsync" => Service::On,
        "nosync" => Service::Off,
        _ => return Err(Obstacle::PARSE),
    };
    match start {
        Some(DISABLED) => Ok(Service::Off),
        Some(0..DISABLED) => Ok(by_kind),
        Some(_) => Err(Obstacle::PARSE),
        None => Err(Obstacle::SOURCE_MISSING),
    }
}

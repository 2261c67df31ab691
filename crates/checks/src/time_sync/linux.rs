//! Linux: the programs that set the clock by the network, each a unit of systemd.

use super::Service;
use crate::asker::Asker;
use crate::check::Obstacle;

/// chrony's unit has another name on Debian than elsewhere, and so had ntpd's.
pub(super) const UNITS: [&str; 7] = [
    "systemd-timesyncd.service",
    "chronyd.service",
    "chrony.service",
    "ntpd.service",
    "ntp.service",
    "ntpsec.service",
    "openntpd.service",
];

/// One that works is enough. A virtual machine may get its time from its host, with none of them there.
pub(super) fn service(asker: &Asker<'_>) -> Result<Service, Obstacle> {
    let mut service = Service::NoneKnown;
    for name in UNITS {
        match asker.unit(name)? {
            Some(unit) if unit.active == "active" => return Ok(Service::On),
            Some(_) => service = Service::Off,
            None => {}
        }
    }
    Ok(service)
}

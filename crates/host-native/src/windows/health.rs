//! The Security Center's view of an area.

#![allow(
    unsafe_code,
    non_snake_case,
    reason = "the call writes through a pointer and is declared here; its block says why it is sound"
)]

use porchlight_host::{ProbeError, Provider, SecurityHealth};
use windows::Win32::Foundation::{S_FALSE, S_OK};
use windows::core::HRESULT;

// Declared here, because the crate's own binding drops the one success code that says "the service does not run".
windows::core::link!("wscapi.dll" "system" fn WscGetSecurityProviderHealth(providers: u32, health: *mut i32) -> HRESULT);

/// What the Security Center says of an area.
///
/// # Errors
/// [`ProbeError::Unavailable`] while its service does not run; [`ProbeError::Malformed`] for a number that is none of
/// the four.
pub(super) fn security_health(provider: Provider) -> Result<SecurityHealth, ProbeError> {
    let area: u32 = match provider {
        Provider::Firewall => 0x1,
        Provider::Updates => 0x2,
        Provider::Antivirus => 0x4,
    };
    let mut health = -1;
    // SAFETY: the number is valid for writing and outlives the call.
    match unsafe { WscGetSecurityProviderHealth(area, &raw mut health) } {
        S_OK => known(health),
        // Whatever number came with it: it says "poor" of a computer of which it knows nothing.
        S_FALSE => Err(ProbeError::Unavailable),
        error => Err(super::probe_error(error.0)),
    }
}

fn known(number: i32) -> Result<SecurityHealth, ProbeError> {
    match number {
        0 => Ok(SecurityHealth::Good),
        1 => Ok(SecurityHealth::NotMonitored),
        2 => Ok(SecurityHealth::Poor),
        3 => Ok(SecurityHealth::Snoozed),
        _ => Err(ProbeError::Malformed),
    }
}

//! The Security Center's view of an area.

#![allow(
    unsafe_code,
    reason = "the call writes through a pointer and is found by its name; each block says why it is sound"
)]

use porchlight_host::{ProbeError, Provider, SecurityHealth};
use windows::Win32::Foundation::{S_FALSE, S_OK};
use windows::Win32::System::LibraryLoader::{GetProcAddress, LOAD_LIBRARY_SEARCH_SYSTEM32, LoadLibraryExW};
use windows::core::{HRESULT, s, w};

/// As `wscapi.h` declares it. The crate's own binding drops the one success code that says "the service does not run",
/// and a program that is bound to the library does not even start where it is missing, as on servers.
type GetHealth = unsafe extern "system" fn(providers: u32, health: *mut i32) -> HRESULT;

/// What the Security Center says of an area.
///
/// # Errors
/// [`ProbeError::Unavailable`] without a Security Center and while its service does not run; [`ProbeError::Malformed`]
/// for a number that is none of the four.
pub(super) fn security_health(provider: Provider) -> Result<SecurityHealth, ProbeError> {
    let area: u32 = match provider {
        Provider::Firewall => 0x1,
        Provider::Updates => 0x2,
        Provider::Antivirus => 0x4,
    };
    let (code, health) = ask(area).ok_or(ProbeError::Unavailable)?;
    match code {
        S_OK => known(health),
        // Whatever number came with it: it says "poor" of a computer of which it knows nothing.
        S_FALSE => Err(ProbeError::Unavailable),
        error => Err(super::probe_error(error.0)),
    }
}

/// Calls `WscGetSecurityProviderHealth`, if this Windows has it.
fn ask(area: u32) -> Option<(HRESULT, i32)> {
    // SAFETY: the name is a terminated wide string; the library is the system's own. It stays loaded, as by a binding.
    let library = unsafe { LoadLibraryExW(w!("wscapi.dll"), None, LOAD_LIBRARY_SEARCH_SYSTEM32) }.ok()?;
    // SAFETY: `library` is loaded, and the name is a terminated string.
    let found = unsafe { GetProcAddress(library, s!("WscGetSecurityProviderHealth")) };
    found.map(|call| {
        // SAFETY: the function of this name has this type.
        let call = unsafe { std::mem::transmute::<unsafe extern "system" fn() -> isize, GetHealth>(call) };
        let mut health = -1;
        // SAFETY: the number is valid for writing and outlives the call.
        let code = unsafe { call(area, &raw mut health) };
        (code, health)
    })
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

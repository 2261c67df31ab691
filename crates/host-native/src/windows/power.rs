//! The power settings of Windows.

#![allow(
    unsafe_code,
    reason = "power settings are read through pointers; each block says why its call is sound"
)]

use std::collections::BTreeMap;

use porchlight_host::{ProbeError, Variant};
use windows::Win32::Foundation::{ERROR_SUCCESS, HLOCAL, LocalFree, WIN32_ERROR};
use windows::Win32::System::Power::{PowerGetActiveScheme, PowerReadACValueIndex, PowerReadDCValueIndex};
use windows::Win32::System::SystemServices::{GUID_VIDEO_POWERDOWN_TIMEOUT, GUID_VIDEO_SUBGROUP};
use windows::core::GUID;

/// The seconds until the display goes dark, on mains (`ac`) and on battery (`dc`), in the scheme that is in force.
///
/// # Errors
/// As the code of Windows says.
pub(super) fn display_timeout() -> Result<Variant, ProbeError> {
    let scheme = active_scheme()?;
    let (mut ac, mut dc) = (0_u32, 0_u32);
    let (group, setting) = (GUID_VIDEO_SUBGROUP, GUID_VIDEO_POWERDOWN_TIMEOUT);
    let (scheme, group, setting) =
        (Some(&raw const scheme), Some(&raw const group), Some(&raw const setting));
    // SAFETY: the identifiers and the number outlive the call, and the number is valid for writing.
    check(unsafe { PowerReadACValueIndex(None, scheme, group, setting, &raw mut ac) })?;
    // SAFETY: as above.
    let code = unsafe { PowerReadDCValueIndex(None, scheme, group, setting, &raw mut dc) };
    check(WIN32_ERROR(code))?;
    let seconds =
        [("ac", ac), ("dc", dc)].map(|(name, value)| (name.to_owned(), Variant::Number(value.into())));
    Ok(Variant::Map(BTreeMap::from(seconds)))
}

fn active_scheme() -> Result<GUID, ProbeError> {
    let mut found: *mut GUID = std::ptr::null_mut();
    // SAFETY: `found` is valid for writing a pointer.
    check(unsafe { PowerGetActiveScheme(None, &raw mut found) })?;
    if found.is_null() {
        return Err(ProbeError::Malformed);
    }
    // SAFETY: on success it points to one identifier, which is copied before it is freed.
    let scheme = unsafe { found.read() };
    // SAFETY: `PowerGetActiveScheme` asks the caller to free it so, once.
    unsafe { LocalFree(Some(HLOCAL(found.cast()))) };
    Ok(scheme)
}

fn check(code: WIN32_ERROR) -> Result<(), ProbeError> {
    if code == ERROR_SUCCESS { Ok(()) } else { Err(super::probe_error(code.to_hresult().0)) }
}

//! What Windows answers through COM. Each call is made on a thread that nothing else uses, in an apartment of its own:
//! the main thread of the window belongs to the window.

#![allow(unsafe_code, reason = "COM is called through pointers; each block says why its call is sound")]

use std::marker::PhantomData;

use porchlight_host::{FirewallProfile, InboundDefault, ProbeError, ProductState, Provider, SecurityProduct};
use windows::Win32::Foundation::PROPERTYKEY;
use windows::Win32::NetworkManagement::WindowsFirewall::{
    INetFwPolicy2, NET_FW_ACTION_ALLOW, NET_FW_ACTION_BLOCK, NET_FW_PROFILE_TYPE2, NetFwPolicy2,
};
use windows::Win32::System::Com::{
    CLSCTX_INPROC_SERVER, COINIT, COINIT_APARTMENTTHREADED, COINIT_MULTITHREADED, CoCreateInstance,
    CoInitializeEx, CoUninitialize,
};
use windows::Win32::System::SecurityCenter::{
    IWSCProductList, IWscProduct, WSC_SECURITY_PRODUCT_UP_TO_DATE, WSC_SECURITY_PROVIDER_ANTIVIRUS,
    WSC_SECURITY_PROVIDER_FIREWALL, WSCProductList,
};
use windows::Win32::UI::Shell::PropertiesSystem::PSGetPropertyKeyFromName;
use windows::Win32::UI::Shell::{IShellItem2, SHCreateItemFromParsingName, ShellExecuteW};
use windows::Win32::UI::WindowsAndMessaging::SW_SHOWNORMAL;
use windows::core::{HSTRING, w};

/// More products than any machine has: a list that claims more is broken.
const PRODUCTS: i32 = 64;

/// This thread's membership of a COM apartment. Everything created in it is dropped before it.
pub(super) struct Apartment(PhantomData<*const ()>);

impl Apartment {
    pub(super) fn enter(kind: COINIT) -> Result<Self, ProbeError> {
        // SAFETY: the reserved pointer is null, and `drop` balances the call on the same thread, which the raw pointer
        // in this type keeps it on.
        unsafe { CoInitializeEx(None, kind) }.ok().map_err(|error| probe_error(&error))?;
        Ok(Self(PhantomData))
    }
}

impl Drop for Apartment {
    fn drop(&mut self) {
        // SAFETY: balances the successful call in `enter`, on the same thread.
        unsafe { CoUninitialize() };
    }
}

fn probe_error(error: &windows::core::Error) -> ProbeError {
    super::probe_error(error.code().0)
}

/// A whole number that the Shell knows of a file-system object, such as `System.Volume.BitLockerProtection` of `C:\`.
///
/// # Errors
/// [`ProbeError::NotFound`] if there is no such object or property, or the object has none of it.
pub(super) fn shell_property(path: &str, property: &str) -> Result<i64, ProbeError> {
    let _apartment = Apartment::enter(COINIT_APARTMENTTHREADED)?;
    let mut key = PROPERTYKEY::default();
    // SAFETY: the name is a terminated wide string that outlives the call, and `key` is valid for writing.
    unsafe { PSGetPropertyKeyFromName(&HSTRING::from(property), &raw mut key) }
        .map_err(|error| probe_error(&error))?;
    // SAFETY: the path is a terminated wide string that outlives the call; the interface is the one that is named.
    let item: IShellItem2 = unsafe { SHCreateItemFromParsingName(&HSTRING::from(path), None) }
        .map_err(|error| probe_error(&error))?;
    // SAFETY: `item` is live and of this apartment, and `key` outlives the call.
    unsafe { item.GetInt32(&raw const key) }.map(i64::from).map_err(|error| probe_error(&error))
}

/// Opens a link with the program that is registered for it, on a thread of its own: what the Shell loads for it may
/// want an apartment.
///
/// # Errors
/// [`ProbeError::Unavailable`] if there is none, or Windows refused.
pub(crate) fn open_link(link: &'static str) -> Result<(), ProbeError> {
    let opened = std::thread::spawn(move || {
        let _apartment = Apartment::enter(COINIT_APARTMENTTHREADED)?;
        let link = HSTRING::from(link);
        // SAFETY: all texts are terminated wide strings that outlive the call; there is no window.
        let code = unsafe { ShellExecuteW(None, w!("open"), &link, None, None, SW_SHOWNORMAL) };
        // Up to 32 the handle is the number of an error.
        if code.0.addr() > 32 { Ok(()) } else { Err(ProbeError::Unavailable) }
    });
    opened.join().unwrap_or(Err(ProbeError::Malformed))
}

/// The Windows firewall for each kind of network.
///
/// # Errors
/// [`ProbeError::Unavailable`] if its service does not run.
pub(super) fn firewall_profiles() -> Result<Vec<FirewallProfile>, ProbeError> {
    let _apartment = Apartment::enter(COINIT_MULTITHREADED)?;
    // SAFETY: the class id is a constant of the SDK, and the interface is the one that is named.
    let policy: INetFwPolicy2 = unsafe { CoCreateInstance(&NetFwPolicy2, None, CLSCTX_INPROC_SERVER) }
        .map_err(|error| probe_error(&error))?;
    [1, 2, 4].into_iter().map(|profile| firewall_profile(&policy, profile)).collect()
}

fn firewall_profile(policy: &INetFwPolicy2, profile: i32) -> Result<FirewallProfile, ProbeError> {
    let kind = NET_FW_PROFILE_TYPE2(profile);
    // SAFETY: `policy` is live and of this apartment; the number is passed by value.
    let enabled = unsafe { policy.get_FirewallEnabled(kind) }.map_err(|error| probe_error(&error))?;
    // SAFETY: as above.
    let inbound = unsafe { policy.get_DefaultInboundAction(kind) }.map_err(|error| probe_error(&error))?;
    Ok(FirewallProfile {
        profile: profile.unsigned_abs(),
        enabled: enabled.as_bool(),
        inbound: if inbound == NET_FW_ACTION_BLOCK {
            InboundDefault::Block
        } else if inbound == NET_FW_ACTION_ALLOW {
            InboundDefault::Allow
        } else {
            InboundDefault::NotConfigured
        },
    })
}

/// What registered with the Security Center as a firewall or an antivirus.
///
/// # Errors
/// [`ProbeError::Unavailable`] where there is no Security Center, as on servers; [`ProbeError::Malformed`] for a state
/// that is none of the four; [`ProbeError::Unsupported`] for updates, which no product registers for.
pub(super) fn security_products(provider: Provider) -> Result<Vec<SecurityProduct>, ProbeError> {
    let _apartment = Apartment::enter(COINIT_APARTMENTTHREADED)?;
    // One list a question: a list can be initialised only once.
    // SAFETY: the class id is a constant of the SDK, and the interface is the one that is named.
    let list: IWSCProductList = unsafe { CoCreateInstance(&WSCProductList, None, CLSCTX_INPROC_SERVER) }
        .map_err(|error| probe_error(&error))?;
    let wanted = match provider {
        Provider::Firewall => WSC_SECURITY_PROVIDER_FIREWALL,
        Provider::Antivirus => WSC_SECURITY_PROVIDER_ANTIVIRUS,
        Provider::Updates => return Err(ProbeError::Unsupported),
    };
    // SAFETY: `list` is live and of this apartment; the number is passed by value.
    unsafe { list.Initialize(wanted) }.map_err(|error| probe_error(&error))?;
    // SAFETY: as above.
    let count = unsafe { list.Count() }.map_err(|error| probe_error(&error))?;
    if !(0..=PRODUCTS).contains(&count) {
        return Err(ProbeError::Malformed);
    }
    (0..count.unsigned_abs())
        .map(|index| {
            // SAFETY: as above.
            let product = unsafe { list.get_Item(index) }.map_err(|error| probe_error(&error))?;
            security_product(&product, provider)
        })
        .collect()
}

fn security_product(product: &IWscProduct, provider: Provider) -> Result<SecurityProduct, ProbeError> {
    // SAFETY: `product` is live and of this apartment.
    let name = unsafe { product.ProductName() }.map_err(|error| probe_error(&error))?;
    // SAFETY: as above.
    let state = unsafe { product.ProductState() }.map_err(|error| probe_error(&error))?;
    let up_to_date = match provider {
        // Only an antivirus has signatures; what another product would answer means nothing.
        Provider::Firewall | Provider::Updates => None,
        Provider::Antivirus => {
            // SAFETY: as above.
            let status = unsafe { product.SignatureStatus() }.map_err(|error| probe_error(&error))?;
            Some(status == WSC_SECURITY_PRODUCT_UP_TO_DATE)
        }
    };
    Ok(SecurityProduct { name: name.to_string(), state: product_state(state.0)?, up_to_date })
}

fn product_state(number: i32) -> Result<ProductState, ProbeError> {
    match number {
        0 => Ok(ProductState::On),
        1 => Ok(ProductState::Off),
        2 => Ok(ProductState::Snoozed),
        3 => Ok(ProductState::Expired),
        _ => Err(ProbeError::Malformed),
    }
}

//! The list of checks. A new check is one line here.

use porchlight_contract::CheckId;
use porchlight_host::SettingsPage;

use crate::account_password_autologin::PasswordAutologin;
use crate::asker::Asker;
use crate::check::{About, Check, Judgement, examine};
use crate::context::Context;
use crate::disk_encryption::DiskEncryption;
use crate::firewall_host::FirewallHost;
use crate::malware_protection::MalwareProtection;
use crate::memory::Memory;
use crate::os_supported::OsSupported;
use crate::os_updates::OsUpdates;
use crate::remote_access::RemoteAccess;
use crate::screen_lock::ScreenLock;
use crate::time_sync::TimeSync;

/// In the order in which people see them.
pub(crate) static REGISTRY: &[Row] = &[
    row::<OsSupported>(),
    row::<OsUpdates>(),
    row::<DiskEncryption>(),
    row::<FirewallHost>(),
    row::<MalwareProtection>(),
    row::<ScreenLock>(),
    row::<PasswordAutologin>(),
    row::<RemoteAccess>(),
    row::<TimeSync>(),
];

/// One check, without its types.
pub(crate) struct Row {
    pub(crate) about: About,
    pub(crate) examine: fn(&Asker<'_>, Context, &Memory) -> (Judgement, Memory),
}

const fn row<C: Check>() -> Row {
    Row { about: C::ABOUT, examine: examine::<C> }
}

/// The ids of all checks, in the order in which people see them.
#[must_use]
pub fn ids() -> Vec<CheckId> {
    REGISTRY.iter().filter_map(|row| CheckId::parse(row.about.id).ok()).collect()
}

/// The page of the system's settings where a person mends what this check finds; `None` for a check not listed.
#[must_use]
pub fn settings_page(id: &CheckId) -> Option<SettingsPage> {
    find(id).map(|row| row.about.settings)
}

/// The check of this id.
pub(crate) fn find(id: &CheckId) -> Option<&'static Row> {
    REGISTRY.iter().find(|row| row.about.id == id.as_str())
}

//! The links by which Windows and macOS open a page of their settings.

use porchlight_host::SettingsPage;

/// `ms-settings:` (Microsoft, "Launch Windows Settings") or a page of the Windows Security app.
#[cfg(any(target_os = "windows", test))]
pub(super) fn windows(page: SettingsPage) -> &'static str {
    match page {
        SettingsPage::Updates => "ms-settings:windowsupdate",
        SettingsPage::Encryption => "ms-settings:deviceencryption",
        SettingsPage::Firewall => "windowsdefender://network",
        SettingsPage::Malware => "windowsdefender://threatsettings",
        SettingsPage::ScreenLock => "ms-settings:lockscreen",
        SettingsPage::Accounts => "ms-settings:signinoptions",
        SettingsPage::RemoteAccess => "ms-settings:remotedesktop",
        SettingsPage::DateAndTime => "ms-settings:dateandtime",
    }
}

/// A page of System Settings. One that a version does not know opens System Settings itself.
#[cfg(any(target_os = "macos", test))]
pub(super) fn macos(page: SettingsPage) -> &'static str {
    match page {
        SettingsPage::Updates => "x-apple.systempreferences:com.apple.preferences.softwareupdate",
        SettingsPage::Encryption => "x-apple.systempreferences:com.apple.preference.security?FDE",
        SettingsPage::Firewall => "x-apple.systempreferences:com.apple.Network-Settings.extension",
        SettingsPage::Malware => "x-apple.systempreferences:com.apple.preference.security?General",
        SettingsPage::ScreenLock => "x-apple.systempreferences:com.apple.Lock-Screen-Settings.extension",
        SettingsPage::Accounts => "x-apple.systempreferences:com.apple.Users-Groups-Settings.extension",
        SettingsPage::RemoteAccess => {
            "x-apple.systempreferences:com.apple.preferences.sharing?Services_RemoteLogin"
        }
        SettingsPage::DateAndTime => "x-apple.systempreferences:com.apple.Date-Time-Settings.extension",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_opens_settings_and_nothing_else() {
        for &page in SettingsPage::ALL {
            let windows = windows(page);
            assert!(
                windows.starts_with("ms-settings:") || windows.starts_with("windowsdefender://"),
                "{windows}"
            );
            let macos = macos(page);
            assert!(macos.starts_with("x-apple.systempreferences:com.apple."), "{macos}");
        }
    }
}

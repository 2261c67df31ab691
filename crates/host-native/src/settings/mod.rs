//! Pages of the system's settings, opened in windows of their own.

#[cfg(any(target_os = "linux", all(unix, test)))]
mod desktop;
#[cfg(unix)]
mod launch;
#[cfg(any(not(target_os = "linux"), test))]
mod links;

use porchlight_host::{NotOpened, Settings, SettingsPage};

/// Opens pages of the settings of the machine that the program runs on: by fixed links on Windows and macOS, by the
/// desktop's own programs with fixed arguments on Linux. Nothing is changed, and no window is waited for.
#[derive(Debug)]
pub struct NativeSettings {
    #[cfg(target_os = "linux")]
    desktop: desktop::Desktop,
}

impl NativeSettings {
    /// The settings of this session's desktop, as `XDG_CURRENT_DESKTOP` names it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            #[cfg(target_os = "linux")]
            desktop: desktop::Desktop::named(&std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default()),
        }
    }
}

impl Default for NativeSettings {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(target_os = "linux")]
impl Settings for NativeSettings {
    fn can_open(&self, page: SettingsPage) -> bool {
        self.desktop.program(page).is_some()
    }

    fn open(&self, page: SettingsPage) -> Result<(), NotOpened> {
        let (program, args) = self.desktop.program(page).ok_or(NotOpened)?;
        launch::start(&program, args)
    }
}

#[cfg(target_os = "macos")]
impl Settings for NativeSettings {
    fn can_open(&self, _: SettingsPage) -> bool {
        true
    }

    fn open(&self, page: SettingsPage) -> Result<(), NotOpened> {
        launch::start(std::path::Path::new("/usr/bin/open"), &[links::macos(page)])
    }
}

#[cfg(target_os = "windows")]
impl Settings for NativeSettings {
    fn can_open(&self, _: SettingsPage) -> bool {
        true
    }

    fn open(&self, page: SettingsPage) -> Result<(), NotOpened> {
        crate::windows::open_link(links::windows(page)).map_err(|_| NotOpened)
    }
}

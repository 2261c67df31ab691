//! Pages of the system's settings.

use porchlight_host::{NotOpened, Settings, SettingsPage};

/// Opens no page: the wizard says in words where each one is.
#[derive(Debug, Default)]
pub struct NativeSettings;

impl NativeSettings {
    /// The settings of this session.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Settings for NativeSettings {
    fn can_open(&self, _: SettingsPage) -> bool {
        false
    }

    fn open(&self, _: SettingsPage) -> Result<(), NotOpened> {
        Err(NotOpened)
    }
}

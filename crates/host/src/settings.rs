//! Opening a page of the system's settings, as a port.

/// A page of the system's settings: the closed list of what can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingsPage {
    /// Updates of the system.
    Updates,
    /// Encryption of the disk.
    Encryption,
    /// The firewall.
    Firewall,
    /// Protection from malware.
    Malware,
    /// The screen lock.
    ScreenLock,
    /// Accounts and how they sign in.
    Accounts,
    /// Who may come in from elsewhere.
    RemoteAccess,
    /// Date and time.
    DateAndTime,
}

impl SettingsPage {
    /// Every page.
    pub const ALL: &'static [Self] = &[
        Self::Updates,
        Self::Encryption,
        Self::Firewall,
        Self::Malware,
        Self::ScreenLock,
        Self::Accounts,
        Self::RemoteAccess,
        Self::DateAndTime,
    ];
}

/// Opens pages of the system's settings. Opening one changes nothing.
pub trait Settings: Send + Sync {
    /// Whether there is such a page on this system and desktop.
    fn can_open(&self, page: SettingsPage) -> bool;

    /// Opens it in a window of its own, and does not wait for the person to close it.
    ///
    /// # Errors
    /// [`NotOpened`] if there is no such page here, or the system refused.
    fn open(&self, page: SettingsPage) -> Result<(), NotOpened>;
}

/// The page could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the settings page could not be opened")]
pub struct NotOpened;

/// Settings for tests: knows every page, opens none, and remembers what was asked for.
#[derive(Debug, Default)]
pub struct RecordedSettings {
    opened: std::sync::Mutex<Vec<SettingsPage>>,
}

impl RecordedSettings {
    /// The pages in the order in which they were opened.
    #[must_use]
    pub fn opened(&self) -> Vec<SettingsPage> {
        self.opened.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}

impl Settings for RecordedSettings {
    fn can_open(&self, _: SettingsPage) -> bool {
        true
    }

    fn open(&self, page: SettingsPage) -> Result<(), NotOpened> {
        self.opened.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(page);
        Ok(())
    }
}

//! Which program of a Linux desktop shows which page.

use std::path::{Path, PathBuf};

use porchlight_host::SettingsPage;

/// Where programs of the system lie. What the person's own `PATH` finds may be anything.
const FOLDERS: [&str; 6] =
    ["/usr/bin", "/usr/sbin", "/bin", "/usr/local/bin", "/run/current-system/sw/bin", "/snap/bin"];

/// A program by its name, with all its arguments.
type Candidate = (&'static str, &'static [&'static str]);

/// The desktop of a session, and where its programs are looked for.
#[derive(Debug)]
pub(super) struct Desktop {
    kind: Kind,
    folders: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Gnome,
    Kde,
    Other,
}

impl Desktop {
    /// By `XDG_CURRENT_DESKTOP`, a list such as `ubuntu:GNOME` (Desktop Entry Specification).
    pub(super) fn named(names: &str) -> Self {
        let has = |name: &str| names.split(':').any(|part| part.eq_ignore_ascii_case(name));
        let kind = if has("GNOME") {
            Kind::Gnome
        } else if has("KDE") {
            Kind::Kde
        } else {
            Kind::Other
        };
        Self { kind, folders: FOLDERS.map(PathBuf::from).to_vec() }
    }

    /// The first program that shows the page and is there.
    pub(super) fn program(&self, page: SettingsPage) -> Option<(PathBuf, &'static [&'static str])> {
        candidates(self.kind, page).iter().find_map(|(name, args)| Some((self.find(name)?, *args)))
    }

    fn find(&self, name: &str) -> Option<PathBuf> {
        self.folders.iter().map(|folder| folder.join(name)).find(|path| is_program(path))
    }
}

fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

/// What shows a page, the best first. Panels that a version does not know open its settings as a whole.
fn candidates(kind: Kind, page: SettingsPage) -> &'static [Candidate] {
    match (page, kind) {
        (SettingsPage::Updates, Kind::Kde) => &[("plasma-discover", &["--mode", "update"])],
        (SettingsPage::Updates, Kind::Gnome | Kind::Other) => {
            &[("gnome-software", &["--mode=updates"]), ("update-manager", &[]), ("mintupdate", &[])]
        }
        (SettingsPage::Firewall, Kind::Kde) => &[
            ("systemsettings", &["kcm_firewall"]),
            ("systemsettings5", &["kcm_firewall"]),
            ("firewall-config", &[]),
            ("gufw", &[]),
        ],
        (SettingsPage::Firewall, Kind::Gnome | Kind::Other) => &[("gufw", &[]), ("firewall-config", &[])],
        (SettingsPage::ScreenLock, Kind::Gnome) => &[("gnome-control-center", &["screen"])],
        (SettingsPage::ScreenLock, Kind::Kde) => {
            &[("systemsettings", &["kcm_screenlocker"]), ("systemsettings5", &["kcm_screenlocker"])]
        }
        (SettingsPage::Accounts, Kind::Gnome) => &[("gnome-control-center", &["user-accounts"])],
        (SettingsPage::Accounts, Kind::Kde) => {
            &[("systemsettings", &["kcm_users"]), ("systemsettings5", &["kcm_users"])]
        }
        (SettingsPage::RemoteAccess, Kind::Gnome) => &[("gnome-control-center", &["sharing"])],
        (SettingsPage::DateAndTime, Kind::Gnome) => &[("gnome-control-center", &["datetime"])],
        (SettingsPage::DateAndTime, Kind::Kde) => {
            &[("systemsettings", &["kcm_clock"]), ("systemsettings5", &["kcm_clock"])]
        }
        // No program shows how a disk is encrypted or what watches for malware so that a person could mend it there.
        (SettingsPage::Encryption | SettingsPage::Malware, _)
        | (SettingsPage::RemoteAccess, Kind::Kde | Kind::Other)
        | (SettingsPage::ScreenLock | SettingsPage::Accounts | SettingsPage::DateAndTime, Kind::Other) => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A desktop whose programs lie in a folder of their own.
    fn desktop(names: &str, folder: &Path, programs: &[&str]) -> Desktop {
        for name in programs {
            let path = folder.join(name);
            fs::write(&path, "").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Desktop { folders: vec![folder.to_owned()], ..Desktop::named(names) }
    }

    fn shown(desktop: &Desktop, page: SettingsPage) -> Option<String> {
        let (path, args) = desktop.program(page)?;
        let name = path.file_name().unwrap().to_str().unwrap();
        Some([&[name], args].concat().join(" "))
    }

    #[test]
    fn each_desktop_shows_its_own_settings() {
        let folder = tempfile::tempdir().unwrap();
        let programs =
            ["gnome-control-center", "systemsettings", "gnome-software", "plasma-discover", "gufw"];
        let gnome = desktop("ubuntu:GNOME", folder.path(), &programs);
        assert_eq!(shown(&gnome, SettingsPage::ScreenLock).unwrap(), "gnome-control-center screen");
        assert_eq!(shown(&gnome, SettingsPage::Updates).unwrap(), "gnome-software --mode=updates");
        assert_eq!(shown(&gnome, SettingsPage::Firewall).unwrap(), "gufw");
        let kde = desktop("KDE", folder.path(), &programs);
        assert_eq!(shown(&kde, SettingsPage::ScreenLock).unwrap(), "systemsettings kcm_screenlocker");
        assert_eq!(shown(&kde, SettingsPage::Updates).unwrap(), "plasma-discover --mode update");
        let sway = desktop("sway", folder.path(), &programs);
        assert_eq!(shown(&sway, SettingsPage::ScreenLock), None, "settings of GNOME mean nothing there");
        assert_eq!(shown(&sway, SettingsPage::Firewall).unwrap(), "gufw");
    }

    #[test]
    fn a_program_that_is_not_there_or_cannot_be_run_shows_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let desktop = desktop("GNOME", folder.path(), &[]);
        fs::write(folder.path().join("gnome-control-center"), "").unwrap();
        fs::create_dir(folder.path().join("gufw")).unwrap();
        for &page in SettingsPage::ALL {
            assert_eq!(shown(&desktop, page), None, "{page:?}");
        }
    }
}

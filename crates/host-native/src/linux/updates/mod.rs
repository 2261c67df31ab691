//! The packages that wait to be renewed, by what already lies on this computer. Nothing is fetched.

mod apt;
mod dnf;
mod lists;
mod pins;
mod stamp;
mod stanza;
mod version;

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use porchlight_host::{PendingUpdate, ProbeError};

pub(crate) use apt::pending as pending_packages;
use stamp::Stamp;

/// Knows what waits, and what waited the last time.
#[derive(Default)]
pub(super) struct Updates {
    /// Reading the lists is most of what all checks cost together, and they change once a day.
    last: Mutex<Option<(Stamp, Vec<PendingUpdate>)>>,
}

impl Updates {
    /// The packages for which the system's own lists hold a newer version, by name.
    ///
    /// # Errors
    /// [`ProbeError::Unsupported`] on a system with neither apt nor dnf, or with lists or pins of a form that we do not
    /// know; [`ProbeError::NotFound`] where no list was ever fetched; otherwise as the files or the program say.
    pub(super) fn pending(&self, limit: Duration) -> Result<Vec<PendingUpdate>, ProbeError> {
        let root = Path::new("/");
        if apt::is_used(root) { self.pending_below(root) } else { dnf::pending(limit) }
    }

    fn pending_below(&self, root: &Path) -> Result<Vec<PendingUpdate>, ProbeError> {
        // Before the files are read: one that changes meanwhile is read again the next time.
        let Ok(stamp) = Stamp::of(&apt::sources(root)) else { return apt::pending(root) };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, updates)) = last.as_ref().filter(|(then, _)| *then == stamp) {
            return Ok(updates.clone());
        }
        let updates = apt::pending(root)?;
        *last = Some((stamp, updates.clone()));
        Ok(updates)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn put(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn what_was_found_is_kept_until_a_file_behind_it_changes_comes_or_goes() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let status = "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n";
        let list = "var/lib/apt/lists/x_dists_stable_main_binary-amd64_Packages";
        put(root, "var/lib/dpkg/status", status);
        put(root, list, "Package: a\nVersion: 2\nArchitecture: amd64\n");
        let updates = Updates::default();
        let items = || {
            let found = updates.pending_below(root).unwrap();
            found.into_iter().map(|update| update.item).collect::<Vec<_>>()
        };
        assert_eq!(items(), ["a 2"]);
        updates.last.lock().unwrap().as_mut().unwrap().1[0].item = "kept".to_owned();
        assert_eq!(items(), ["kept"]);
        put(root, "etc/apt/preferences.d/away", "Package: *\nPin: origin x\nPin-Priority: -1\n");
        assert_eq!(items(), [""; 0]);
        fs::remove_file(root.join("etc/apt/preferences.d/away")).unwrap();
        assert_eq!(items(), ["a 2"]);
        put(root, list, "Package: a\nVersion: 3\nArchitecture: amd64\n");
        assert_eq!(items(), ["a 3"]);
        put(root, "var/lib/dpkg/status", &status.replace("Version: 1", "Version: 3"));
        assert_eq!(items(), [""; 0]);
    }

    #[test]
    fn an_error_is_not_kept() {
        let root = tempfile::tempdir().unwrap();
        let updates = Updates::default();
        put(root.path(), "var/lib/dpkg/status", "Package: a\n");
        put(root.path(), "var/lib/apt/lists/lock", "");
        assert_eq!(updates.pending_below(root.path()), Err(ProbeError::NotFound));
        put(root.path(), "var/lib/apt/lists/x_dists_stable_main_binary-amd64_Packages", "");
        assert_eq!(updates.pending_below(root.path()), Ok(Vec::new()));
    }
}

//! What waits on Debian, Ubuntu and their relatives: the state of dpkg beside the lists of apt.
//!
//! apt itself would need a second and write its cache; the files say the same in a tenth of it.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use porchlight_host::{PendingUpdate, ProbeError};

use super::lists::{self, List};
use super::pins::Pins;
use super::stanza::Stanzas;
use super::version::compare;
use crate::file::probe_error;

const STATUS: &str = "var/lib/dpkg/status";
const LISTS: &str = "var/lib/apt/lists";
const PREFERENCES: &str = "etc/apt";

const STATUS_BYTES: u64 = 64 * 1024 * 1024;
/// All lists together, unpacked: ten times what Debian and a few other sources have.
const LISTS_BYTES: u64 = 1024 * 1024 * 1024;
/// What an installed version counts that stands in no list (`apt_preferences(5)`).
const INSTALLED_PRIORITY: i32 = 100;

/// A package as it is installed, with the best version that the lists have for it.
struct Package {
    architecture: String,
    installed: String,
    installed_priority: i32,
    /// The newer version that would be taken, and how much it counts.
    candidate: Option<(i32, String)>,
    security: bool,
}

/// A version in a list.
struct Offer<'a> {
    architecture: &'a str,
    version: &'a str,
    priority: i32,
    security: bool,
}

/// Whether the packages of this computer come from apt. Some keep dpkg's tools beside another package manager.
pub(super) fn is_used(root: &Path) -> bool {
    root.join(LISTS).is_dir() && fs::metadata(root.join(STATUS)).is_ok_and(|status| status.len() > 0)
}

/// The files and folders that decide what waits.
pub(super) fn sources(root: &Path) -> Vec<PathBuf> {
    let preferences = root.join(PREFERENCES);
    let preferences = [preferences.join("preferences"), preferences.join("preferences.d")];
    [root.join(STATUS), root.join(LISTS)].into_iter().chain(preferences).collect()
}

/// What waits on the system below a folder, which is `/` but in tests.
///
/// Left out is what the person or the distributor chose to leave: held packages, those at a pinned version, lists of
/// which packages are taken only on request, and updates that are given to a part of all computers so far.
///
/// # Errors
/// As [`super::Updates::pending`] says.
pub(crate) fn pending(root: &Path) -> Result<Vec<PendingUpdate>, ProbeError> {
    let pins = Pins::read(&root.join(PREFERENCES))?;
    let mut packages = installed(&root.join(STATUS), &pins)?;
    let mut left = LISTS_BYTES;
    for list in lists::find(&root.join(LISTS))? {
        left = read_list(&list, &pins, &mut packages, left)?;
    }
    let mut updates: Vec<_> = packages
        .iter()
        .flat_map(|(name, packages)| packages.iter().filter_map(move |package| package.pending(name)))
        .collect();
    updates.sort_unstable_by(|a, b| a.item.cmp(&b.item));
    // One package in two architectures is one item.
    updates.dedup_by(|later, kept| {
        let same = later.item == kept.item;
        kept.security |= same && later.security;
        same
    });
    Ok(updates)
}

/// The installed packages that may be renewed, by name.
fn installed(status: &Path, pins: &Pins) -> Result<HashMap<String, Vec<Package>>, ProbeError> {
    let file = File::open(status).map_err(|error| probe_error(&error))?;
    let mut stanzas = Stanzas::new(file, STATUS_BYTES);
    let mut packages: HashMap<_, Vec<_>> = HashMap::new();
    while let Some(stanza) = stanzas.next()? {
        let (name, status) = (stanza.value("Package"), stanza.value("Status"));
        let (wanted, state) = status.split_once(" ok ").unwrap_or_default();
        let is_there = ["installed", "triggers-awaited", "triggers-pending"].contains(&state);
        if is_there && wanted != "hold" && !pins.holds(&name) {
            packages.entry(name.into_owned()).or_default().push(Package {
                architecture: stanza.value("Architecture").into_owned(),
                installed: stanza.value("Version").into_owned(),
                installed_priority: INSTALLED_PRIORITY,
                candidate: None,
                security: false,
            });
        }
    }
    Ok(packages)
}

/// Offers each version of a list to the package it belongs to; gives how many bytes the next list may have.
fn read_list(
    list: &List,
    pins: &Pins,
    packages: &mut HashMap<String, Vec<Package>>,
    limit: u64,
) -> Result<u64, ProbeError> {
    let mut stanzas = Stanzas::new(list.open()?, limit);
    while let Some(stanza) = stanzas.next()? {
        let name = stanza.value("Package");
        let Some(packages) = packages.get_mut(&*name) else { continue };
        let phased = stanza.value("Phased-Update-Percentage");
        // Ubuntu gives an update to a part of all computers first. Security updates go to all at once.
        if !phased.is_empty() && phased != "100" {
            continue;
        }
        let priority = pins.priority(&name, &list.release);
        let security = list.release.is_security();
        let (architecture, version) = (stanza.value("Architecture"), stanza.value("Version"));
        let offer = Offer { architecture: &architecture, version: &version, priority, security };
        packages.iter_mut().for_each(|package| package.consider(&offer));
    }
    Ok(stanzas.left())
}

impl Package {
    /// Takes an offer if apt would: of what is not older than the installed version the highest priority, and of equal
    /// ones the newest.
    fn consider(&mut self, offer: &Offer<'_>) {
        let fits = offer.architecture == self.architecture
            || offer.architecture == "all"
            || self.architecture == "all";
        if !fits || offer.priority < 0 {
            return;
        }
        match compare(offer.version, &self.installed) {
            // To go back is the person's choice, and mends nothing.
            Ordering::Less => {}
            Ordering::Equal => self.installed_priority = self.installed_priority.max(offer.priority),
            Ordering::Greater => self.prefer(offer),
        }
    }

    fn prefer(&mut self, offer: &Offer<'_>) {
        // A newer version of a security list is a mended hole, even if a yet newer one of another list is taken.
        self.security |= offer.security;
        let better = self.candidate.as_ref().is_none_or(|(priority, version)| {
            offer.priority.cmp(priority).then_with(|| compare(offer.version, version)).is_gt()
        });
        if better {
            self.candidate = Some((offer.priority, offer.version.to_owned()));
        }
    }

    fn pending(&self, name: &str) -> Option<PendingUpdate> {
        let (priority, version) = self.candidate.as_ref()?;
        (*priority >= self.installed_priority)
            .then(|| PendingUpdate { item: format!("{name} {version}"), security: self.security })
    }
}

#[cfg(test)]
mod tests;

//! Settings files with groups, as KDE writes them: the person's over the system's. dnf and rpm-ostree write such groups
//! too, in one file.

use std::collections::BTreeMap;

use crate::asker::{Asker, optional};
use crate::check::Obstacle;

/// Where the files of a person lie if the session does not say otherwise.
const OWN: &str = "~/.config";
const SYSTEM: &str = "/etc/xdg";

/// One group of a file, in both places.
pub(crate) struct Settings {
    system: Group,
    own: Group,
}

/// One group of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    entries: BTreeMap<String, String>,
    /// Keys marked `[$i]`, which files above may not change.
    fixed: Vec<String>,
    /// Whether the whole group, or the file, is marked so.
    all_fixed: bool,
}

impl Settings {
    /// Reads a group of a file. A file that is not there has no settings: the program's defaults count.
    pub(crate) fn read(asker: &Asker<'_>, file: &str, name: &str) -> Result<Self, Obstacle> {
        let read = |folder: &str| {
            let text = optional(asker.file(&format!("{folder}/{file}")))?;
            group(&text.unwrap_or_default(), name)
        };
        let own = own_folder(optional(asker.environment("XDG_CONFIG_HOME"))?);
        Ok(Self { system: read(SYSTEM)?, own: read(&own)? })
    }

    pub(crate) fn flag(&self, key: &str, default: bool) -> Result<bool, Obstacle> {
        self.value(key).map_or(Ok(default), flag)
    }

    pub(crate) fn number(&self, key: &str, default: u64) -> Result<u64, Obstacle> {
        self.value(key).map_or(Ok(default), |text| text.parse().map_err(|_| Obstacle::PARSE))
    }

    fn value(&self, key: &str) -> Option<&str> {
        let is_fixed = self.system.all_fixed || self.system.fixed.iter().any(|fixed| fixed == key);
        let own = self.own.entries.get(key).filter(|_| !is_fixed);
        own.or_else(|| self.system.entries.get(key)).map(String::as_str)
    }
}

/// The XDG Base Directory Specification: empty counts as not set, and a path that is not absolute is ignored.
fn own_folder(variable: Option<String>) -> String {
    let folder = variable.filter(|path| path.starts_with('/'));
    folder.map_or(OWN.to_owned(), |path| path.trim_end_matches('/').to_owned())
}

/// Reads the group of this name. A line that belongs to no settings file makes the whole unreadable: an empty file
/// stands for defaults, a broken one for nothing.
pub(crate) fn group(text: &str, name: &str) -> Result<Group, Obstacle> {
    let (header, fixed_header) = (format!("[{name}]"), format!("[{name}][$i]"));
    let mut group = Group::default();
    let mut inside = false;
    let mut before_groups = true;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line == "[$i]" && before_groups {
            group.all_fixed = true;
        } else if line.starts_with('[') && line.ends_with(']') {
            before_groups = false;
            inside = line == header || line == fixed_header;
            group.all_fixed |= line == fixed_header;
        } else {
            let (key, value) = line.split_once('=').ok_or(Obstacle::PARSE)?;
            if inside {
                group.take(key.trim(), value.trim());
            }
        }
    }
    Ok(group)
}

fn flag(text: &str) -> Result<bool, Obstacle> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "on" | "yes" | "1" => Ok(true),
        "false" | "off" | "no" | "0" => Ok(false),
        _ => Err(Obstacle::PARSE),
    }
}

impl Group {
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.entries.get(key).map(String::as_str)
    }

    pub(crate) fn flag(&self, key: &str, default: bool) -> Result<bool, Obstacle> {
        self.text(key).map_or(Ok(default), flag)
    }

    fn take(&mut self, key: &str, value: &str) {
        let key = match key.strip_suffix("[$i]") {
            Some(key) => {
                self.fixed.push(key.to_owned());
                key
            }
            None => key,
        };
        self.entries.insert(key.to_owned(), value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_the_session_names_counts_if_it_is_absolute() {
        let folder = |text: &str| own_folder(Some(text.to_owned()));
        assert_eq!(folder("/srv/ana/config/"), "/srv/ana/config");
        for ignored in ["", "config", "./config", "~/config"] {
            assert_eq!(folder(ignored), "~/.config", "{ignored}");
        }
        assert_eq!(own_folder(None), "~/.config");
    }
}

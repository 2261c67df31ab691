//! Settings in groups, as display managers write them.

use std::collections::BTreeMap;

use crate::check::Obstacle;

/// The values by group and key.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Settings(BTreeMap<(String, String), String>);

impl Settings {
    /// Lays a file over what is there: its values win. A line that belongs to no such file makes the whole unreadable.
    pub(super) fn lay(&mut self, text: &str) -> Result<(), Obstacle> {
        let mut group: Option<&str> = None;
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[') {
                group = Some(name.strip_suffix(']').filter(|name| !name.is_empty()).ok_or(Obstacle::PARSE)?);
                continue;
            }
            let (group, (key, value)) = group.zip(line.split_once('=')).ok_or(Obstacle::PARSE)?;
            let key = (group.to_owned(), key.trim().to_owned());
            self.0.insert(key, value.trim().to_owned());
        }
        Ok(())
    }

    /// Whether a switch is on; one that is not there is off.
    pub(super) fn is_on(&self, group: &str, key: &str) -> Result<bool, Obstacle> {
        self.value(group, key).map_or(Ok(false), flag)
    }

    /// Whether a key names somebody.
    pub(super) fn names(&self, group: &str, key: &str) -> bool {
        self.value(group, key).is_some_and(is_name)
    }

    /// The keys with their values of all groups whose names begin so.
    pub(super) fn below<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let within = self.0.iter().filter(move |((group, _), _)| group.starts_with(beginning));
        within.map(|((_, key), value)| (key.as_str(), value.as_str()))
    }

    fn value(&self, group: &str, key: &str) -> Option<&str> {
        self.0.get(&(group.to_owned(), key.to_owned())).map(String::as_str)
    }
}

/// Reads a switch.
pub(super) fn flag(value: &str) -> Result<bool, Obstacle> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(Obstacle::PARSE),
    }
}

/// Whether a value is somebody's name: not empty, and not only a comment.
pub(super) fn is_name(value: &str) -> bool {
    !value.is_empty() && !value.starts_with('#')
}

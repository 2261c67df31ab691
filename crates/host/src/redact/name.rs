//! Names in a text: whole words, in any case, the longest first.

use std::collections::BTreeMap;

use super::Identity;

/// Names that say nothing of anybody, and words that checks read. A machine called `ubuntu` would otherwise lose the
/// name of its system.
const WORDS_OF_THE_TRADE: [&str; 66] = [
    "active",
    "admin",
    "administrator",
    "alpine",
    "apple",
    "arch",
    "auto",
    "btrfs",
    "client",
    "computer",
    "crypt",
    "darwin",
    "debian",
    "default",
    "desktop",
    "disabled",
    "enabled",
    "enforced",
    "ext4",
    "false",
    "fedora",
    "firewall",
    "gentoo",
    "gnome",
    "guest",
    "home",
    "host",
    "inactive",
    "intel",
    "kali",
    "kde",
    "laptop",
    "linux",
    "loaded",
    "local",
    "localdomain",
    "localhost",
    "luks",
    "luks1",
    "luks2",
    "mac",
    "macbook",
    "macos",
    "manjaro",
    "microsoft",
    "mint",
    "nixos",
    "none",
    "off",
    "opensuse",
    "owner",
    "pc",
    "plasma",
    "root",
    "server",
    "suse",
    "system",
    "true",
    "ubuntu",
    "unknown",
    "user",
    "users",
    "windows",
    "workstation",
    "xfce",
    "yes",
];

/// The names to be hidden, each as its lower-case characters with its placeholder.
pub(super) struct Names(Vec<(Vec<char>, String)>);

impl Names {
    pub(super) fn new(identity: &Identity) -> Self {
        let whole = identity.users.iter().map(String::as_str);
        let words = identity.users.iter().flat_map(|user| user.split([' ', ',', '\t']));
        let full = identity.hosts.iter().map(String::as_str);
        let labels = identity.hosts.iter().filter_map(|host| host.split('.').next());
        let folders =
            identity.homes.iter().filter_map(|home| home.rsplit(['/', '\\']).find(|part| !part.is_empty()));

        let mut found = BTreeMap::new();
        add(&mut found, "user", whole.chain(words));
        add(&mut found, "host", full.chain(labels));
        add(&mut found, "home", folders);
        let mut names: Vec<_> = found.into_iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self(names)
    }

    /// Appends `text` to `redacted`, its names replaced.
    pub(super) fn replace(&self, text: &str, redacted: &mut String) {
        let mut from = 0;
        for (at, c) in text.char_indices() {
            if at < from {
                continue;
            }
            match self.at(text, at) {
                Some((length, placeholder)) => {
                    redacted.push_str(placeholder);
                    from = at + length;
                }
                None => redacted.push(c),
            }
        }
    }

    /// The longest name that stands at `at` as a word, with its length in bytes.
    fn at(&self, text: &str, at: usize) -> Option<(usize, &str)> {
        if !starts_word(text, at) {
            return None;
        }
        let rest = text.get(at..)?;
        self.0.iter().find_map(|(name, placeholder)| {
            let length = length_of(name, rest)?;
            let ends = !rest.get(length..)?.starts_with(char::is_alphanumeric);
            ends.then_some((length, placeholder.as_str()))
        })
    }
}

/// Whether a word can begin at `at`: no letter or digit stands before it, or one that belongs to an escape, as
/// `mountinfo` writes a space (`\040`) and udev anything (`\x20`).
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    if !before.ends_with(char::is_alphanumeric) {
        return true;
    }
    let last_four = before.as_bytes().last_chunk::<4>();
    last_four.is_some_and(|bytes| match bytes {
        [b'\\', b'x', high, low] => high.is_ascii_hexdigit() && low.is_ascii_hexdigit(),
        [b'\\', octal @ ..] => octal.iter().all(|byte| (b'0'..=b'7').contains(byte)),
        _ => false,
    })
}

fn add<'a>(found: &mut BTreeMap<Vec<char>, String>, kind: &str, values: impl Iterator<Item = &'a str>) {
    let mut number = 0;
    for value in values {
        let name: Vec<char> = value.trim().chars().flat_map(char::to_lowercase).collect();
        if !is_telling(&name) || found.contains_key(&name) {
            continue;
        }
        number += 1;
        let placeholder = if number == 1 { format!("<{kind}>") } else { format!("<{kind}-{number}>") };
        found.insert(name, placeholder);
    }
}

fn is_telling(name: &[char]) -> bool {
    let text: String = name.iter().collect();
    let short_number = name.len() < 6 && name.iter().all(char::is_ascii_digit);
    name.len() >= 2 && !short_number && !is_word_of_the_trade(&text)
}

/// Whether a word in lower case is one that says nothing of anybody.
pub(super) fn is_word_of_the_trade(word: &str) -> bool {
    WORDS_OF_THE_TRADE.contains(&word)
}

/// The bytes of `text` that spell `name`, if it begins with them.
fn length_of(name: &[char], text: &str) -> Option<usize> {
    let mut left = name;
    for (at, c) in text.char_indices() {
        if left.is_empty() {
            return Some(at);
        }
        for lower in c.to_lowercase() {
            left = left.strip_prefix(&[lower])?;
        }
    }
    left.is_empty().then_some(text.len())
}

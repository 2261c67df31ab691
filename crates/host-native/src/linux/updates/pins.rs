//! Which list a package is taken from: priorities as `apt_preferences(5)` describes them.

use std::fs;
use std::path::Path;

use porchlight_host::ProbeError;

use super::stanza::Stanzas;
use crate::file::probe_error;

/// Preferences are written by hand.
const PREFERENCES_BYTES: u64 = 1024 * 1024;

/// What a list says of itself in its release file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Release {
    pub(super) suite: String,
    pub(super) codename: String,
    pub(super) label: String,
    pub(super) origin: String,
    /// The server, as the list's file is named after it.
    pub(super) site: String,
    /// Such as `main`: each component has a list of its own.
    pub(super) component: String,
    /// Only on request.
    pub(super) not_automatic: bool,
    /// But once it is there it is renewed.
    pub(super) but_automatic_upgrades: bool,
}

impl Release {
    /// Whether this is a list of security updates.
    pub(super) fn is_security(&self) -> bool {
        [&self.suite, &self.codename, &self.label].iter().any(|text| {
            let text = text.to_ascii_lowercase();
            text.ends_with("-security") || text.contains("-security-") || text == "security"
        })
    }

    fn default_priority(&self) -> i32 {
        match (self.not_automatic, self.but_automatic_upgrades) {
            (true, true) => 100,
            (true, false) => 1,
            (false, _) => 500,
        }
    }
}

/// One stanza of the preferences.
#[derive(Debug)]
struct Pin {
    /// Names, with `*` and `?` for any text and any letter; a lone `*` is everything.
    packages: Vec<String>,
    place: Place,
    priority: i32,
}

#[derive(Debug)]
enum Place {
    Release(Vec<(char, String)>),
    Site(String),
    /// A version, which no list as a whole has.
    Version,
}

/// The preferences of this computer.
#[derive(Debug, Default)]
pub(super) struct Pins(Vec<Pin>);

impl Pins {
    /// Out of `preferences` and `preferences.d` in a folder such as `/etc/apt`; none where there are none.
    ///
    /// # Errors
    /// [`ProbeError::Unsupported`] for a stanza of a form that we do not know: what apt makes of it we cannot tell.
    pub(super) fn read(folder: &Path) -> Result<Self, ProbeError> {
        let mut files = vec![folder.join("preferences")];
        match fs::read_dir(folder.join("preferences.d")) {
            Ok(entries) => files
                .extend(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_read(path))),
            Err(error) if probe_error(&error) == ProbeError::NotFound => {}
            Err(error) => return Err(probe_error(&error)),
        }
        files.sort();
        let mut pins = Vec::new();
        for file in files {
            match fs::read_to_string(&file).map_err(|error| probe_error(&error)) {
                Ok(text) => pins.extend(parse(&text)?),
                Err(ProbeError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self(pins))
    }

    /// How much a version of a package out of a list counts. A pin on the package goes before one on everything, and
    /// of two the first.
    pub(super) fn priority(&self, package: &str, release: &Release) -> i32 {
        let matching = |general: bool| {
            self.0
                .iter()
                .find(|pin| pin.is_general() == general && pin.names(package) && pin.place.matches(release))
        };
        matching(false)
            .or_else(|| matching(true))
            .map_or_else(|| release.default_priority(), |pin| pin.priority)
    }

    /// Whether a package is to stay at a version that somebody chose.
    pub(super) fn holds(&self, package: &str) -> bool {
        self.0.iter().any(|pin| matches!(pin.place, Place::Version) && pin.names(package))
    }
}

impl Pin {
    fn is_general(&self) -> bool {
        self.packages.iter().any(|name| name == "*")
    }

    fn names(&self, package: &str) -> bool {
        self.packages.iter().any(|pattern| matches_glob(pattern, package))
    }
}

impl Place {
    fn matches(&self, release: &Release) -> bool {
        match self {
            Self::Release(conditions) => conditions.iter().all(|(kind, wanted)| match kind {
                'a' => matches_glob(wanted, &release.suite),
                'n' => matches_glob(wanted, &release.codename),
                'l' => matches_glob(wanted, &release.label),
                'o' => matches_glob(wanted, &release.origin),
                'c' => matches_glob(wanted, &release.component),
                _ => false,
            }),
            Self::Site(site) => matches_glob(site, &release.site),
            Self::Version => false,
        }
    }
}

/// apt reads names without an ending, and those that end in `.pref`.
fn is_read(path: &Path) -> bool {
    path.extension().is_none_or(|ending| ending == "pref")
}

fn parse(text: &str) -> Result<Vec<Pin>, ProbeError> {
    let uncommented: String =
        text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    let mut stanzas = Stanzas::new(uncommented.as_bytes(), PREFERENCES_BYTES);
    let mut pins = Vec::new();
    while let Some(stanza) = stanzas.next()? {
        let [packages, place, priority] = ["Package", "Pin", "Pin-Priority"].map(|field| stanza.value(field));
        if packages.is_empty() {
            continue;
        }
        let packages: Vec<String> = packages.split_ascii_whitespace().map(str::to_owned).collect();
        if packages.iter().any(|name| name.contains(['/', '[', ':'])) {
            return Err(ProbeError::Unsupported);
        }
        pins.push(Pin {
            packages,
            place: parse_place(&place).ok_or(ProbeError::Unsupported)?,
            priority: match &*priority {
                "never" => -1,
                number => number.parse().map_err(|_| ProbeError::Unsupported)?,
            },
        });
    }
    Ok(pins)
}

fn parse_place(text: &str) -> Option<Place> {
    let (kind, value) = text.split_once(' ')?;
    let value = value.trim();
    match kind {
        "version" => Some(Place::Version),
        "origin" => Some(Place::Site(value.trim_matches('"').to_owned())),
        "release" => {
            let conditions: Option<Vec<_>> = value.split(',').map(parse_condition).collect();
            conditions.map(Place::Release)
        }
        _ => None,
    }
}

/// `a=stable`. A word by itself is a suite or codename, which apt guesses, and we do not.
fn parse_condition(text: &str) -> Option<(char, String)> {
    let (kind, value) = text.trim().split_once('=')?;
    let mut letters = kind.trim().chars();
    let kind = letters.next().filter(|kind| "anloc".contains(*kind) && letters.next().is_none())?;
    Some((kind, value.trim().trim_matches('"').to_owned()))
}

/// Whether a text has the form of a pattern: `*` is any text, `?` any letter.
fn matches_glob(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(letter) if *letter == '?' || *letter == text[t] => (p, t) = (p + 1, t + 1),
            _ => match star {
                Some((at, from)) => {
                    (p, t) = (at + 1, from + 1);
                    star = Some((at, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pins(text: &str) -> Pins {
        Pins(parse(text).unwrap())
    }

    fn release(suite: &str, origin: &str, site: &str) -> Release {
        Release { suite: suite.into(), origin: origin.into(), site: site.into(), ..Release::default() }
    }

    #[test]
    fn without_pins_a_list_counts_as_much_as_it_says_itself() {
        let mut backports = release("stable-backports", "Debian", "packages.example");
        assert_eq!(Pins::default().priority("a", &backports), 500);
        backports.not_automatic = true;
        assert_eq!(Pins::default().priority("a", &backports), 1);
        backports.but_automatic_upgrades = true;
        assert_eq!(Pins::default().priority("a", &backports), 100);
    }

    /// As Linux Mint, Ubuntu and NodeSource ship them.
    #[test]
    fn pins_on_everything_and_on_a_package_are_followed() {
        let pins = pins(
            "# comment\nPackage: *\nPin: origin live.linuxmint.com\nPin-Priority: 750\n\n\
             Package: *\nPin: release o=UbuntuESMApps, n=noble\nPin-Priority: never\n\n\
             Explanation: why\nPackage: nodejs lib*-node\nPin: origin \"deb.nodesource.com\"\nPin-Priority: 600\n",
        );
        let esm = Release { codename: "noble".into(), ..release("apps", "UbuntuESMApps", "esm.ubuntu.com") };
        assert_eq!(pins.priority("a", &esm), -1);
        assert_eq!(pins.priority("a", &release("x", "x", "live.linuxmint.com")), 750);
        let node = release("x", "x", "deb.nodesource.com");
        let names = ["nodejs", "libx-node", "libx", "nodejs2"].map(|name| pins.priority(name, &node));
        assert_eq!(names, [600, 600, 500, 500]);
        assert!(!pins.holds("nodejs"));
    }

    #[test]
    fn a_pin_on_a_component_is_one_on_its_list_alone() {
        let pins = pins("Package: *\nPin: release o=linuxmint,c=upstream\nPin-Priority: 700\n");
        let of = |component: &str| Release { component: component.into(), ..release("x", "linuxmint", "x") };
        assert_eq!((pins.priority("a", &of("upstream")), pins.priority("a", &of("main"))), (700, 500));
    }

    #[test]
    fn a_package_at_a_chosen_version_is_held() {
        let pins = pins("Package: firefox*\nPin: version 128.*\nPin-Priority: 1001\n");
        assert!(pins.holds("firefox-esr") && !pins.holds("chromium"));
    }

    #[test]
    fn a_pin_that_we_cannot_follow_is_not_passed_over() {
        for (package, pin, priority) in [
            ("/^linux-/", "release a=stable", "1"),
            ("src:linux", "release a=stable", "1"),
            ("*", "release stable", "1"),
            ("*", "release v=12", "1"),
            ("*", "", "1"),
            ("*", "moon full", "1"),
            ("*", "release a=stable", "high"),
        ] {
            let text = format!("Package: {package}\nPin: {pin}\nPin-Priority: {priority}\n");
            assert_eq!(parse(&text).err(), Some(ProbeError::Unsupported), "{text}");
        }
    }

    #[test]
    fn a_list_of_security_updates_is_known_by_its_own_words() {
        for (suite, label, expected) in [
            ("oldstable-security", "Debian-Security", true),
            ("noble-security", "Ubuntu", true),
            ("stable", "Debian-Security", true),
            ("noble-updates", "Ubuntu", false),
            ("stable", "Security Onion", false),
        ] {
            let release = Release { label: label.into(), ..release(suite, "", "") };
            assert_eq!(release.is_security(), expected, "{suite} {label}");
        }
    }

    #[test]
    fn patterns_match_as_in_a_shell_and_never_take_long() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("a*b*c", "a-b-b-c", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("", "", true),
            ("ab", "abc", false),
        ] {
            assert_eq!(matches_glob(pattern, text), expected, "{pattern} {text}");
        }
        assert!(!matches_glob(&"a*".repeat(50), &("a".repeat(2000) + "b")[1..].replace('a', "b")));
    }
}

//! Until when vendors ship security fixes: `content/eol.toml`, dated data.

use std::cmp::Ordering;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde::Deserialize;

/// A table older than this many days decides nothing any more: vendors extend and announce in the meantime.
pub(crate) const TABLE_GOOD_FOR_DAYS: i32 = 180;

const SCHEMA: &str = "porchlight.eol/1";

static BUILT_IN: LazyLock<SupportTable> = LazyLock::new(|| {
    SupportTable::parse(include_str!("../../../content/eol.toml")).unwrap_or_else(|_| SupportTable::empty())
});

/// Support dates by product and release.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportTable {
    schema: String,
    generated_at: Date,
    #[expect(dead_code, reason = "named for the people who revise the table")]
    sources: Vec<String>,
    rolling: Vec<String>,
    product: Vec<Product>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Product {
    id: String,
    #[serde(rename = "match")]
    compare: Compare,
    #[serde(default)]
    unversioned: Option<Unversioned>,
    releases: Vec<Release>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Compare {
    Exact,
    Major,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unversioned {
    Rolling,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Release {
    version: String,
    #[serde(default)]
    editions: Vec<Edition>,
    #[serde(default)]
    ends: Option<Date>,
    #[serde(default)]
    extended: Option<Date>,
    #[serde(default = "yes")]
    #[expect(dead_code, reason = "marked for the people who revise the table")]
    verified: bool,
}

fn yes() -> bool {
    true
}

/// The servicing class of an edition of Windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Edition {
    /// Home, Pro and their kin: 24 months.
    HomePro,
    /// Enterprise and Education: 36 months.
    Enterprise,
    /// Enterprise LTSC.
    Ltsc,
    /// IoT Enterprise LTSC.
    IotLtsc,
}

/// The days on which support ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dates {
    /// Of ordinary support. `None`: the vendor names none.
    pub(crate) ends: Option<Date>,
    /// Of support that a person has to ask for or that only covers a part.
    pub(crate) extended: Option<Date>,
}

/// What the table says of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    /// It has no versions that end.
    Rolling,
    /// The release is listed.
    Release(Dates),
    /// Older than all that are listed: it ended before them.
    Older,
    /// Newer than all that are listed.
    Newer,
    /// Between the listed ones, or its version is no number.
    Undecided,
    /// The product is not listed.
    NoProduct,
}

/// Why a text is no table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Not TOML of this shape.
    #[error("not a table of support dates: {0}")]
    Toml(#[from] toml::de::Error),
    /// Another version of the schema.
    #[error("a table of another schema than {SCHEMA}")]
    Schema,
}

impl SupportTable {
    /// Reads a table.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn parse(text: &str) -> Result<Self, TableError> {
        let table: Self = toml::from_str(text)?;
        if table.schema == SCHEMA { Ok(table) } else { Err(TableError::Schema) }
    }

    /// The table that this version was built with.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// A table without a line, as old as can be, so that it decides nothing.
    fn empty() -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            generated_at: date(1970, 1, 1),
            sources: Vec::new(),
            rolling: Vec::new(),
            product: Vec::new(),
        }
    }

    /// The day on which the table was made.
    #[must_use]
    pub fn generated_at(&self) -> Date {
        self.generated_at
    }

    /// Whether the table is too old to decide anything on that day.
    pub(crate) fn is_stale(&self, today: Date) -> bool {
        days_between(self.generated_at, today) > i64::from(TABLE_GOOD_FOR_DAYS)
    }

    /// Whether a system is named in the table at all.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.is_rolling(id) || self.product.iter().any(|product| product.id == id)
    }

    /// Whether a distribution is one whose versions do not end.
    pub(crate) fn is_rolling(&self, id: &str) -> bool {
        self.rolling.iter().any(|rolling| rolling == id)
    }

    /// Looks a system up. `version` is `None` where the system names none.
    pub(crate) fn look_up(&self, id: &str, version: Option<&str>, edition: Option<Edition>) -> Listed {
        if self.is_rolling(id) {
            return Listed::Rolling;
        }
        let Some(product) = self.product.iter().find(|product| product.id == id) else {
            return Listed::NoProduct;
        };
        match version {
            Some(version) => product.look_up(version, edition),
            None if product.unversioned == Some(Unversioned::Rolling) => Listed::Rolling,
            None => Listed::Undecided,
        }
    }
}

impl Product {
    fn look_up(&self, version: &str, edition: Option<Edition>) -> Listed {
        let wanted = match self.compare {
            Compare::Exact => version,
            Compare::Major => version.split('.').next().unwrap_or_default(),
        };
        let fits = |release: &Release| {
            release.editions.is_empty() || edition.is_some_and(|edition| release.editions.contains(&edition))
        };
        let same_version = self.releases.iter().filter(|release| release.version == wanted);
        if let Some(release) = same_version.clone().find(|release| fits(release)) {
            return Listed::Release(Dates { ends: release.ends, extended: release.extended });
        }
        if same_version.count() > 0 {
            return Listed::Undecided;
        }
        self.place(wanted)
    }

    /// Where a version that is not listed stands among those that are.
    fn place(&self, wanted: &str) -> Listed {
        let Some(wanted) = numbers(wanted) else { return Listed::Undecided };
        let listed: Vec<_> = self.releases.iter().filter_map(|release| numbers(&release.version)).collect();
        let all = |order| !listed.is_empty() && listed.iter().all(|version| wanted.cmp(version) == order);
        if all(Ordering::Less) {
            Listed::Older
        } else if all(Ordering::Greater) {
            Listed::Newer
        } else {
            Listed::Undecided
        }
    }
}

/// A version as numbers, such as `24.04` as `[24, 4]`.
fn numbers(version: &str) -> Option<Vec<u32>> {
    version.split('.').map(|part| part.parse().ok()).collect()
}

/// Whole days from one day to another; negative if the other is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(id: &str, version: &str, edition: Option<Edition>) -> Listed {
        SupportTable::built_in().look_up(id, Some(version), edition)
    }

    #[test]
    fn the_built_in_table_is_well_formed() {
        let table = SupportTable::parse(include_str!("../../../content/eol.toml")).unwrap();
        assert_eq!(table.generated_at(), SupportTable::built_in().generated_at());
        for product in &table.product {
            assert!(!product.releases.is_empty(), "{}", product.id);
            for release in &product.releases {
                assert!(numbers(&release.version).is_some(), "{} {}", product.id, release.version);
                assert!(
                    release.extended.is_none_or(|extended| release.ends.is_some_and(|ends| extended > ends)),
                    "{} {}",
                    product.id,
                    release.version
                );
            }
        }
    }

    #[test]
    fn a_minor_version_is_looked_up_by_its_major() {
        assert!(matches!(dates("rhel", "9.6", None), Listed::Release(_)));
        assert!(matches!(dates("macos", "26.1.2", None), Listed::Release(Dates { ends: None, .. })));
        assert_eq!(dates("ubuntu", "24", None), Listed::Undecided);
    }

    #[test]
    fn an_edition_of_windows_has_its_own_date() {
        let ends = |edition| {
            let Listed::Release(dates) = dates("windows", "26100", Some(edition)) else { return None };
            dates.ends.map(|day| day.to_string())
        };
        assert_eq!(ends(Edition::HomePro).as_deref(), Some("2026-10-13"));
        assert_eq!(ends(Edition::Enterprise).as_deref(), Some("2027-10-12"));
        assert_eq!(dates("windows", "26100", None), Listed::Undecided);
    }

    #[test]
    fn versions_outside_the_table_are_placed() {
        assert_eq!(dates("windows", "7601", Some(Edition::HomePro)), Listed::Older);
        assert_eq!(dates("windows", "26120", Some(Edition::HomePro)), Listed::Undecided);
        assert_eq!(dates("macos", "28.0", None), Listed::Newer);
        assert_eq!(dates("debian", "bookworm", None), Listed::Undecided);
        assert_eq!(dates("temple-os", "5.03", None), Listed::NoProduct);
    }

    #[test]
    fn debian_without_a_version_is_rolling_and_fedora_is_not() {
        let table = SupportTable::built_in();
        assert_eq!(table.look_up("debian", None, None), Listed::Rolling);
        assert_eq!(table.look_up("arch", None, None), Listed::Rolling);
        assert_eq!(table.look_up("fedora", None, None), Listed::Undecided);
    }

    #[test]
    fn a_table_is_good_for_half_a_year() {
        let table = SupportTable::built_in();
        let day = |days: i64| table.generated_at().saturating_add(jiff::Span::new().days(days));
        assert!(!table.is_stale(day(180)));
        assert!(table.is_stale(day(181)));
        assert!(SupportTable::empty().is_stale(table.generated_at()));
    }

    #[test]
    fn other_texts_are_no_tables() {
        for text in ["", "schema = 1", "schema = \"porchlight.eol/2\"", "\u{0}", "[[product]]\nid = \"x\""] {
            assert!(SupportTable::parse(text).is_err(), "{text:?}");
        }
    }
}

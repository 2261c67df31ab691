//! Linux: os-release(5), and the table that Debian and Ubuntu bring along (distro-info-data).

use std::collections::BTreeMap;

use jiff::civil::Date;
use porchlight_host::ProbeError;

use super::{Evidence, Identity, is_plain_version};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;
use crate::support_table::{Dates, SupportTable};

/// What a distribution is called that the table does not know, as in os-release(5) one that does not name itself. A
/// report repeats no name that anybody could have written there.
const UNNAMED: &str = "linux";

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let release = os_release(asker)?;
    let identity = identity(&release)?;
    let by_release = support_end(&release)?;
    let by_distro_info = distro_info(asker, &identity)?;
    Ok(Evidence { identity, own_dates: later(by_release, by_distro_info) })
}

pub(super) fn identify(asker: &Asker<'_>) -> Result<Identity, Obstacle> {
    identity(&os_release(asker)?)
}

/// The `ID` of this distribution, and then those that it is like.
pub(crate) fn lineage(asker: &Asker<'_>) -> Result<Vec<String>, Obstacle> {
    let release = os_release(asker)?;
    let id = release.get("ID").filter(|id| !id.is_empty()).ok_or(Obstacle::PARSE)?;
    let like = release.get("ID_LIKE").map(String::as_str).unwrap_or_default().split_whitespace();
    Ok([id.as_str()].into_iter().chain(like).map(str::to_owned).collect())
}

/// The first of the two places of os-release(5) that exists.
fn os_release(asker: &Asker<'_>) -> Result<BTreeMap<String, String>, Obstacle> {
    let text = match asker.file("/etc/os-release") {
        Err(ProbeError::NotFound) => asker.file("/usr/lib/os-release")?,
        answer => answer?,
    };
    Ok(assignments(&text))
}

/// Lines of `KEY=value`, where the value may stand in quotes. Other lines are none of ours.
fn assignments(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| line.trim().split_once('='));
    lines.map(|(key, value)| (key.to_owned(), unquoted(value).to_owned())).collect()
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(value)
}

fn identity(release: &BTreeMap<String, String>) -> Result<Identity, Obstacle> {
    let filled = |key| release.get(key).filter(|value| !value.is_empty()).cloned();
    let id = filled("ID").ok_or(Obstacle::PARSE)?;
    let version = filled("VERSION_ID");
    let built_on_arch =
        filled("ID_LIKE").is_some_and(|like| like.split_whitespace().any(|like| like == "arch"));
    let says_so = filled("BUILD_ID").is_some_and(|build| build == "rolling")
        || filled("REDHAT_BUGZILLA_PRODUCT_VERSION").is_some_and(|version| version == "rawhide");
    Ok(Identity {
        rolling: says_so || (built_on_arch && version.is_none()),
        product: id.clone(),
        name: if SupportTable::built_in().knows(&id) { id } else { UNNAMED.to_owned() },
        shown_version: version.clone().filter(|version| is_plain_version(version)),
        version,
        edition: None,
    })
}

/// `SUPPORT_END` of os-release(5): the last day with support.
fn support_end(release: &BTreeMap<String, String>) -> Result<Option<Dates>, Obstacle> {
    let Some(text) = release.get("SUPPORT_END") else { return Ok(None) };
    Ok(Some(Dates { ends: Some(day(text)?), extended: None }))
}

fn distro_info(asker: &Asker<'_>, identity: &Identity) -> Result<Option<Dates>, Obstacle> {
    let (path, extended_column) = match identity.product.as_str() {
        "debian" => ("/usr/share/distro-info/debian.csv", "eol-lts"),
        "ubuntu" => ("/usr/share/distro-info/ubuntu.csv", "eol-esm"),
        _ => return Ok(None),
    };
    let (Some(version), Some(text)) = (&identity.version, optional(asker.file(path))?) else {
        return Ok(None);
    };
    dates_of(&text, version, extended_column)
}

/// The dates of one version. The first line names the columns; a version may read `24.04 LTS`; dates at a row's end
/// may be missing.
fn dates_of(csv: &str, version: &str, extended_column: &str) -> Result<Option<Dates>, Obstacle> {
    let mut lines = csv.lines();
    let columns: Vec<_> = lines.next().unwrap_or_default().split(',').collect();
    let at = |name| columns.iter().position(|column| *column == name);
    let (Some(0), Some(ends)) = (at("version"), at("eol")) else { return Err(Obstacle::PARSE) };
    let same = |line: &&str| line.split([',', ' ']).next() == Some(version);
    let Some(row) = lines.find(same) else { return Ok(None) };
    let cell = |at: usize| row.split(',').nth(at).filter(|cell| !cell.is_empty()).map(day).transpose();
    let Some(ends) = cell(ends)? else { return Ok(None) };
    // Tables of some years ago do not have the column yet.
    let extended = at(extended_column).map(cell).transpose()?.flatten();
    Ok(Some(Dates { ends: Some(ends), extended }))
}

fn day(text: &str) -> Result<Date, Obstacle> {
    text.parse().map_err(|_| Obstacle::PARSE)
}

fn later(one: Option<Dates>, other: Option<Dates>) -> Option<Dates> {
    match (one, other) {
        (Some(one), Some(other)) => {
            Some(Dates { ends: one.ends.max(other.ends), extended: one.extended.max(other.extended) })
        }
        (one, other) => one.or(other),
    }
}

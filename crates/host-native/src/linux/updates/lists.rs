//! The package lists that apt keeps, and what their releases say of them.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use porchlight_host::ProbeError;

use super::pins::Release;
use crate::file::probe_error;

/// The head of a release, before the sums of its files.
const HEAD_BYTES: u64 = 64 * 1024;
/// What unpacking may take, in KiB: as much as `xz -9` asks for.
const XZ_KIBIBYTES: u32 = 70 * 1024;
const BUFFER_BYTES: usize = 256 * 1024;

/// One list of packages: `SITE_PATH_dists_SUITE_COMPONENT_binary-ARCH_Packages`, plain or compressed.
pub(super) struct List {
    path: PathBuf,
    pub(super) release: Release,
}

/// The lists in a folder such as `/var/lib/apt/lists`, in order of their names.
///
/// # Errors
/// [`ProbeError::NotFound`] if there are none; [`ProbeError::Unsupported`] for one that is compressed in a way that we
/// cannot read, because what it holds would be passed over.
pub(super) fn find(folder: &Path) -> Result<Vec<List>, ProbeError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| probe_error(&error))? {
        let name = entry.map_err(|error| probe_error(&error))?.file_name();
        names.push(name.into_string().map_err(|_| ProbeError::Malformed)?);
    }
    names.sort_unstable();
    let mut lists = Vec::new();
    for name in &names {
        let Some((stem, ending)) = name.split_once("_Packages") else { continue };
        if !["", ".lz4", ".gz", ".xz"].contains(&ending) {
            return Err(ProbeError::Unsupported);
        }
        lists.push(List { path: folder.join(name), release: release_of(folder, &names, stem)? });
    }
    if lists.is_empty() { Err(ProbeError::NotFound) } else { Ok(lists) }
}

impl List {
    /// The list's text, unpacked as it is read.
    ///
    /// # Errors
    /// As the file says.
    pub(super) fn open(&self) -> Result<Box<dyn Read>, ProbeError> {
        let file = File::open(&self.path).map_err(|error| probe_error(&error))?;
        let packed = BufReader::with_capacity(BUFFER_BYTES, file);
        let ending = self.path.extension().and_then(|ending| ending.to_str());
        Ok(match ending {
            Some("lz4") => Box::new(lz4_flex::frame::FrameDecoder::new(packed)),
            Some("gz") => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Some("xz") => Box::new(lzma_rust2::XzReader::new_mem_limit(packed, true, XZ_KIBIBYTES)),
            _ => Box::new(packed),
        })
    }
}

/// What the release of a list says: of the two names that apt gives it the one that is there, and of several that fit
/// the longest. A list without any stands for itself.
fn release_of(folder: &Path, names: &[String], stem: &str) -> Result<Release, ProbeError> {
    let releases = names.iter().filter_map(|name| {
        let base = name.strip_suffix("_InRelease").or_else(|| name.strip_suffix("_Release"))?;
        stem.strip_prefix(base)
            .filter(|rest| rest.is_empty() || rest.starts_with('_'))
            .map(|rest| (name, rest))
    });
    let site = stem.split('_').next().unwrap_or_default().to_owned();
    let Some((name, rest)) = releases.min_by_key(|(_, rest)| rest.len()) else {
        // All that is known is where it came from: Debian's and Ubuntu's own say it in the path.
        let suite = if stem.contains("-security") { "-security" } else { "" };
        return Ok(Release { site, suite: suite.to_owned(), ..Release::default() });
    };
    let component = rest.trim_start_matches('_').split("_binary-").next().unwrap_or_default().to_owned();
    let file = File::open(folder.join(name)).map_err(|error| probe_error(&error))?;
    let mut head = Vec::new();
    file.take(HEAD_BYTES).read_to_end(&mut head).map_err(|error| probe_error(&error))?;
    Ok(Release { site, component, ..parse_release(&String::from_utf8_lossy(&head)) })
}

fn parse_release(head: &str) -> Release {
    let value = |name: &str| {
        let mut values = head.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        values.next().unwrap_or_default().trim().to_owned()
    };
    Release {
        suite: value("Suite"),
        codename: value("Codename"),
        label: value("Label"),
        origin: value("Origin"),
        not_automatic: value("NotAutomatic") == "yes",
        but_automatic_upgrades: value("ButAutomaticUpgrades") == "yes",
        ..Release::default()
    }
}

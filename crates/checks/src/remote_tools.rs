//! Programs that let somebody use a computer from elsewhere: `content/remote-tools.toml`, dated data.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

const SCHEMA: &str = "porchlight.remote-tools/1";

/// A table that cannot be read is none, and a check without its table looks for nothing: it has to say so.
static BUILT_IN: LazyLock<Option<RemoteTools>> =
    LazyLock::new(|| RemoteTools::parse(include_str!("../../../content/remote-tools.toml")));

/// What the kernel of Linux keeps of a program's name, in bytes.
const SHORT_NAME: usize = 15;

/// The tools by the marks that they leave.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemoteTools {
    schema: String,
    #[expect(dead_code, reason = "named for the people who revise the table")]
    generated_at: Date,
    #[expect(dead_code, reason = "named for the people who revise the table")]
    sources: Vec<String>,
    tool: Vec<Tool>,
}

/// One tool. Which mark stands where is said in the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tool {
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "named for the people who revise the table; never reported")
    )]
    name: String,
    #[expect(dead_code, reason = "named for the people who revise the table")]
    vendor: String,
    #[serde(default)]
    process: Vec<Mark>,
    #[serde(default)]
    service: Vec<Mark>,
    #[serde(default)]
    uninstall_key: Vec<Mark>,
    #[serde(default)]
    launchd: Vec<Mark>,
    #[serde(default)]
    bundle: Vec<Mark>,
    /// Units of systemd.
    #[serde(default)]
    pub(crate) unit: Vec<String>,
    /// Absolute paths on Linux.
    #[serde(default)]
    pub(crate) path: Vec<String>,
    #[serde(default = "yes")]
    #[expect(dead_code, reason = "marked for the people who revise the table")]
    verified: bool,
}

fn yes() -> bool {
    true
}

/// A name, or the beginning of one before a `*`, in any case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
struct Mark(String);

impl RemoteTools {
    fn parse(text: &str) -> Option<Self> {
        toml::from_str(text).ok().filter(|table: &Self| table.schema == SCHEMA)
    }

    /// The tools that this version was built with.
    pub(crate) fn built_in() -> Option<&'static [Tool]> {
        BUILT_IN.as_ref().map(|table| table.tool.as_slice())
    }
}

impl Tool {
    /// Whether a program of the tool runs.
    pub(crate) fn runs(&self, processes: &[String]) -> bool {
        processes.iter().any(|name| self.process.iter().any(|mark| mark.fits_process(name)))
    }

    /// Those of the services that are the tool's.
    pub(crate) fn services<'a>(&self, services: &'a [String]) -> impl Iterator<Item = &'a str> {
        services.iter().map(String::as_str).filter(|name| fits(&self.service, name))
    }

    pub(crate) fn has_uninstall_key(&self, keys: &[String]) -> bool {
        keys.iter().any(|key| fits(&self.uninstall_key, key))
    }

    /// Whether one of the files in `/Library/LaunchDaemons` is the tool's.
    pub(crate) fn has_daemon(&self, files: &[String]) -> bool {
        files.iter().filter_map(|file| file.strip_suffix(".plist")).any(|label| fits(&self.launchd, label))
    }

    pub(crate) fn has_bundle(&self, apps: &[String]) -> bool {
        apps.iter().any(|app| fits(&self.bundle, app))
    }
}

fn fits(marks: &[Mark], name: &str) -> bool {
    marks.iter().any(|mark| mark.fits(name))
}

impl Mark {
    fn fits(&self, name: &str) -> bool {
        let (mark, name) = (self.0.to_lowercase(), name.to_lowercase());
        mark.strip_suffix('*').map_or(name == mark, |beginning| name.starts_with(beginning))
    }

    /// The same for a program's name, which may end in `.exe` and may have been cut short.
    fn fits_process(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let name = name.strip_suffix(".exe").unwrap_or(&name);
        let is_cut = name.len() == SHORT_NAME && self.0.to_lowercase().starts_with(name);
        is_cut || self.fits(name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn tool(name: &str) -> &'static Tool {
        RemoteTools::built_in().unwrap().iter().find(|tool| tool.name == name).unwrap()
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn the_built_in_table_is_well_formed() {
        let tools = RemoteTools::built_in().unwrap();
        let names: BTreeSet<_> = tools.iter().map(|tool| &tool.name).collect();
        assert_eq!(names.len(), tools.len());
        for tool in tools {
            assert!(!tool.process.is_empty(), "{}", tool.name);
            assert!(tool.unit.iter().all(|unit| unit.ends_with(".service")), "{}", tool.name);
            assert!(tool.path.iter().all(|path| path.starts_with('/')), "{}", tool.name);
            let marks = [&tool.process, &tool.service, &tool.uninstall_key, &tool.launchd, &tool.bundle];
            for mark in marks.into_iter().flatten() {
                assert!(mark.0.trim_end_matches('*').len() >= 3, "{}: {mark:?} fits too much", tool.name);
            }
        }
    }

    #[test]
    fn a_mark_with_a_star_stands_for_all_that_begin_so() {
        let services = names(&["Dhcp", "AnyDesk-ab12cd34_msi", "anydesk", "NotAnyDesk", "AD_client1"]);
        let found: Vec<_> = tool("anydesk").services(&services).collect();
        assert_eq!(found, ["AnyDesk-ab12cd34_msi", "anydesk", "AD_client1"]);
        assert!(!tool("teamviewer").has_uninstall_key(&names(&["TeamViewerMeeting"])));
    }

    #[test]
    fn a_process_is_known_with_its_ending_and_when_it_was_cut_short() {
        assert!(tool("tightvnc").runs(&names(&["TVNServer.EXE"])));
        assert!(tool("chrome-remote-desktop").runs(&names(&["chrome-remote-d"])));
        assert!(!tool("chrome-remote-desktop").runs(&names(&["chrome-remote", "chrome"])));
    }

    #[test]
    fn a_daemon_and_an_app_are_known_by_their_whole_names() {
        assert!(tool("teamviewer").has_daemon(&names(&["com.teamviewer.Helper.plist"])));
        assert!(!tool("teamviewer").has_daemon(&names(&["com.teamviewer.Helper"])));
        assert!(tool("rustdesk").has_bundle(&names(&["RustDesk.app"])));
        assert!(!tool("rustdesk").has_bundle(&names(&["RustDesk.app.bak"])));
    }

    #[test]
    fn other_texts_are_no_tables() {
        for text in
            ["", "schema = 1", "schema = \"porchlight.remote-tools/2\"", "\u{0}", "[[tool]]\nname = 1"]
        {
            assert!(RemoteTools::parse(text).is_none(), "{text:?}");
        }
    }
}

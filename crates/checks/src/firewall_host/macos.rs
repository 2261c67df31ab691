//! macOS: the application firewall. On macOS 15, `socketfilterfw` only answers root; there the system report is asked.

use porchlight_host::Program;
use serde::Deserialize;

use super::Evidence;
use crate::asker::Asker;
use crate::check::Obstacle;
use crate::os_supported::macos_version;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let version = macos_version(asker)?;
    let on = if version.split('.').next() == Some("15") { by_report(asker) } else { by_filter(asker) }?;
    Ok(Evidence::Macos { on })
}

fn by_filter(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let output = asker.run(Program::Socketfilterfw, &["--getglobalstate"])?;
    filter_state(&output.stdout).ok_or(Obstacle::PARSE)
}

/// Reads `Firewall is enabled. (State = 1)`. 1 lets chosen programs in, 2 nobody.
pub(super) fn filter_state(text: &str) -> Option<bool> {
    let mut states = text.lines().filter_map(|line| line.trim().split_once("(State = ")?.1.strip_suffix(')'));
    match (states.next()?, states.next()) {
        ("0", None) => Some(false),
        ("1" | "2", None) => Some(true),
        _ => None,
    }
}

fn by_report(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let output = asker.run(Program::SystemProfiler, &["-json", "SPFirewallDataType"])?;
    report_state(&output.stdout).ok_or(Obstacle::PARSE)
}

#[derive(Deserialize)]
struct SystemReport {
    #[serde(rename = "SPFirewallDataType")]
    firewall: Vec<FirewallReport>,
}

#[derive(Deserialize)]
struct FirewallReport {
    spfirewall_globalstate: String,
}

/// Reads the state out of the system report in JSON.
pub(super) fn report_state(json: &str) -> Option<bool> {
    let report: SystemReport = serde_json::from_str(json).ok()?;
    let [firewall] = report.firewall.as_slice() else { return None };
    match firewall.spfirewall_globalstate.strip_prefix("spfirewall_globalstate_")? {
        "limit_connections" | "block_all" => Some(true),
        "allow_all" => Some(false),
        _ => None,
    }
}

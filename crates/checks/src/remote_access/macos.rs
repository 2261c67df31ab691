//! macOS: what launchd says of the two servers, the file that Remote Management leaves, and the marks of known tools.

use porchlight_host::Program;

use super::{Candidate, Evidence, Presence, Server, found, processes};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;
use crate::remote_tools::{RemoteTools, Tool};

const SSH: &str = "com.openssh.sshd";
const SCREEN_SHARING: &str = "com.apple.screensharing";
const REMOTE_MANAGEMENT: &str = "/Library/Application Support/Apple/Remote Desktop/RemoteManagement.launchd";

const SSH_PORTS: [u16; 1] = [22];
const SCREEN_PORTS: [u16; 1] = [5900];
const MANAGEMENT_PORTS: [u16; 2] = [3283, 5900];

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let switches = asker.run(Program::Launchctl, &["print-disabled", "system"])?.stdout;
    let mut candidates = Vec::new();
    candidates.extend(server(asker, &switches, SSH, Server::Ssh, &SSH_PORTS)?);
    candidates.extend(server(asker, &switches, SCREEN_SHARING, Server::ScreenSharing, &SCREEN_PORTS)?);
    if asker.exists(REMOTE_MANAGEMENT)? {
        candidates.push(Candidate::certain(Server::RemoteManagement, &MANAGEMENT_PORTS));
    }
    let apps = asker.names("/Applications")?;
    let daemons = optional(asker.names("/Library/LaunchDaemons"))?.unwrap_or_default();
    let processes = processes(asker)?;
    let tools = RemoteTools::built_in().ok_or(Obstacle::PARSE)?;
    let tools = tools.iter().map(|tool| presence(tool, &apps, &daemons, &processes));
    Ok(Evidence { tools: tools.collect(), servers: found(asker, &candidates)? })
}

/// A service that is not in the list of switches is as its maker set it; if launchd holds it, it may be on.
fn server(
    asker: &Asker<'_>,
    switches: &str,
    label: &str,
    server: Server,
    ports: &[u16],
) -> Result<Option<Candidate>, Obstacle> {
    Ok(match switch(switches, label)? {
        Some(true) => Some(Candidate::certain(server, ports)),
        Some(false) => None,
        None => is_loaded(asker, label)?.then(|| Candidate::possible(server, ports)),
    })
}

/// Reads `launchctl print-disabled`: whether a service is switched on, or `None` if it is not in the list. Since
/// macOS 13 a line says `enabled` or `disabled`; before, it said whether "disabled" was true.
pub(super) fn switch(text: &str, label: &str) -> Result<Option<bool>, Obstacle> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    if lines.next() != Some("disabled services = {") {
        return Err(Obstacle::PARSE);
    }
    let mut found = None;
    for line in lines.by_ref() {
        if line == "}" {
            return Ok(found);
        }
        let (name, value) = line.split_once(" => ").ok_or(Obstacle::PARSE)?;
        if name.trim_matches('"') == label {
            found = Some(match value {
                "enabled" | "false" => true,
                "disabled" | "true" => false,
                _ => return Err(Obstacle::PARSE),
            });
        }
    }
    // The list was cut off before its end.
    Err(Obstacle::PARSE)
}

/// Whether launchd holds a service.
fn is_loaded(asker: &Asker<'_>, label: &str) -> Result<bool, Obstacle> {
    let target = format!("system/{label}");
    let output = asker.run(Program::Launchctl, &["print", &target])?;
    let begins = output.stdout.trim_start().starts_with(&format!("{target} = {{"));
    let says_no = [&output.stdout, &output.stderr].iter().any(|text| text.contains("not find service"));
    match (output.code, begins, says_no) {
        (0, true, false) => Ok(true),
        (1.., false, true) => Ok(false),
        _ => Err(Obstacle::PARSE),
    }
}

fn presence(tool: &Tool, apps: &[String], daemons: &[String], processes: &[String]) -> Presence {
    let (runs, has_daemon) = (tool.runs(processes), tool.has_daemon(daemons));
    if runs && has_daemon {
        Presence::Unattended
    } else if runs || has_daemon || tool.has_bundle(apps) {
        Presence::Installed
    } else {
        Presence::Absent
    }
}

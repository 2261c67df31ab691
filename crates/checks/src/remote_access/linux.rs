//! Linux: the units of servers and tools, and the programs that a session runs.

use super::{Candidate, Evidence, Presence, Server, found, processes};
use crate::asker::{Asker, Unit};
use crate::check::Obstacle;
use crate::remote_tools::{RemoteTools, Tool};

/// Every name that distributions give the SSH server. With a socket, the server itself only runs while somebody is in.
const SSH: [&str; 4] = ["ssh.service", "ssh.socket", "sshd.service", "sshd.socket"];
const SSH_PORTS: [u16; 1] = [22];
const RDP_PORTS: [u16; 2] = [3389, 3390];
const VNC_PORTS: [u16; 2] = [5900, 5901];

/// What a session runs, by program and by what it serves. Some of them run without letting anybody in.
const IN_SESSION: [(&str, Server, &[u16]); 7] = [
    ("gnome-remote-desktop-daemon", Server::RemoteDesktop, &RDP_PORTS),
    ("gnome-remote-desktop-daemon", Server::ScreenSharing, &VNC_PORTS),
    ("krdpserver", Server::RemoteDesktop, &RDP_PORTS),
    ("krfb", Server::ScreenSharing, &VNC_PORTS),
    ("vino-server", Server::ScreenSharing, &VNC_PORTS),
    ("wayvnc", Server::ScreenSharing, &VNC_PORTS),
    ("x11vnc", Server::ScreenSharing, &VNC_PORTS),
];

/// What the kernel keeps of a program's name, in bytes.
const SHORT_NAME: usize = 15;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let processes = processes(asker)?;
    let mut candidates = Vec::new();
    if is_any_on(asker, &SSH)? {
        candidates.push(Candidate::certain(Server::Ssh, &SSH_PORTS));
    }
    if is_any_on(asker, &["xrdp.service"])? {
        candidates.push(Candidate::certain(Server::RemoteDesktop, &RDP_PORTS));
    }
    if is_any_on(asker, &["gnome-remote-desktop.service"])? {
        candidates.push(Candidate::possible(Server::RemoteDesktop, &RDP_PORTS));
    }
    let in_session = IN_SESSION.into_iter().filter(|(program, ..)| runs(program, &processes));
    candidates.extend(in_session.map(|(_, server, ports)| Candidate::possible(server, ports)));
    let tools = RemoteTools::built_in().ok_or(Obstacle::PARSE)?;
    let tools = tools.iter().map(|tool| presence(asker, tool, &processes));
    Ok(Evidence { tools: tools.collect::<Result<_, _>>()?, servers: found(asker, &candidates)? })
}

fn runs(program: &str, processes: &[String]) -> bool {
    processes
        .iter()
        .any(|name| name == program || (name.len() == SHORT_NAME && program.starts_with(name.as_str())))
}

/// Whether one of these units runs, or will after a restart.
fn is_any_on(asker: &Asker<'_>, units: &[&str]) -> Result<bool, Obstacle> {
    for name in units {
        if asker.unit(name)?.is_some_and(|unit| is_running(&unit) || unit.file == "enabled") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_running(unit: &Unit) -> bool {
    matches!(unit.active.as_str(), "active" | "activating" | "reloading" | "refreshing")
}

fn presence(asker: &Asker<'_>, tool: &Tool, processes: &[String]) -> Result<Presence, Obstacle> {
    let mut is_there = tool.runs(processes);
    for name in &tool.unit {
        let Some(unit) = asker.unit(name)? else { continue };
        is_there = true;
        if is_running(&unit) {
            return Ok(Presence::Unattended);
        }
    }
    for path in &tool.path {
        // Nothing is gained by asking further.
        is_there = is_there || asker.exists(path)?;
    }
    Ok(if is_there { Presence::Installed } else { Presence::Absent })
}

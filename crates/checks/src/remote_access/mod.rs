//! `remote.access`: whether somebody can use this computer from elsewhere.
//!
//! The report tells which of the system's own servers are on, and how many tools there are. It never names a program:
//! a report must not become a list of software.

use porchlight_contract::{Facts, OsFamily};
use porchlight_host::SettingsPage;

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{
    About, Check, EVERYWHERE, Judgement, LINUX_AND_MACOS, LINUX_AND_WINDOWS, MACOS, Obstacle, Reason,
};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod linux;
mod macos;
mod windows;

#[cfg(test)]
mod tests;

const DESKTOP_OPEN: Reason =
    Reason { code: "remote_desktop", kind: ReasonKind::Fail, systems: LINUX_AND_WINDOWS };
const SSH_OPEN: Reason = Reason { code: "ssh", kind: ReasonKind::Fail, systems: EVERYWHERE };
const SCREEN_OPEN: Reason =
    Reason { code: "screen_sharing", kind: ReasonKind::Fail, systems: LINUX_AND_MACOS };
const MANAGEMENT_OPEN: Reason = Reason { code: "remote_management", kind: ReasonKind::Fail, systems: MACOS };
const UNATTENDED: Reason = Reason { code: "unattended_tool", kind: ReasonKind::Fail, systems: EVERYWHERE };
const QUIET: Reason = Reason { code: "server_quiet", kind: ReasonKind::Warn, systems: EVERYWHERE };
const TOOL: Reason = Reason { code: "tool_installed", kind: ReasonKind::Warn, systems: EVERYWHERE };

const REACHABLE: FactSpec = FactSpec { name: "reachable", kind: FactKind::Flag };
const TOOLS: FactSpec = FactSpec { name: "tools", kind: FactKind::Number { unit: "programs" } };
const UNATTENDED_TOOLS: FactSpec =
    FactSpec { name: "unattended_tools", kind: FactKind::Number { unit: "programs" } };
const DESKTOP: FactSpec = FactSpec { name: "remote_desktop", kind: FactKind::Flag };
const SSH: FactSpec = FactSpec { name: "ssh", kind: FactKind::Flag };
const SCREEN: FactSpec = FactSpec { name: "screen_sharing", kind: FactKind::Flag };
const MANAGEMENT: FactSpec = FactSpec { name: "remote_management", kind: FactKind::Flag };

/// The check.
pub(crate) struct RemoteAccess;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    servers: Vec<Found>,
    tools: Tools,
}

/// A server that is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    server: Server,
    /// Whether it waits for connections from outside this computer, where it usually does.
    reachable: bool,
}

/// What comes with the system to use it from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    /// The screen over RDP.
    RemoteDesktop,
    /// A command line.
    Ssh,
    /// The screen over VNC.
    ScreenSharing,
    /// Apple Remote Desktop.
    RemoteManagement,
}

/// How many tools of others there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tools {
    /// All that there are.
    all: u64,
    /// Those of them that let somebody in while nobody sits there.
    unattended: u64,
}

/// A server that may be on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Candidate {
    server: Server,
    /// Where it usually waits.
    ports: Vec<u16>,
    /// Whether it is on even if it waits at none of them.
    is_certain: bool,
}

/// What is there of one tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Absent,
    Installed,
    Unattended,
}

impl Check for RemoteAccess {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "remote.access",
        severity: Severity::High,
        settings: SettingsPage::RemoteAccess,
        reasons: &[&DESKTOP_OPEN, &SSH_OPEN, &SCREEN_OPEN, &MANAGEMENT_OPEN, &UNATTENDED, &QUIET, &TOOL],
        facts: &[&DESKTOP, &SSH, &SCREEN, &MANAGEMENT, &REACHABLE, &TOOLS, &UNATTENDED_TOOLS],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        match system {
            OsFamily::Linux => linux::gather(asker),
            OsFamily::Macos => macos::gather(asker),
            OsFamily::Windows => windows::gather(asker),
        }
    }

    fn judge(evidence: &Evidence, _: &Context) -> Judgement {
        let Evidence { servers, tools } = evidence;
        let mut reasons: Vec<&Reason> = Vec::new();
        for found in servers.iter().filter(|found| found.reachable) {
            reasons.push(found.server.reason());
        }
        if tools.unattended > 0 {
            reasons.push(&UNATTENDED);
        }
        if servers.iter().any(|found| !found.reachable) {
            reasons.push(&QUIET);
        }
        if tools.all > tools.unattended {
            reasons.push(&TOOL);
        }
        let facts = facts(evidence);
        Judgement::by_reasons(&reasons, facts)
    }
}

fn facts(Evidence { servers, tools }: &Evidence) -> Facts {
    let is_on = |server| servers.iter().any(|found| found.server == server);
    Sheet::default()
        .flag(&DESKTOP, is_on(Server::RemoteDesktop))
        .flag(&SSH, is_on(Server::Ssh))
        .flag(&SCREEN, is_on(Server::ScreenSharing))
        .flag(&MANAGEMENT, is_on(Server::RemoteManagement))
        .flag(&REACHABLE, servers.iter().any(|found| found.reachable))
        .number(&TOOLS, tools.all)
        .number(&UNATTENDED_TOOLS, tools.unattended)
        .finish()
}

impl Server {
    fn reason(self) -> &'static Reason {
        match self {
            Self::RemoteDesktop => &DESKTOP_OPEN,
            Self::Ssh => &SSH_OPEN,
            Self::ScreenSharing => &SCREEN_OPEN,
            Self::RemoteManagement => &MANAGEMENT_OPEN,
        }
    }
}

impl Candidate {
    fn certain(server: Server, ports: &[u16]) -> Self {
        Self { server, ports: ports.to_vec(), is_certain: true }
    }

    /// Only what waits for connections is on.
    fn possible(server: Server, ports: &[u16]) -> Self {
        Self { server, ports: ports.to_vec(), is_certain: false }
    }
}

/// Looks which of these servers wait for connections from outside. One that waits on the loopback alone, or at a port
/// of its own choice, is on and not seen from outside.
fn found(asker: &Asker<'_>, candidates: &[Candidate]) -> Result<Vec<Found>, Obstacle> {
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    let open = asker.listening_ports()?;
    let mut servers: Vec<Found> = Vec::new();
    for Candidate { server, ports, is_certain } in candidates {
        let reachable = ports.iter().any(|port| open.contains(port));
        match servers.iter_mut().find(|found| found.server == *server) {
            Some(known) => known.reachable |= reachable,
            None if reachable || *is_certain => servers.push(Found { server: *server, reachable }),
            None => {}
        }
    }
    Ok(servers)
}

/// The names of all running programs. A computer on which nothing runs was not seen.
fn processes(asker: &Asker<'_>) -> Result<Vec<String>, Obstacle> {
    let names = asker.processes()?;
    if names.is_empty() { Err(Obstacle::INCONCLUSIVE) } else { Ok(names) }
}

impl FromIterator<Presence> for Tools {
    fn from_iter<I: IntoIterator<Item = Presence>>(presences: I) -> Self {
        presences.into_iter().fold(Self::default(), |tools, presence| match presence {
            Presence::Absent => tools,
            Presence::Installed => Self { all: tools.all + 1, ..tools },
            Presence::Unattended => Self { all: tools.all + 1, unattended: tools.unattended + 1 },
        })
    }
}

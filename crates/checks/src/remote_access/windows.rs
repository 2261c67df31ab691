//! Windows: Remote Desktop, the SSH server, and the services and uninstall keys of known tools. A name in the Start
//! menu says nothing; a program that runs says a little.

use porchlight_host::Hive;

use super::{Candidate, Evidence, Presence, Server, found, processes};
use crate::asker::Asker;
use crate::check::Obstacle;
use crate::remote_tools::{RemoteTools, Tool};

const TERMINAL_SERVER: &str = r"SYSTEM\CurrentControlSet\Control\Terminal Server";
const TERMINAL_POLICY: &str = r"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services";
const LISTENER: &str = r"SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp";
const SERVICES: &str = r"SYSTEM\CurrentControlSet\Services";

/// Where installed programs are listed: for all, the 32-bit ones, and the user's own.
const UNINSTALL: [(Hive, &str); 3] = [
    (Hive::LocalMachine, r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"),
    (Hive::LocalMachine, r"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall"),
    (Hive::CurrentUser, r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"),
];

/// A service without which no Windows starts: a list that lacks it is not the list.
const ALWAYS_THERE: &str = "RpcSs";

/// Values of a service's `Start`.
const AUTOMATIC: u32 = 2;
const DISABLED: u32 = 4;

const RDP: u16 = 3389;
const SSH: u16 = 22;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let services = asker.registry_keys(Hive::LocalMachine, SERVICES)?;
    if !services.iter().any(|name| name.eq_ignore_ascii_case(ALWAYS_THERE)) {
        return Err(Obstacle::INCONCLUSIVE);
    }
    let mut programs = Vec::new();
    for (hive, key) in UNINSTALL {
        programs.extend(asker.registry_keys(hive, key)?);
    }
    let processes = processes(asker)?;
    let candidates: Vec<_> =
        [remote_desktop(asker)?, ssh(asker, &services, &processes)?].into_iter().flatten().collect();
    let tools = RemoteTools::built_in().ok_or(Obstacle::PARSE)?;
    let tools = tools.iter().map(|tool| presence(asker, tool, &services, &programs, &processes));
    Ok(Evidence { tools: tools.collect::<Result<_, _>>()?, servers: found(asker, &candidates)? })
}

/// What a policy says wins. Every Windows has the setting itself.
fn remote_desktop(asker: &Asker<'_>) -> Result<Option<Candidate>, Obstacle> {
    let denied = |key| asker.registry_number(Hive::LocalMachine, key, "fDenyTSConnections");
    let own = denied(TERMINAL_SERVER)?.ok_or(Obstacle::SOURCE_MISSING)?;
    match denied(TERMINAL_POLICY)?.unwrap_or(own) {
        1 => Ok(None),
        0 => {
            let port = asker.registry_number(Hive::LocalMachine, LISTENER, "PortNumber")?;
            let port = port.map_or(Ok(RDP), u16::try_from).map_err(|_| Obstacle::PARSE)?;
            Ok(Some(Candidate::certain(Server::RemoteDesktop, &[port])))
        }
        _ => Err(Obstacle::PARSE),
    }
}

/// The SSH server is on if it starts by itself, or runs now.
fn ssh(asker: &Asker<'_>, services: &[String], processes: &[String]) -> Result<Option<Candidate>, Obstacle> {
    let Some(name) = services.iter().find(|name| name.eq_ignore_ascii_case("sshd")) else { return Ok(None) };
    let runs = processes.iter().any(|process| process.eq_ignore_ascii_case("sshd.exe"));
    let is_on = runs || start(asker, name)? == AUTOMATIC;
    Ok(is_on.then(|| Candidate::certain(Server::Ssh, &[SSH])))
}

fn presence(
    asker: &Asker<'_>,
    tool: &Tool,
    services: &[String],
    programs: &[String],
    processes: &[String],
) -> Result<Presence, Obstacle> {
    let runs = tool.runs(processes);
    let mut is_there = runs || tool.has_uninstall_key(programs);
    for service in tool.services(services) {
        is_there = true;
        if runs && start(asker, service)? != DISABLED {
            return Ok(Presence::Unattended);
        }
    }
    Ok(if is_there { Presence::Installed } else { Presence::Absent })
}

/// How a service starts.
fn start(asker: &Asker<'_>, service: &str) -> Result<u32, Obstacle> {
    let key = format!(r"{SERVICES}\{service}");
    let start = asker.registry_number(Hive::LocalMachine, &key, "Start")?.ok_or(Obstacle::SOURCE_MISSING)?;
    if start <= DISABLED { Ok(start) } else { Err(Obstacle::PARSE) }
}

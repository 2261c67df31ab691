//! Who can come in from elsewhere, and who only could if they were let.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{Answer, Hive, ProbeError, Program, Question, RegistryData};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::asker::Readings;
use crate::testing::{self, Machine, assert_obstacles, fails, list, registry, run, unit, unknown, warns};

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<RemoteAccess>()
}

fn facts(machine: &Machine) -> serde_json::Value {
    testing::json(&machine.judgement::<RemoteAccess>().facts)
}

fn fails_with(codes: &[&str]) -> Outcome {
    Outcome::Fail { reasons: codes.iter().map(|code| code.parse().unwrap()).collect() }
}

fn strings(names: &[&str]) -> Answer {
    Answer::Names(names.iter().map(|&name| name.to_owned()).collect())
}

fn running(machine: Machine, processes: &[&str]) -> Machine {
    machine.answer(Question::Processes, strings(processes))
}

fn ports(machine: Machine, ports: &[u16]) -> Machine {
    machine.answer(Question::ListeningPorts, Answer::Ports(ports.to_vec()))
}

#[test]
fn a_computer_that_lets_nobody_in_passes_and_counts_nothing() {
    for machine in [Machine::windows(), Machine::macos(), Machine::ubuntu()] {
        assert_eq!(outcome(&machine), Outcome::Pass);
        let nothing = json!({
            "remote_desktop": false,
            "ssh": false,
            "screen_sharing": false,
            "remote_management": false,
            "reachable": false,
            "tools": 0,
            "unattended_tools": 0,
        });
        assert_eq!(facts(&machine), nothing);
    }
}

// Windows

const SERVER: &str = r"SYSTEM\CurrentControlSet\Control\Terminal Server";
const POLICY: &str = r"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services";
const LISTENER: &str = r"SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp";
const SERVICES: &str = r"SYSTEM\CurrentControlSet\Services";
const UNINSTALL: &str = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall";
const DENIED: &str = "fDenyTSConnections";

fn keys(hive: Hive, key: &str) -> Question {
    Question::RegistryKeys { hive, key: key.to_owned() }
}

fn number(machine: Machine, key: &str, name: &str, value: u32) -> Machine {
    machine.registry(Hive::LocalMachine, key, name, RegistryData::Dword(value))
}

/// Windows whose Remote Desktop is on and waits at its usual port.
fn remote_desktop() -> Machine {
    let machine = number(Machine::windows(), SERVER, DENIED, 0);
    ports(number(machine, LISTENER, "PortNumber", 3389), &[135, 445, 3389])
}

/// Windows with these services beside the one that each has, and with these programs running.
fn services(names: &[&str], processes: &[&str]) -> Machine {
    let names: Vec<_> = names.iter().copied().chain(["RpcSs"]).collect();
    running(Machine::windows().answer(keys(Hive::LocalMachine, SERVICES), strings(&names)), processes)
}

fn start(machine: Machine, service: &str, value: u32) -> Machine {
    number(machine, &format!(r"{SERVICES}\{service}"), "Start", value)
}

#[test]
fn remote_desktop_that_waits_for_connections_fails() {
    assert_eq!(outcome(&remote_desktop()), fails("remote_desktop"));
    assert_eq!(facts(&remote_desktop())["remote_desktop"], true);
    let elsewhere = number(ports(remote_desktop(), &[13389]), LISTENER, "PortNumber", 13389);
    assert_eq!(outcome(&elsewhere), fails("remote_desktop"));
    let by_default = remote_desktop().without_registry(Hive::LocalMachine, LISTENER, "PortNumber");
    assert_eq!(outcome(&by_default), fails("remote_desktop"));
}

#[test]
fn remote_desktop_that_nobody_can_reach_is_a_warning() {
    assert_eq!(outcome(&ports(remote_desktop(), &[135, 445])), warns("server_quiet"));
}

#[test]
fn a_policy_wins_over_the_setting() {
    let denied = number(remote_desktop(), POLICY, DENIED, 1);
    assert_eq!(outcome(&denied), Outcome::Pass);
    let allowed = number(number(remote_desktop(), SERVER, DENIED, 1), POLICY, DENIED, 0);
    assert_eq!(outcome(&allowed), fails("remote_desktop"));
}

#[test]
fn a_remote_desktop_without_its_setting_is_not_off() {
    let absent = Machine::windows().without_registry(Hive::LocalMachine, SERVER, DENIED);
    assert_eq!(outcome(&absent), unknown(UnknownCause::SourceMissing));
    assert_eq!(outcome(&number(Machine::windows(), SERVER, DENIED, 2)), unknown(UnknownCause::Parse));
    assert_eq!(outcome(&number(Machine::windows(), POLICY, DENIED, 7)), unknown(UnknownCause::Parse));
    let odd_port = number(remote_desktop(), LISTENER, "PortNumber", 70_000);
    assert_eq!(outcome(&odd_port), unknown(UnknownCause::Parse));
}

#[test]
fn the_ssh_server_of_windows_counts_if_it_starts_or_runs() {
    let idle = ["explorer.exe"];
    let automatic = start(services(&["sshd"], &idle), "sshd", 2);
    assert_eq!(outcome(&ports(automatic, &[22])), fails("ssh"));
    let by_hand = start(services(&["sshd"], &idle), "sshd", 3);
    assert_eq!(outcome(&by_hand), Outcome::Pass);
    assert_eq!(outcome(&ports(services(&["sshd"], &["sshd.exe"]), &[])), warns("server_quiet"));
}

#[test]
fn a_service_that_lets_somebody_in_at_any_time_fails() {
    let machine = start(services(&["TeamViewer"], &["TeamViewer_Service.exe"]), "TeamViewer", 2);
    assert_eq!(outcome(&machine), fails("unattended_tool"));
    assert_eq!((&facts(&machine)["tools"], &facts(&machine)["unattended_tools"]), (&json!(1), &json!(1)));
    let renamed = start(services(&["AnyDesk-ab12cd34"], &["AnyDesk-ab12cd34.exe"]), "AnyDesk-ab12cd34", 2);
    assert_eq!(outcome(&renamed), fails("unattended_tool"));
}

#[test]
fn a_tool_that_is_installed_and_does_not_wait_is_a_warning() {
    let idle = ["explorer.exe"];
    assert_eq!(outcome(&services(&["TeamViewer"], &idle)), warns("tool_installed"));
    let disabled = start(services(&["TeamViewer"], &["TeamViewer.exe"]), "TeamViewer", 4);
    assert_eq!(outcome(&disabled), warns("tool_installed"));
    for hive in [Hive::LocalMachine, Hive::CurrentUser] {
        let listed = Machine::windows().answer(keys(hive, UNINSTALL), strings(&["7-Zip", "RustDesk"]));
        assert_eq!(outcome(&listed), warns("tool_installed"), "{hive}");
    }
    assert_eq!(outcome(&running(Machine::windows(), &["QuickAssist.exe"])), warns("tool_installed"));
}

#[test]
fn the_report_counts_tools_and_names_none() {
    let machine = running(Machine::windows(), &["AnyDesk.exe", "ngrok.exe", "TVNServer.exe"]);
    let facts = facts(&machine);
    assert_eq!((&facts["tools"], &facts["unattended_tools"]), (&json!(3), &json!(0)));
    assert!(!facts.to_string().to_lowercase().contains("anydesk"));
}

#[test]
fn a_list_of_services_that_lacks_what_each_windows_has_is_not_the_list() {
    for names in [&[][..], &["<html>"], &["TeamViewer"]] {
        let machine = Machine::windows().answer(keys(Hive::LocalMachine, SERVICES), strings(names));
        assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive), "{names:?}");
    }
    let gone = Machine::windows().refuse(keys(Hive::LocalMachine, SERVICES), ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::Inconclusive));
}

#[test]
fn a_user_without_programs_of_their_own_is_no_obstacle() {
    let machine = Machine::windows().refuse(keys(Hive::CurrentUser, UNINSTALL), ProbeError::NotFound);
    assert_eq!(outcome(&machine), Outcome::Pass);
}

#[test]
fn an_unreadable_windows_is_unknown() {
    for question in [
        registry(Hive::LocalMachine, SERVER, DENIED),
        keys(Hive::LocalMachine, SERVICES),
        keys(Hive::LocalMachine, UNINSTALL),
        Question::Processes,
    ] {
        assert_obstacles::<RemoteAccess>(Machine::windows, &question);
    }
    assert_obstacles::<RemoteAccess>(remote_desktop, &Question::ListeningPorts);
    assert_obstacles::<RemoteAccess>(remote_desktop, &registry(Hive::LocalMachine, LISTENER, "PortNumber"));
    let service = || start(services(&["TeamViewer"], &["TeamViewer_Service.exe"]), "TeamViewer", 2);
    let key = format!(r"{SERVICES}\TeamViewer");
    assert_obstacles::<RemoteAccess>(service, &registry(Hive::LocalMachine, &key, "Start"));
    assert_eq!(outcome(&start(service(), "TeamViewer", 9)), unknown(UnknownCause::Parse));
    let without = service().without_registry(Hive::LocalMachine, &key, "Start");
    assert_eq!(outcome(&without), unknown(UnknownCause::SourceMissing));
    assert_eq!(outcome(&running(Machine::windows(), &[])), unknown(UnknownCause::Inconclusive));
}

// macOS

const SWITCHES: [&str; 2] = ["print-disabled", "system"];
const SSHD: &str = "com.openssh.sshd";
const SCREEN: &str = "com.apple.screensharing";

fn switches(lines: &str) -> Machine {
    let text = format!("disabled services = {{\n{lines}}}\nlogin item associations = {{\n}}\n");
    loaded(loaded(Machine::macos(), SSHD, false), SCREEN, false).output(
        Program::Launchctl,
        &SWITCHES,
        0,
        &text,
        "",
    )
}

fn loaded(machine: Machine, label: &str, is_loaded: bool) -> Machine {
    let target = format!("system/{label}");
    let args = ["print", target.as_str()];
    if is_loaded {
        let text = format!("{target} = {{\n\tactive count = 1\n\tstate = running\n}}\n");
        machine.output(Program::Launchctl, &args, 0, &text, "")
    } else {
        let text = format!("Could not find service \"{label}\" in domain for system\n");
        machine.output(Program::Launchctl, &args, 113, "", &text)
    }
}

#[test]
fn both_ways_of_writing_the_switches_are_read() {
    for (line, expected) in [
        ("\t\"com.openssh.sshd\" => enabled\n", fails("ssh")),
        ("\t\"com.openssh.sshd\" => false\n", fails("ssh")),
        ("\t\"com.openssh.sshd\" => disabled\n", Outcome::Pass),
        ("\t\"com.openssh.sshd\" => true\n", Outcome::Pass),
        ("\t\"com.apple.screensharing\" => enabled\n", fails("screen_sharing")),
    ] {
        assert_eq!(outcome(&ports(switches(line), &[22, 5900])), expected, "{line}");
    }
}

#[test]
fn a_service_that_is_not_in_the_list_is_not_switched_on() {
    let others = "\t\"com.apple.ftpd\" => enabled\n\t\"com.openssh.sshd-extra\" => enabled\n";
    assert_eq!(outcome(&switches(others)), Outcome::Pass);
    let loaded = || loaded(switches(others), SSHD, true);
    assert_eq!(outcome(&ports(loaded(), &[22])), fails("ssh"));
    assert_eq!(outcome(&ports(loaded(), &[])), Outcome::Pass);
}

#[test]
fn a_server_of_a_mac_that_waits_nowhere_is_a_warning() {
    let machine = ports(switches("\t\"com.openssh.sshd\" => enabled\n"), &[]);
    assert_eq!(outcome(&machine), warns("server_quiet"));
}

#[test]
fn remote_management_leaves_a_file() {
    let path = "/Library/Application Support/Apple/Remote Desktop/RemoteManagement.launchd".to_owned();
    let exists = Question::Exists { path };
    let machine = || Machine::macos().answer(exists.clone(), Answer::Flag(true));
    assert_eq!(outcome(&ports(machine(), &[3283])), fails("remote_management"));
    assert_eq!(outcome(&ports(machine(), &[])), warns("server_quiet"));
    assert_obstacles::<RemoteAccess>(Machine::macos, &exists);
}

#[test]
fn tools_on_a_mac_are_known_by_app_daemon_and_process() {
    let app = || Machine::macos().names("/Applications", &["AnyDesk.app", "Safari.app"]);
    assert_eq!(outcome(&app()), warns("tool_installed"));
    let daemon = app().names("/Library/LaunchDaemons", &["com.philandro.anydesk.Helper.plist"]);
    assert_eq!(outcome(&daemon), warns("tool_installed"));
    assert_eq!(outcome(&running(daemon, &["AnyDesk", "launchd"])), fails("unattended_tool"));
    let folder_gone = Machine::macos().without_directory("/Library/LaunchDaemons");
    assert_eq!(outcome(&folder_gone), Outcome::Pass);
}

#[test]
fn an_unreadable_mac_is_unknown() {
    assert_obstacles::<RemoteAccess>(Machine::macos, &run(Program::Launchctl, &SWITCHES));
    assert_obstacles::<RemoteAccess>(Machine::macos, &list("/Applications"));
    assert_obstacles::<RemoteAccess>(Machine::macos, &list("/Library/LaunchDaemons"));
    assert_obstacles::<RemoteAccess>(Machine::macos, &Question::Processes);
    let absent = || switches("");
    assert_obstacles::<RemoteAccess>(absent, &run(Program::Launchctl, &["print", "system/com.openssh.sshd"]));
    for lines in ["\t\"com.openssh.sshd\" => perhaps\n", "\t\"com.openssh.sshd\"\n"] {
        assert_eq!(outcome(&switches(lines)), unknown(UnknownCause::Parse), "{lines}");
    }
    for text in ["", "{", "disabled services = {\n\t\"x\" => disabled\n", "Could not print domain: 125"] {
        let machine = Machine::macos().output(Program::Launchctl, &SWITCHES, 0, text, "");
        assert_eq!(outcome(&machine), unknown(UnknownCause::Parse), "{text}");
    }
    for (code, text) in
        [(0, ""), (113, "Bad request."), (0, "Could not find service"), (-1, "Could not find service")]
    {
        let args = ["print", "system/com.openssh.sshd"];
        let machine = switches("").output(Program::Launchctl, &args, code, text, "");
        assert_eq!(outcome(&machine), unknown(UnknownCause::Parse), "{code} {text}");
    }
}

// Linux

const XRDP: &str = "xrdp.service";

#[test]
fn an_ssh_server_that_waits_for_connections_fails_under_each_of_its_names() {
    for name in ["ssh.service", "ssh.socket", "sshd.service", "sshd.socket"] {
        let machine = ports(Machine::ubuntu().unit(name, "active", "enabled"), &[22]);
        assert_eq!(outcome(&machine), fails("ssh"), "{name}");
    }
    let after_restart = ports(Machine::ubuntu().unit("ssh.service", "inactive", "enabled"), &[]);
    assert_eq!(outcome(&after_restart), warns("server_quiet"));
    let installed = Machine::ubuntu().unit("ssh.service", "inactive", "disabled");
    assert_eq!(outcome(&installed), Outcome::Pass);
}

#[test]
fn a_server_that_only_waits_on_the_loopback_cannot_be_reached() {
    let machine = ports(Machine::ubuntu().unit("ssh.service", "active", "enabled"), &[631]);
    assert_eq!(outcome(&machine), warns("server_quiet"));
    assert_eq!((&facts(&machine)["ssh"], &facts(&machine)["reachable"]), (&json!(true), &json!(false)));
}

#[test]
fn xrdp_serves_the_desktop() {
    let machine = Machine::ubuntu().unit(XRDP, "active", "enabled");
    assert_eq!(outcome(&ports(machine, &[3389])), fails("remote_desktop"));
}

#[test]
fn what_a_session_runs_counts_only_while_it_waits_for_connections() {
    let gnome = || running(Machine::ubuntu(), &["gnome-remote-de", "gnome-shell"]);
    assert_eq!(outcome(&ports(gnome(), &[])), Outcome::Pass);
    assert_eq!(outcome(&ports(gnome(), &[3389])), fails("remote_desktop"));
    assert_eq!(outcome(&ports(gnome(), &[5900])), fails("screen_sharing"));
    let kde = |program| running(Machine::fedora(), &[program]);
    assert_eq!(outcome(&ports(kde("krfb"), &[5900])), fails("screen_sharing"));
    assert_eq!(outcome(&ports(kde("krdpserver"), &[3389])), fails("remote_desktop"));
    let twice = ports(gnome().unit(XRDP, "active", "enabled"), &[3389]);
    assert_eq!(outcome(&twice), fails("remote_desktop"), "one server is told once");
}

#[test]
fn a_server_at_several_ports_is_reachable_at_any_of_them() {
    let machine = ports(Machine::ubuntu(), &[22]);
    let asker = Asker::new(&machine, Readings::default());
    let at = |port: u16| Candidate::certain(Server::Ssh, &[port]);
    for candidates in [[at(22), at(2222)], [at(2222), at(22)]] {
        assert!(found(&asker, &candidates).unwrap()[0].reachable);
    }
}

#[test]
fn tools_on_linux_are_known_by_unit_process_and_path() {
    let unit = |active| Machine::ubuntu().unit("teamviewerd.service", active, "enabled");
    assert_eq!(outcome(&unit("active")), fails("unattended_tool"));
    assert_eq!(outcome(&unit("inactive")), warns("tool_installed"));
    assert_eq!(outcome(&running(Machine::ubuntu(), &["rustdesk"])), warns("tool_installed"));
    let path = Question::Exists { path: "/opt/google/chrome-remote-desktop".to_owned() };
    assert_eq!(outcome(&Machine::ubuntu().answer(path, Answer::Flag(true))), warns("tool_installed"));
}

#[test]
fn all_that_is_wrong_is_told() {
    let machine = Machine::ubuntu()
        .unit("ssh.service", "active", "enabled")
        .unit(XRDP, "active", "enabled")
        .unit("anydesk.service", "active", "enabled");
    let machine = ports(running(machine, &["ngrok", "systemd"]), &[22]);
    let expected = fails_with(&["ssh", "unattended_tool", "server_quiet", "tool_installed"]);
    assert_eq!(outcome(&machine), expected);
}

#[test]
fn an_unreadable_linux_is_unknown() {
    assert_obstacles::<RemoteAccess>(Machine::ubuntu, &Question::Processes);
    assert_obstacles::<RemoteAccess>(Machine::ubuntu, &unit("ssh.service"));
    assert_obstacles::<RemoteAccess>(Machine::ubuntu, &unit("teamviewerd.service"));
    assert_obstacles::<RemoteAccess>(
        Machine::ubuntu,
        &Question::Exists { path: "/opt/teamviewer".to_owned() },
    );
    let ssh = || ports(Machine::ubuntu().unit("ssh.service", "active", "enabled"), &[22]);
    assert_obstacles::<RemoteAccess>(ssh, &Question::ListeningPorts);
    assert_eq!(outcome(&running(Machine::ubuntu(), &[])), unknown(UnknownCause::Inconclusive));
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_reader(text in "(?s).{0,400}") {
        prop_assert_ne!(macos::switch(&text, SSHD), Ok(Some(true)));
        let _ = macos::switch(&format!("disabled services = {{\n{text}"), SSHD);
    }

    #[test]
    fn names_of_any_kind_only_add_tools(names in prop::collection::vec(".{0,20}", 1..6)) {
        let tools = crate::remote_tools::RemoteTools::built_in().unwrap();
        let count = |names: &[String]| tools.iter().filter(|tool| tool.runs(names)).count();
        let more: Vec<_> = names.iter().cloned().chain(["ngrok".to_owned()]).collect();
        prop_assert!(count(&more) >= count(&names).max(1));
    }
}

//! Ways in from elsewhere: the SSH server, and tools of others.

use crate::Truth;
use crate::machine::Machine;

const CHECK: &str = "remote.access";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "the SSH server is followed, also where it waits otherwise than usual", see: ssh },
        Truth { name: "a server of the screen counts once it waits at its port", see: screen },
        Truth { name: "a tool for remote help is followed from its file to its service", see: tool },
    ]
}

fn ssh(machine: &Machine) -> anyhow::Result<()> {
    const FILE: &str = "/etc/ssh/sshd_config.d/live.conf";
    machine.follow(
        CHECK,
        &[
            ("true", "pass"),
            ("systemctl enable --now ssh", "fail:ssh"),
            ("systemctl stop ssh", "warn:server_quiet"),
            ("systemctl disable ssh", "pass"),
            (&format!("echo ListenAddress 127.0.0.1 > {FILE}; systemctl start ssh"), "warn:server_quiet"),
            (&format!("echo ListenAddress ::1 > {FILE}; systemctl restart ssh"), "warn:server_quiet"),
            (&format!("echo Port 2222 > {FILE}; systemctl restart ssh"), "warn:server_quiet"),
            (&format!("echo ListenAddress :: > {FILE}; systemctl restart ssh"), "fail:ssh"),
            (&format!("rm {FILE}; systemctl stop ssh; systemctl start ssh.socket"), "fail:ssh"),
            ("systemctl stop ssh.socket", "pass"),
        ],
        &format!("rm -f {FILE}; systemctl stop ssh.socket; systemctl disable --now ssh"),
    )
}

/// xrdp counts by its unit, x11vnc by its process. Neither is here: something that sleeps has the name, and something
/// else waits at the port.
fn screen(machine: &Machine) -> anyhow::Result<()> {
    let wait =
        |port: u16| format!("systemd-run -q --unit live-port systemd-socket-activate -l {port} /bin/true");
    let quiet = "systemctl stop live-port";
    machine.stand_in("xrdp.service")?;
    machine.follow(
        CHECK,
        &[("true", "warn:server_quiet"), (&wait(3389), "fail:remote_desktop"), (quiet, "warn:server_quiet")],
        &Machine::away_with("xrdp.service"),
    )?;
    machine.follow(
        CHECK,
        &[
            ("cp /bin/sleep /opt/x11vnc; systemd-run -q --unit live-program /opt/x11vnc infinity", "pass"),
            (&wait(5900), "fail:screen_sharing"),
            (quiet, "pass"),
        ],
        "systemctl stop live-program; rm /opt/x11vnc",
    )
}

fn tool(machine: &Machine) -> anyhow::Result<()> {
    const UNIT: &str = "anydesk.service";
    machine.root("touch /usr/bin/anydesk")?;
    let seen = machine.look(CHECK).and_then(|said| said.is("warn:tool_installed"));
    machine.undone("rm /usr/bin/anydesk", seen)?;
    machine.stand_in(UNIT)?;
    machine.follow(
        CHECK,
        &[("true", "fail:unattended_tool"), (&format!("systemctl stop {UNIT}"), "warn:tool_installed")],
        &Machine::away_with(UNIT),
    )?;
    machine.look(CHECK)?.is("pass")
}

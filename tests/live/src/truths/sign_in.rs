//! Passwords, and display managers that let somebody in without one.

use crate::Truth;
use crate::machine::{Machine, OTHERS, USER};
use crate::truths::encryption;

const CHECK: &str = "account.password_autologin";
const PASSWORD: &str = "echo ana:secret | chpasswd";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "the user's own password is followed: set, none, locked", see: password },
        Truth { name: "AccountsService knows of the password where passwd is missing", see: without_passwd },
        Truth { name: "GDM lets in by its file, and only while it is in use", see: gdm },
        Truth { name: "SDDM lets in by any of its files, and the last one counts", see: sddm },
        Truth { name: "LightDM lets in somebody, or a guest", see: lightdm },
        Truth { name: "greetd lets in with its first session", see: greetd },
        Truth { name: "behind an encrypted disk, letting in is a warning", see: after_disk },
    ]
}

fn password(machine: &Machine) -> anyhow::Result<()> {
    machine.follow(
        CHECK,
        &[("true", "pass"), ("passwd -q -d ana", "fail:no_password"), ("usermod -p '!' ana", "pass")],
        PASSWORD,
    )
}

fn without_passwd(machine: &Machine) -> anyhow::Result<()> {
    let restart = "systemctl restart accounts-daemon";
    machine.follow(
        CHECK,
        &[
            (&format!("mv /usr/bin/passwd /usr/bin/passwd.away; {restart}"), "pass"),
            (&format!("/usr/bin/passwd.away -q -d {USER}; {restart}"), "fail:no_password"),
            (&format!("{PASSWORD}; {restart}"), "pass"),
        ],
        &format!("mv /usr/bin/passwd.away /usr/bin/passwd; systemctl stop accounts-daemon; {PASSWORD}"),
    )
}

/// In the file that comes with Debian, by the lines that it shows as examples.
fn gdm(machine: &Machine) -> anyhow::Result<()> {
    const FILE: &str = "/etc/gdm3/daemon.conf";
    let uncomment =
        |what: &str| format!("cp {OTHERS}{FILE} {FILE}; sed -Ei '/{what}/ s/^# *//; s/user1/ana/' {FILE}");
    in_use(
        machine,
        "gdm.service",
        &format!("mkdir -p /etc/gdm3; {}", uncomment("AutomaticLogin")),
        &[
            (&format!("sed -i 's/= true/= false/' {FILE}"), "pass"),
            (&uncomment("TimedLogin"), "fail:autologin"),
            (&uncomment("nothing of this"), "pass"),
        ],
        "rm -r /etc/gdm3",
    )
}

fn sddm(machine: &Machine) -> anyhow::Result<()> {
    in_use(
        machine,
        "sddm.service",
        "mkdir -p /etc/sddm.conf.d; printf '[Autologin]\\nUser=ana\\nSession=plasma\\n' > /etc/sddm.conf.d/live.conf",
        &[("printf '[Autologin]\\nUser=\\n' > /etc/sddm.conf", "pass")],
        "rm -r /etc/sddm.conf.d /etc/sddm.conf",
    )
}

/// In the file that comes with Debian, which holds every setting as a comment.
fn lightdm(machine: &Machine) -> anyhow::Result<()> {
    const FILE: &str = "/etc/lightdm/lightdm.conf";
    let set = |line: &str| format!("cp {OTHERS}{FILE} {FILE}; sed -i 's/^\\[Seat:.*/&\\n{line}/' {FILE}");
    in_use(
        machine,
        "lightdm.service",
        &format!("mkdir -p /etc/lightdm; {}", set("autologin-user=ana")),
        &[
            ("systemctl stop lightdm; systemctl enable lightdm", "fail:autologin"),
            ("systemctl disable lightdm", "pass"),
            (&format!("systemctl start lightdm; {}", set("")), "pass"),
            (&set("autologin-guest=true"), "fail:autologin"),
        ],
        "rm -r /etc/lightdm",
    )
}

fn greetd(machine: &Machine) -> anyhow::Result<()> {
    const FILE: &str = "/etc/greetd/config.toml";
    let packaged = format!("mkdir -p /etc/greetd; cp {OTHERS}{FILE} {FILE}");
    let first = format!("printf '[initial_session]\\ncommand = \"sway\"\\nuser = \"ana\"\\n' >> {FILE}");
    in_use(
        machine,
        "greetd.service",
        &format!("{packaged}; {first}"),
        &[(&packaged, "pass")],
        "rm -r /etc/greetd",
    )
}

/// Writes a file that lets in, and brings the display manager into use; then more steps.
fn in_use(
    machine: &Machine,
    unit: &str,
    file: &str,
    more: &[(&str, &str)],
    undo: &str,
) -> anyhow::Result<()> {
    machine.follow(CHECK, &[(file, "pass")], "true")?;
    machine.stand_in(unit)?;
    let steps: Vec<_> = [("true", "fail:autologin")].iter().chain(more).copied().collect();
    machine.follow(CHECK, &steps, &format!("{undo}; {}", Machine::away_with(unit)))?;
    machine.look(CHECK)?.is("pass")
}

fn after_disk(machine: &Machine) -> anyhow::Result<()> {
    encryption::encrypted(machine, "luks2")?;
    let made = encryption::ext4(machine).and_then(|()| {
        machine.root("mkdir -p /etc/gdm3; printf '[daemon]\\nAutomaticLoginEnable=true\\nAutomaticLogin=ana\\n' > /etc/gdm3/daemon.conf")?;
        machine.stand_in("gdm.service")
    });
    let view = encryption::rooted(encryption::OPENED);
    let seen = made.and_then(|()| machine.look_in(CHECK, &view)?.is("warn:autologin_after_disk"));
    let undo = format!("rm -r /etc/gdm3; {}; {}", Machine::away_with("gdm.service"), encryption::CLOSE);
    machine.undone(&undo, seen)
}

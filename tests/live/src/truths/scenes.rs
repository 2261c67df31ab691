//! Whole machines in a state that people know, written down and played back. What is written here stays on the disk;
//! `cargo xtask live --record` takes it from there, to become a recording in `tests/hosts`.

use anyhow::ensure;

use super::{encryption, lock};
use crate::Truth;
use crate::machine::{Machine, USER};

/// Where the recordings lie, each in a folder of its name.
const RECORDINGS: &str = "/var/lib/porchlight-live";

/// A machine that is made, written down, and taken apart again.
struct Scene {
    folder: &'static str,
    /// What of it is so, for whoever reads the recording.
    origin: &'static str,
    /// Lines for root that make it so, and those that undo it.
    made: &'static str,
    undone: &'static str,
    /// Below which command the checks run.
    view: String,
    /// The settings of the GNOME session.
    settings: String,
}

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "a well-kept machine with an encrypted home says the same on paper", see: well_kept },
        Truth { name: "a machine that is left open says the same on paper", see: left_open },
        Truth { name: "a machine on LVM and LUKS says the same on paper", see: on_lvm },
    ]
}

fn well_kept(machine: &Machine) -> anyhow::Result<()> {
    encryption::encrypted(machine, "luks2")?;
    let seen = encryption::ext4(machine).and_then(|()| {
        Scene {
            folder: "debian-13-gnome-luks-home-ufw",
            origin: "the home on LUKS2 on a loop device and the rest of the disk open, ufw on, unattended-upgrades as they come, the clock's service on, no SSH server, no display manager; GNOME's settings in a session bus of their own, with a lock after five minutes",
            made: "mount /dev/mapper/live /home/ana; chown ana /home/ana
                   systemctl enable ufw; ufw --force enable; systemctl start ufw",
            undone: "ufw --force disable; systemctl disable --now ufw",
            view: String::new(),
            settings: lock::gnome_settings(300, true),
        }
        .play(machine)
    });
    machine.undone(encryption::CLOSE, seen)
}

fn left_open(machine: &Machine) -> anyhow::Result<()> {
    machine.stand_in("gdm.service")?;
    let seen = Scene {
        folder: "debian-13-gnome-left-open",
        origin: "nothing encrypted, ufw off, unattended-upgrades off, the clock's service off, the SSH server on, GDM's settings letting somebody in while a unit that only has its name runs; GNOME's settings in a session bus of their own, with the lock off",
        made: "cp /etc/apt/apt.conf.d/20auto-upgrades /run/auto-upgrades
               sed -i 's/\"1\"/\"0\"/' /etc/apt/apt.conf.d/20auto-upgrades
               mkdir -p /etc/gdm3; printf '[daemon]\\nAutomaticLoginEnable=true\\nAutomaticLogin=ana\\n' > /etc/gdm3/daemon.conf
               timedatectl set-ntp false; systemctl enable --now ssh",
        undone: "mv /run/auto-upgrades /etc/apt/apt.conf.d/20auto-upgrades; rm -r /etc/gdm3
                 timedatectl set-ntp true; systemctl disable --now ssh",
        view: String::new(),
        settings: lock::gnome_settings(0, false),
    }
    .play(machine);
    machine.undone(&Machine::away_with("gdm.service"), seen)
}

fn on_lvm(machine: &Machine) -> anyhow::Result<()> {
    encryption::encrypted(machine, "luks2")?;
    let seen = encryption::volumes(machine).and_then(|()| {
        machine.stand_in("gdm.service")?;
        Scene {
            folder: "debian-13-gnome-lvm-luks-firewalld",
            origin: "a root of its own on LVM on LUKS2 with its swap, its folders bound there from the disk that the machine started from, firewalld on, lists of packages fetched by hand only, the SSH server on the loopback, GDM's settings letting somebody in while a unit that only has its name runs; GNOME's settings in a session bus of their own, with a lock after twenty minutes",
            made: "systemctl enable --now firewalld
                   systemctl mask --now apt-daily.timer
                   mkdir -p /etc/gdm3; printf '[daemon]\\nAutomaticLoginEnable=true\\nAutomaticLogin=ana\\n' > /etc/gdm3/daemon.conf
                   echo ListenAddress 127.0.0.1 > /etc/ssh/sshd_config.d/live.conf; systemctl start ssh",
            undone: "systemctl disable --now firewalld
                     systemctl unmask apt-daily.timer; systemctl start apt-daily.timer
                     rm -r /etc/gdm3; systemctl stop ssh; rm /etc/ssh/sshd_config.d/live.conf",
            view: encryption::rooted("/dev/live/root"),
            settings: lock::gnome_settings(1200, true),
        }
        .play(machine)
    });
    machine.undone(&format!("{}; {}", Machine::away_with("gdm.service"), encryption::CLOSE), seen)
}

impl Scene {
    /// Makes it, writes it down, and looks whether the recording says what the machine says.
    fn play(&self, machine: &Machine) -> anyhow::Result<()> {
        machine.root("touch /var/lib/apt/lists")?;
        let seen = machine.root(self.made).and_then(|_| self.write_down(machine));
        machine.undone(self.undone, seen)
    }

    fn write_down(&self, machine: &Machine) -> anyhow::Result<()> {
        const ORIGIN: &str = "recorded with porchlight-cli record";
        let recording = machine.record(&self.view, &self.settings)?;
        ensure!(
            recording.contains(ORIGIN) && !recording.contains(USER),
            "not redacted, or of another origin"
        );
        let system = machine.root(". /etc/os-release; printf %s \"$PRETTY_NAME\"")?;
        let origin = format!(
            "Recorded with porchlight-cli record --redact, as an ordinary user, on an emulated machine that `cargo xtask live` made and switched so: {system}; {}.",
            self.origin
        );
        let folder = format!("{RECORDINGS}/{}", self.folder);
        machine.write(&format!("{folder}/machine.json"), &recording.replacen(ORIGIN, &origin, 1))?;
        let live = machine.look_at_all(&self.view, &self.settings, "")?;
        let played = machine.look_at_all(&self.view, &self.settings, &format!("--recording {folder}"))?;
        ensure!(live == played, "the machine says {live:?}, the recording {played:?}");
        Ok(())
    }
}

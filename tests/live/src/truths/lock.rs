//! The screen lock of GNOME, in a session bus of its own.

use crate::Truth;
use crate::machine::Machine;

const CHECK: &str = "screen.lock";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "GNOME's screen lock is followed", see: gnome },
        Truth { name: "a session without a desktop has no screen lock to read", see: no_desktop },
    ]
}

fn gnome(machine: &Machine) -> anyhow::Result<()> {
    let settings = |idle: u32, enabled: bool| {
        format!(
            "gsettings set org.gnome.desktop.session idle-delay {idle}
             gsettings set org.gnome.desktop.screensaver lock-enabled {enabled}
             gsettings set org.gnome.desktop.screensaver lock-delay 0"
        )
    };
    machine.look_in_gnome(CHECK, &settings(300, true))?.is("pass")?;
    machine.look_in_gnome(CHECK, &settings(1200, true))?.is("warn:slow")?;
    machine.look_in_gnome(CHECK, &settings(3600, true))?.is("fail:too_slow")?;
    machine.look_in_gnome(CHECK, &settings(0, true))?.is("fail:never_locks")?;
    machine.look_in_gnome(CHECK, &settings(300, false))?.is("fail:no_password")
}

fn no_desktop(machine: &Machine) -> anyhow::Result<()> {
    machine.look(CHECK)?.is("unknown:unsupported_desktop")
}

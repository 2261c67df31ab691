//! The screen locks of GNOME and Plasma, in a session bus of their own.

use crate::Truth;
use crate::machine::Machine;

const CHECK: &str = "screen.lock";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "GNOME's screen lock is followed", see: gnome },
        Truth { name: "Plasma's screen lock is followed", see: plasma },
        Truth { name: "a session without a desktop has no screen lock to read", see: no_desktop },
    ]
}

fn gnome(machine: &Machine) -> anyhow::Result<()> {
    let look = |settings: &str| machine.look_in_session(CHECK, "GNOME", settings);
    look(&gnome_settings(300, true))?.is("pass")?;
    look(&gnome_settings(1200, true))?.is("warn:slow")?;
    look(&gnome_settings(3600, true))?.is("fail:too_slow")?;
    look(&gnome_settings(0, true))?.is("fail:never_locks")?;
    look(&gnome_settings(300, false))?.is("fail:no_password")?;
    // What GNOME does if nobody ever chose.
    look("gsettings reset-recursively org.gnome.desktop.session; gsettings reset-recursively org.gnome.desktop.screensaver")?
        .is("pass")
}

/// The lines that set these.
pub(super) fn gnome_settings(idle: u32, enabled: bool) -> String {
    format!(
        "gsettings set org.gnome.desktop.session idle-delay {idle}
         gsettings set org.gnome.desktop.screensaver lock-enabled {enabled}
         gsettings set org.gnome.desktop.screensaver lock-delay 0"
    )
}

/// Its settings are a file, which Plasma itself need not be there for.
fn plasma(machine: &Machine) -> anyhow::Result<()> {
    let look = |settings: &str| {
        let lines = format!("mkdir -p ~/.config; printf '[Daemon]\\n{settings}' > ~/.config/kscreenlockerrc");
        machine.look_in_session(CHECK, "KDE", &lines)
    };
    let seen = look("Timeout=5\\n")
        .and_then(|said| said.is("pass"))
        .and_then(|()| look("Timeout=20\\n")?.is("warn:slow"))
        .and_then(|()| look("Autolock=false\\n")?.is("fail:never_locks"));
    machine.undone("rm -f /home/ana/.config/kscreenlockerrc", seen)?;
    machine.look_in_session(CHECK, "KDE", "true")?.is("pass")
}

fn no_desktop(machine: &Machine) -> anyhow::Result<()> {
    machine.look(CHECK)?.is("unknown:source_missing")?;
    machine.look_in_session(CHECK, "XFCE", "true")?.is("unknown:unsupported_desktop")
}

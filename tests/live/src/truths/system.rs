//! The version of the system, its updates and its clock.

use crate::Truth;
use crate::machine::Machine;

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "a system past its end fails, and one of our day passes", see: supported },
        Truth {
            name: "apt's own settings and timers decide whether updates come by themselves",
            see: updates,
        },
        Truth { name: "as many security updates wait as apt itself says", see: waiting },
        Truth { name: "the service that sets the clock is followed", see: clock },
    ]
}

/// Of one release after the other, by what it says of itself.
fn supported(machine: &Machine) -> anyhow::Result<()> {
    machine.write("/run/os-release", "")?;
    machine.follow(
        "os.supported",
        &[
            ("mount --bind /run/os-release /etc/os-release; printf 'ID=debian\\nVERSION_ID=\"13\"\\n' > /run/os-release", "pass"),
            ("printf 'ID=debian\\nVERSION_ID=\"12\"\\n' > /run/os-release", "warn:extended_only"),
            ("printf 'ID=debian\\nVERSION_ID=\"9\"\\n' > /run/os-release", "fail:ended"),
            ("printf 'ID=ubuntu\\nVERSION_ID=\"24.04\"\\n' > /run/os-release", "pass"),
            ("printf 'ID=ubuntu\\nVERSION_ID=\"23.10\"\\n' > /run/os-release", "fail:ended"),
            ("printf 'ID=debian\\n' > /run/os-release", "not_applicable:rolling_release"),
        ],
        "umount /etc/os-release; rm /run/os-release",
    )
}

/// The machine has no network: what counts is what is set, and when lists were last there.
fn updates(machine: &Machine) -> anyhow::Result<()> {
    const FILE: &str = "/etc/apt/apt.conf.d/20auto-upgrades";
    let settings = |fetch: &str, install: &str| {
        format!(
            "printf 'APT::Periodic::Update-Package-Lists \"{fetch}\";\\nAPT::Periodic::Unattended-Upgrade \"{install}\";\\n' > {FILE}"
        )
    };
    let (on, off, half) = (settings("1", "1"), settings("1", "0"), settings("0", "1"));
    machine.root(&format!("cp {FILE} /run/auto-upgrades; touch /var/lib/apt/lists"))?;
    machine.follow(
        "os.updates",
        &[
            // As Debian comes with it.
            ("true", "pass"),
            (&off, "fail:automatic_off"),
            (&half, "warn:partly_automatic"),
            (&on, "pass"),
            ("systemctl stop apt-daily-upgrade.timer", "fail:automatic_off"),
            (
                "systemctl start apt-daily-upgrade.timer; systemctl mask --now apt-daily.timer",
                "warn:partly_automatic",
            ),
            ("systemctl unmask apt-daily.timer; systemctl start apt-daily.timer", "pass"),
            ("echo 'APT::Periodic::Enable \"0\";' > /etc/apt/apt.conf.d/99live", "fail:automatic_off"),
            (
                "rm /etc/apt/apt.conf.d/99live; mv /usr/bin/unattended-upgrade /usr/bin/away",
                "fail:automatic_off",
            ),
            (
                "mv /usr/bin/away /usr/bin/unattended-upgrade; touch -d '8 days ago' /var/lib/apt/lists",
                "unknown:inconclusive",
            ),
        ],
        &format!("mv /run/auto-upgrades {FILE}; touch /var/lib/apt/lists"),
    )
}

fn waiting(machine: &Machine) -> anyhow::Result<()> {
    machine.root("touch /var/lib/apt/lists")?;
    let listed = machine.root("apt list --upgradable 2>/dev/null")?;
    let security = listed.lines().filter(|line| line.contains("-security")).count();
    machine.look("os.updates")?.tells("pending_security", security)
}

fn clock(machine: &Machine) -> anyhow::Result<()> {
    machine.follow(
        "time.sync",
        &[
            // Without a network it sets nothing, and would as soon as there is one; how far the clock is off is
            // compared with a collector, which this machine has none of.
            ("systemctl enable --now systemd-timesyncd", "pass"),
            ("timedatectl set-ntp false", "warn:sync_off"),
            ("timedatectl set-ntp true", "pass"),
            ("systemctl mask --now systemd-timesyncd", "warn:sync_off"),
        ],
        "systemctl unmask systemd-timesyncd; systemctl enable --now systemd-timesyncd",
    )
}

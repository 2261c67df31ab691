//! `cargo xtask live`: a machine of our own, on which settings are switched for real.
//!
//! It is a Debian made by debootstrap and started by QEMU, with a kernel, a systemd and disks of its own: nothing on
//! the machine that runs this command is touched, and no hardware support is needed.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail};

use crate::shell::{cargo, command, output, root, run, step, tee};
use crate::suite::closing_line;
use crate::system;

/// Newer than most machines that build this, so that our programs find a C library there that is new enough.
const SUITE: &str = "trixie";
/// The day on the machine's clock: what the checks say must not change with the calendar.
const TODAY: &str = "2026-11-22T10:00:00";
/// Without hardware support, a start takes a minute or two.
const MINUTES: u32 = 20;

const PACKAGES: &[&str] = &[
    "accountsservice",
    "ca-certificates",
    "cryptsetup-bin",
    "dbus",
    "dbus-user-session",
    "dconf-gsettings-backend",
    "dmsetup",
    "firewalld",
    "gsettings-desktop-schemas",
    "initramfs-tools",
    "iproute2",
    "kmod",
    "libglib2.0-bin",
    "libpam-systemd",
    "linux-image-cloud-amd64",
    "nftables",
    "openssh-server",
    "polkitd",
    "python3-apt",
    "systemd",
    "systemd-sysv",
    "systemd-timesyncd",
    "udev",
    "ufw",
    "unattended-upgrades",
];

/// Runs our program as soon as the machine is up, with its words on the second serial line, and switches it off.
const UNIT: &str = "[Unit]
Description=Settings switched for real
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/opt/porchlight/porchlight-live
StandardOutput=tty
StandardError=tty
TTYPath=/dev/ttyS1
ExecStopPost=/bin/systemctl --no-block poweroff
[Install]
WantedBy=multi-user.target
";

/// Makes the machine, starts it, and counts what was seen.
pub(crate) fn run_machine() -> anyhow::Result<()> {
    if output(&mut command("id", &["-u"]))?.trim() != "0" {
        bail!("debootstrap makes files of every owner, so this command has to be run as root");
    }
    system::provide(system::Purpose::Live)?;
    step("build", || {
        // With the same features as every other command, so that nothing is built twice.
        run(&mut cargo(&["build", "--workspace"]))
    })?;
    let folder = root().join("target/live");
    std::fs::create_dir_all(&folder)?;
    let machine = folder.join("root");
    if std::fs::read_to_string(folder.join("packages")).ok() != Some(wanted()) {
        step("make a machine", || make(&machine))?;
        std::fs::write(folder.join("packages"), wanted())?;
    }
    let disk = folder.join("disk.img");
    step("fill its disk", || fill(&machine, &disk))?;
    let text = step("start it, and switch its settings", || start(&machine, &disk))?;
    match text.lines().filter_map(|line| closing_line(line.trim())).next_back() {
        None => bail!("the machine did not come to an end; its last words are in target/live/console.log"),
        Some((_, failed, _)) if failed > 0 => bail!("{failed} settings were not followed"),
        Some(_) => Ok(()),
    }
}

fn wanted() -> String {
    format!("{SUITE} {}", PACKAGES.join(" "))
}

fn make(machine: &Path) -> anyhow::Result<()> {
    if machine.exists() {
        std::fs::remove_dir_all(machine)?;
    }
    let include = format!("--include={}", PACKAGES.join(","));
    let mut debootstrap = command("debootstrap", &["--variant=minbase", &include, SUITE]);
    // Its hundreds of lines of progress are of no use to anybody; what goes wrong stands on standard error.
    output(debootstrap.arg(machine))?;
    let inside = |line: &str| run(command("chroot", &[]).arg(machine).args(["/bin/sh", "-ec", line]));
    inside("useradd --create-home --shell /bin/sh ana && echo ana:secret | chpasswd")?;
    inside("systemctl disable ufw nftables firewalld ssh systemd-networkd-wait-online 2>/dev/null || true")?;
    inside("touch /etc/porchlight-live; echo live > /etc/hostname")?;
    std::fs::write(machine.join("etc/systemd/system/porchlight-live.service"), UNIT)?;
    inside("systemctl enable porchlight-live")
}

fn fill(machine: &Path, disk: &Path) -> anyhow::Result<()> {
    let programs = machine.join("opt/porchlight");
    std::fs::create_dir_all(&programs)?;
    for program in ["porchlight-cli", "porchlight-live"] {
        std::fs::copy(root().join("target/debug").join(program), programs.join(program))?;
    }
    // Made anew each time: a machine that was switched about is no place to begin.
    let _ = std::fs::remove_file(disk);
    run(command("truncate", &["-s", "4G"]).arg(disk))?;
    run(command("mke2fs", &["-q", "-F", "-t", "ext4", "-d"]).arg(machine).arg(disk))
}

fn start(machine: &Path, disk: &Path) -> anyhow::Result<String> {
    let boot = machine.join("boot");
    let console = format!("file:{}", root().join("target/live/console.log").display());
    let minutes = format!("{MINUTES}m");
    let mut qemu = command("timeout", &[&minutes, "qemu-system-x86_64"]);
    qemu.args(["-accel", "tcg", "-cpu", "qemu64", "-smp", "2", "-m", "1024"])
        .args(["-display", "none", "-no-reboot", "-nic", "none", "-rtc", &format!("base={TODAY}")])
        .args(["-serial", &console, "-serial", "stdio", "-monitor", "none"])
        .arg("-kernel")
        .arg(newest(&boot, "vmlinuz-")?)
        .arg("-initrd")
        .arg(newest(&boot, "initrd.img-")?)
        .args(["-append", "root=/dev/vda rw console=ttyS0 panic=-1 quiet"])
        .arg("-drive")
        .arg(format!("file={},if=virtio,format=raw", disk.display()))
        .stdin(Stdio::null());
    Ok(tee(&mut qemu)?.0)
}

fn newest(folder: &Path, prefix: &str) -> anyhow::Result<PathBuf> {
    let entries = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let named =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix));
    entries.filter(named).max().with_context(|| format!("no {prefix} in {}", folder.display()))
}

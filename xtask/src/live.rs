//! `cargo xtask live`: a machine of our own, on which settings are switched for real.
//!
//! It is a Debian made by debootstrap and started by QEMU, with a kernel, a systemd and disks of its own: nothing on
//! the machine that runs this command is touched, and no hardware support is needed.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, bail, ensure};

use crate::shell::{cargo, command, output, root, run, step, tee};
use crate::suite::closing_line;
use crate::system;

/// Newer than most machines that build this, so that our programs find a C library there that is new enough; and with
/// ordinary support, so that a machine that is kept well can pass.
const SUITE: &str = "trixie";
/// QEMU 7.2, which Debian 12 has, spoils the processor's flags where it emulates `cmpxchg16b`. The kernel's allocator
/// uses it wherever there is one, and panics early or late; without it, it takes another way.
const PROCESSOR: &str = "max,cx16=off";
/// The day on the machine's clock: what the checks say must not change with the calendar.
const TODAY: &str = "2026-11-22T10:00:00";
/// Without hardware support a start takes a minute, and all settings a quarter of an hour, where nothing else works.
const MINUTES: u32 = 60;

const PACKAGES: &[&str] = &[
    "accountsservice",
    "btrfs-progs",
    "ca-certificates",
    "cryptsetup-bin",
    "dbus",
    "dbus-user-session",
    "dconf-gsettings-backend",
    "dmsetup",
    "e2fsprogs",
    "firewalld",
    "gsettings-desktop-schemas",
    "initramfs-tools",
    "iproute2",
    "kmod",
    "libglib2.0-bin",
    "libpam-systemd",
    "linux-image-cloud-amd64",
    "lvm2",
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

/// Packages that are only unpacked, for their settings and units: they would bring desktops along, or need a network.
const OTHERS: &[&str] = &["clamav-daemon", "gdm3", "greetd", "lightdm", "sddm", "xrdp"];

/// Runs our program as soon as the machine is up, with its words on the second serial line, and switches it off.
const UNIT: &str = "[Unit]
Description=Settings switched for real
After=multi-user.target
[Service]
Type=exec
ExecStart=/opt/porchlight/porchlight-live
StandardOutput=tty
StandardError=tty
TTYPath=/dev/ttyS1
ExecStopPost=/bin/systemctl --no-block poweroff
[Install]
WantedBy=multi-user.target
";

/// Where the machine keeps its recordings.
const RECORDINGS: &str = "/var/lib/porchlight-live";

/// Makes the machine, starts it, and counts what was seen. Takes its recordings out of the disk, into this folder.
pub(crate) fn run_machine(record: Option<&Path>) -> anyhow::Result<()> {
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
    if let Some(folder) = record {
        step("take its recordings", || take_recordings(&disk, folder))?;
    }
    match text.lines().filter_map(|line| closing_line(line.trim())).next_back() {
        None => bail!("the machine did not come to an end; its last words are in target/live/console.log"),
        Some((_, failed, _)) if failed > 0 => bail!("{failed} settings were not followed"),
        Some(_) => Ok(()),
    }
}

fn wanted() -> String {
    format!("{SUITE}\n{}\n{}", PACKAGES.join(" "), OTHERS.join(" "))
}

/// Adds the list of security updates beside the one that debootstrap wrote: as many wait then as came out since the last
/// point release.
fn add_security_list(sources: &Path) -> anyhow::Result<()> {
    let main = std::fs::read_to_string(sources)?;
    let security = main.replace(&format!("/debian {SUITE} "), &format!("/debian-security {SUITE}-security "));
    ensure!(security != main, "{} names no list of {SUITE} that we know: {main}", sources.display());
    Ok(std::fs::write(sources, [main.trim_end(), security.trim_end(), ""].join("\n"))?)
}

fn make(machine: &Path) -> anyhow::Result<()> {
    if machine.exists() {
        std::fs::remove_dir_all(machine)?;
    }
    let include = format!("--include={}", PACKAGES.join(","));
    let mut debootstrap = command("debootstrap", &["--variant=minbase", &include, SUITE]);
    // Its hundreds of lines of progress are of no use to anybody; what goes wrong stands on standard error.
    output(debootstrap.arg(machine))?;
    add_security_list(&machine.join("etc/apt/sources.list"))?;
    std::fs::write(machine.join("etc/systemd/system/porchlight-live.service"), UNIT)?;
    let inside = |line: &str| run(command("chroot", &[]).arg(machine).args(["/bin/sh", "-ec", line]));
    inside("apt-get -q -q update; apt-get clean")?;
    inside(&format!(
        "mkdir /opt/others; cd /opt/others; apt-get -q -q download {} 2>/dev/null
         for package in *.deb; do dpkg-deb -x $package .; rm $package; done",
        OTHERS.join(" ")
    ))?;
    inside("useradd --create-home --shell /bin/sh ana; echo ana:secret | chpasswd")?;
    // It complains of the folders of the kernel, which are not there, and needs none of them.
    inside(
        "systemctl disable ufw nftables firewalld ssh 2>/dev/null; systemctl enable porchlight-live 2>/dev/null",
    )?;
    // Without hardware support these take a minute at each switch, and change nothing: generators, which run whenever
    // systemd reads its units anew, and scripts from before systemd, which are kept in step with each unit.
    inside(
        "cd /usr/lib/systemd/system-generators; mkdir -p /etc/systemd/system-generators
         for generator in *; do ln -s /dev/null /etc/systemd/system-generators/$generator; done
         rm -f /etc/init.d/*",
    )?;
    inside("touch /etc/porchlight-live; echo live > /etc/hostname")
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
    run(command("truncate", &["-s", "64M"]).arg(second(disk)))?;
    run(command("mke2fs", &["-q", "-F", "-t", "ext4", "-d"]).arg(machine).arg(disk))
}

/// Another disk beside the machine's own, with nothing on it.
fn second(disk: &Path) -> PathBuf {
    disk.with_file_name("second.img")
}

fn start(machine: &Path, disk: &Path) -> anyhow::Result<String> {
    let boot = machine.join("boot");
    let console = format!("file:{}", root().join("target/live/console.log").display());
    let minutes = format!("{MINUTES}m");
    let mut qemu = command("timeout", &[&minutes, "qemu-system-x86_64"]);
    qemu.args(["-accel", "tcg", "-cpu", PROCESSOR, "-smp", "2", "-m", "1024"])
        .args(["-display", "none", "-no-reboot", "-nic", "none", "-rtc", &format!("base={TODAY}")])
        .args(["-serial", &console, "-serial", "stdio", "-monitor", "none"])
        .arg("-kernel")
        .arg(newest(&boot, "vmlinuz-")?)
        .arg("-initrd")
        .arg(newest(&boot, "initrd.img-")?)
        .args(["-append", "root=/dev/vda rw console=ttyS0 panic=-1 quiet fsck.mode=skip"])
        .args([drive(disk), drive(&second(disk))].concat())
        .stdin(Stdio::null());
    Ok(tee(&mut qemu)?.0)
}

fn drive(disk: &Path) -> [String; 2] {
    ["-drive".to_owned(), format!("file={},if=virtio,format=raw", disk.display())]
}

/// Copies each recording to a folder of its name. What was judged there stays: whoever takes them looks it through.
fn take_recordings(disk: &Path, folder: &Path) -> anyhow::Result<()> {
    let taken = root().join("target/live").join(Path::new(RECORDINGS).file_name().unwrap_or_default());
    let _ = std::fs::remove_dir_all(&taken);
    let request = format!("rdump {RECORDINGS} {}", root().join("target/live").display());
    run(command("debugfs", &["-R", &request]).arg(disk).stderr(Stdio::null()))?;
    for entry in std::fs::read_dir(&taken).context("the machine wrote no recording")?.flatten() {
        let place = folder.join(entry.file_name());
        std::fs::create_dir_all(&place)?;
        std::fs::copy(entry.path().join("machine.json"), place.join("machine.json"))?;
    }
    Ok(())
}

fn newest(folder: &Path, prefix: &str) -> anyhow::Result<PathBuf> {
    let entries = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let named =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix));
    entries.filter(named).max().with_context(|| format!("no {prefix} in {}", folder.display()))
}

//! LUKS on a loop device: as the home, as everything, below LVM and btrfs, and not at all.

use crate::Truth;
use crate::machine::{Machine, NotHere, USER};

const CHECK: &str = "disk.encryption";
/// What LUKS opens.
pub(super) const OPENED: &str = "/dev/mapper/live";
/// Takes away whatever of the following is there.
pub(super) const CLOSE: &str =
    "swapoff -a; umount -q /home/ana || true; vgchange -q -an live 2>/dev/null || true
    if test -e /dev/mapper/live; then cryptsetup close live; fi
    losetup -D; rm -f /var/disk /run/key";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "a disk without encryption fails", see: nothing },
        Truth { name: "LUKS is followed from the home to the whole disk", see: luks },
        Truth { name: "LUKS of the first version is known as such", see: luks1 },
        Truth { name: "LUKS is found below LVM, and its swap with it", see: lvm },
        Truth { name: "LUKS is found below btrfs", see: btrfs },
        Truth { name: "a swap space beside the encrypted disk lies open", see: swap },
    ]
}

fn nothing(machine: &Machine) -> anyhow::Result<()> {
    machine.look(CHECK)?.is("fail:off")
}

fn luks(machine: &Machine) -> anyhow::Result<()> {
    encrypted(machine, "luks2")?;
    let seen = ext4(machine).and_then(|()| home(machine)).and_then(|()| {
        let said = machine.look_in(CHECK, &rooted(OPENED))?;
        said.is("pass")?;
        said.tells("method", "luks2")
    });
    machine.undone(CLOSE, seen)?;
    nothing(machine)
}

fn luks1(machine: &Machine) -> anyhow::Result<()> {
    encrypted(machine, "luks1")?;
    let seen = ext4(machine).and_then(|()| {
        let said = machine.look_in(CHECK, &rooted(OPENED))?;
        said.is("pass")?;
        said.tells("method", "luks1")
    });
    machine.undone(CLOSE, seen)
}

/// As the installers of Debian and Ubuntu do it.
fn lvm(machine: &Machine) -> anyhow::Result<()> {
    encrypted(machine, "luks2")?;
    let seen = volumes(machine).and_then(|()| {
        let said = machine.look_in(CHECK, &rooted("/dev/live/root"))?;
        said.is("pass")?;
        said.tells("swap", true)
    });
    machine.undone(CLOSE, seen)
}

/// As the installer of Fedora does it: the root is a subvolume.
fn btrfs(machine: &Machine) -> anyhow::Result<()> {
    if machine.root("modprobe btrfs").is_err() {
        return Err(NotHere("btrfs").into());
    }
    encrypted(machine, "luks2")?;
    let made = machine.root(&format!(
        "mkfs.btrfs -q {OPENED}; mount {OPENED} /mnt; btrfs -q subvolume create /mnt/root; umount /mnt"
    ));
    let seen =
        made.and_then(|_| machine.look_in(CHECK, &rooted(&format!("-o subvol=root {OPENED}")))?.is("pass"));
    machine.undone(CLOSE, seen)
}

/// On the machine's second disk, which is there for this.
fn swap(machine: &Machine) -> anyhow::Result<()> {
    encrypted(machine, "luks2")?;
    let made = ext4(machine).and_then(|()| machine.root("mkswap -q /dev/vdb; swapon /dev/vdb"));
    let seen = made.and_then(|_| machine.look_in(CHECK, &rooted(OPENED))?.is("warn:swap_open"));
    machine.undone(CLOSE, seen)
}

fn home(machine: &Machine) -> anyhow::Result<()> {
    machine.root(&format!("mount {OPENED} /home/{USER}"))?;
    let said = machine.look(CHECK);
    machine.root(&format!("umount /home/{USER}"))?;
    said?.is("warn:home_only")
}

/// Makes an encrypted disk and opens it.
pub(super) fn encrypted(machine: &Machine, version: &str) -> anyhow::Result<()> {
    if machine.root("modprobe loop; modprobe dm-crypt; dmsetup version").is_err() {
        return Err(NotHere("device mapper").into());
    }
    let made = machine.root(&format!(
        "truncate -s 256M /var/disk; printf password > /run/key
         cryptsetup luksFormat -q --type {version} --pbkdf pbkdf2 --pbkdf-force-iterations 1000 /var/disk /run/key
         cryptsetup open --key-file /run/key /var/disk live"
    ));
    if made.is_err() {
        return machine.undone(CLOSE, made.map(drop));
    }
    Ok(())
}

pub(super) fn ext4(machine: &Machine) -> anyhow::Result<()> {
    machine.root(&format!("mkfs.ext4 -q {OPENED}")).map(drop)
}

pub(super) fn volumes(machine: &Machine) -> anyhow::Result<()> {
    let made = "pvcreate -q /dev/mapper/live; vgcreate -q live /dev/mapper/live
        lvcreate -q -Wn -Zn -L 32M -n swap live; lvcreate -q -Wn -Zn -l 100%FREE -n root live
        mkfs.ext4 -q /dev/live/root; mkswap -q /dev/live/swap; swapon /dev/live/swap";
    machine.root(made).map(drop)
}

/// A root of its own on this file system, with the programs of the machine: the kernel tells the checks the truth
/// about what lies below.
pub(super) fn rooted(source: &str) -> String {
    format!(
        "unshare --mount --propagation private /bin/sh -ec '
        mount {source} /mnt
        for folder in usr opt etc proc sys dev run tmp var; do
            mkdir -p /mnt/$folder; mount --rbind /$folder /mnt/$folder
        done
        for link in bin lib lib64 sbin; do ln -sfn usr/$link /mnt/$link; done
        mkdir -p /mnt/home/{USER}; chown {USER} /mnt/home/{USER}; exec chroot /mnt \"$@\"' rooted"
    )
}

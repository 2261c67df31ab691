//! LUKS on a loop device: as the home, as everything, and not at all.

use crate::Truth;
use crate::machine::{Machine, NotHere, USER};

const CHECK: &str = "disk.encryption";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "a disk without encryption fails", see: nothing },
        Truth { name: "LUKS is followed from the home to the whole disk and back", see: luks },
    ]
}

fn nothing(machine: &Machine) -> anyhow::Result<()> {
    machine.look(CHECK)?.is("fail:off")
}

fn luks(machine: &Machine) -> anyhow::Result<()> {
    if machine.root("modprobe loop; modprobe dm-crypt; dmsetup version").is_err() {
        return Err(NotHere("device mapper").into());
    }
    machine.root(
        "truncate -s 64M /var/disk; printf password > /run/key
         cryptsetup luksFormat -q --pbkdf pbkdf2 --pbkdf-force-iterations 1000 /var/disk /run/key
         cryptsetup open --key-file /run/key /var/disk live
         mkfs.ext4 -q /dev/mapper/live",
    )?;
    let seen = home(machine).and_then(|()| everything(machine));
    machine.root("cryptsetup close live; rm -f /var/disk /run/key")?;
    seen?;
    nothing(machine)
}

fn home(machine: &Machine) -> anyhow::Result<()> {
    machine.root(&format!("mount /dev/mapper/live /home/{USER}"))?;
    let said = machine.look(CHECK);
    machine.root(&format!("umount /home/{USER}"))?;
    said?.is("warn:home_only")
}

/// A root of its own on the encrypted disk, with the programs of the machine: the kernel tells the checks the truth
/// about what lies below.
fn everything(machine: &Machine) -> anyhow::Result<()> {
    let rooted = "unshare --mount --propagation private /bin/sh -ec '
        mount /dev/mapper/live /mnt
        for folder in usr opt etc proc sys dev run tmp home; do
            mkdir -p /mnt/$folder; test $folder = home || mount --rbind /$folder /mnt/$folder
        done
        for link in bin lib lib64 sbin; do ln -sfn usr/$link /mnt/$link; done
        mkdir -p /mnt/home/ana; exec chroot /mnt \"$@\"' rooted";
    machine.look_in(CHECK, rooted)?.is("pass")
}

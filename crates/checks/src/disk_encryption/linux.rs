//! Linux: from mount points and swap spaces down to what encrypts them.

use porchlight_host::Program;

use super::stack::{self, Block};
use super::{Cover, Coverage, Method};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;

/// One line of `/proc/self/mountinfo`, as far as it matters here (proc(5)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mount {
    /// `major:minor`; major 0 is no block device.
    pub(super) device: String,
    pub(super) point: String,
    pub(super) kind: String,
    pub(super) source: String,
}

pub(super) fn gather(asker: &Asker<'_>) -> Result<Coverage, Obstacle> {
    let mounts = mounts(&asker.file("/proc/self/mountinfo")?)?;
    let home_path = asker.environment("HOME")?;
    let root = cover(asker, root_mount(&mounts)?)?;
    let home_mount = mount_of(&mounts, &home_path)?;
    let home = if home_mount.point == "/" { root } else { cover(asker, home_mount)? };
    let swap = swap(asker, &mounts)?;
    Ok(Coverage { root, home, swap })
}

/// Whether the system's disk is opened with a password of its own at the start (LUKS). One that a chip opens looks the
/// same from here.
pub(crate) fn asks_at_start(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    let mounts = mounts(&asker.file("/proc/self/mountinfo")?)?;
    let root = cover(asker, root_mount(&mounts)?)?;
    Ok(matches!(root, Some(Method::Luks1 | Method::Luks2)))
}

/// What encrypts the file system of a mount.
fn cover(asker: &Asker<'_>, mount: &Mount) -> Result<Cover, Obstacle> {
    match mount.kind.as_str() {
        "ecryptfs" => Ok(Some(Method::Ecryptfs)),
        "zfs" => zfs(asker, &mount.source),
        "btrfs" => btrfs(asker, &mount.source),
        // Its own encryption and its several devices cannot be seen from here.
        "bcachefs" => Err(Obstacle::INCONCLUSIVE),
        _ if mount.device.starts_with("0:") => Err(Obstacle::INCONCLUSIVE),
        _ => stack::cover(asker, &Block::by_number(&mount.device)),
    }
}

/// A btrfs carries no device number of its own and may lie on several devices; all of them have to be covered.
fn btrfs(asker: &Asker<'_>, source: &str) -> Result<Cover, Obstacle> {
    let device = stack::by_path(asker, source)?;
    for volume in asker.names("/sys/fs/btrfs")? {
        let Some(members) = optional(asker.names(&format!("/sys/fs/btrfs/{volume}/devices")))? else {
            continue;
        };
        if members.contains(&device) {
            return stack::all(asker, &members);
        }
    }
    Err(Obstacle::INCONCLUSIVE)
}

fn zfs(asker: &Asker<'_>, dataset: &str) -> Result<Cover, Obstacle> {
    if dataset.starts_with('-') {
        return Err(Obstacle::PARSE);
    }
    let output = asker.run(Program::Zfs, &["get", "-H", "-o", "name,value", "encryption", dataset])?;
    if output.code != 0 {
        return Err(Obstacle::INCONCLUSIVE);
    }
    let value = output
        .stdout
        .lines()
        .find_map(|line| line.split_once('\t').filter(|(name, _)| *name == dataset))
        .map(|(_, value)| value.trim());
    match value {
        Some("off" | "-") if stack::any_encrypted(asker)? => Err(Obstacle::INCONCLUSIVE),
        Some("off" | "-") => Ok(None),
        Some(cipher) if cipher == "on" || cipher.starts_with("aes-") => Ok(Some(Method::Zfs)),
        _ => Err(Obstacle::PARSE),
    }
}

/// What encrypts each swap space. Compressed memory (zram) never reaches a disk.
fn swap(asker: &Asker<'_>, mounts: &[Mount]) -> Result<Vec<Cover>, Obstacle> {
    let Some(text) = optional(asker.file("/proc/swaps"))? else { return Ok(Vec::new()) };
    let mut lines = text.lines();
    if !lines.next().is_some_and(|header| header.starts_with("Filename")) {
        return Err(Obstacle::PARSE);
    }
    let mut covers = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let fields: Vec<_> = line.split_whitespace().collect();
        let &[path, kind, _, _, _] = fields.as_slice() else { return Err(Obstacle::PARSE) };
        let path = unescaped(path);
        match kind {
            "partition" if path.starts_with("/dev/zram") => {}
            "partition" => covers.push(stack::all(asker, &[stack::by_path(asker, &path)?])?),
            "file" => covers.push(cover(asker, mount_of(mounts, &path)?)?),
            _ => return Err(Obstacle::PARSE),
        }
    }
    Ok(covers)
}

/// The mount that holds the system. Where `/` is an image over a read-only tree (ostree with composefs), the disk is
/// mounted at `/sysroot`.
fn root_mount(mounts: &[Mount]) -> Result<&Mount, Obstacle> {
    let at = |point: &str| mounts.iter().rev().find(|mount| mount.point == point);
    let root = at("/").ok_or(Obstacle::PARSE)?;
    match at("/sysroot") {
        Some(disk) if root.kind == "overlay" => Ok(disk),
        _ => Ok(root),
    }
}

/// The mount that a path lies in: the longest mount point above it, and the last of those that cover each other.
fn mount_of<'a>(mounts: &'a [Mount], path: &str) -> Result<&'a Mount, Obstacle> {
    if !path.starts_with('/') {
        return Err(Obstacle::PARSE);
    }
    let holds = |point: &str| {
        point == "/" || path.strip_prefix(point).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let longest = mounts.iter().filter(|mount| holds(&mount.point)).max_by_key(|mount| mount.point.len());
    match longest {
        Some(mount) if mount.point == "/" => root_mount(mounts),
        Some(mount) => Ok(mount),
        None => Err(Obstacle::PARSE),
    }
}

/// Reads mountinfo. One line that is not one makes the whole of it unreadable: the missing one may cover another.
pub(super) fn mounts(text: &str) -> Result<Vec<Mount>, Obstacle> {
    text.lines().map(mount).collect()
}

fn mount(line: &str) -> Result<Mount, Obstacle> {
    let (before, after) = line.split_once(" - ").ok_or(Obstacle::PARSE)?;
    let before: Vec<_> = before.split(' ').collect();
    let after: Vec<_> = after.split(' ').collect();
    let (&[_, _, device, _, point, ..], &[kind, source, ..]) = (before.as_slice(), after.as_slice()) else {
        return Err(Obstacle::PARSE);
    };
    if !stack::is_device_number(device) {
        return Err(Obstacle::PARSE);
    }
    Ok(Mount {
        device: device.to_owned(),
        point: unescaped(point),
        kind: kind.to_owned(),
        source: unescaped(source),
    })
}

/// The kernel writes space, tab, line break and backslash as `\040` and so on.
fn unescaped(text: &str) -> String {
    const ESCAPES: [(&str, &str); 4] = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    ESCAPES.into_iter().fold(text.to_owned(), |text, (code, character)| text.replace(code, character))
}

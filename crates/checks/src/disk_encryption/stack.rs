//! Block devices of Linux and what they stand on, as sysfs shows it.

use super::{Cover, Method};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;

/// Deeper than LVM on LUKS on RAID on partitions, and an end for a loop that should not exist.
const DEEPEST: usize = 8;

/// A block device by its directory in sysfs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    directory: String,
}

/// What the device mapper says that a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// It encrypts.
    Encrypts(Method),
    /// It only carries: LVM, RAID, a plain partition, dm-verity, which checks and does not encrypt.
    Carries,
    /// A kind of dm-crypt that we have not heard of.
    Strange,
}

impl Block {
    /// The device of this `major:minor`.
    pub(super) fn by_number(number: &str) -> Self {
        Self { directory: format!("/sys/dev/block/{number}") }
    }

    /// The device of this kernel name, such as `dm-0`.
    fn by_name(name: &str) -> Result<Self, Obstacle> {
        let is_name = !name.is_empty() && !name.starts_with('.') && !name.contains('/');
        if is_name {
            Ok(Self { directory: format!("/sys/class/block/{name}") })
        } else {
            Err(Obstacle::PARSE)
        }
    }
}

/// Whether a text is `major:minor`.
pub(super) fn is_device_number(text: &str) -> bool {
    text.split_once(':').is_some_and(|(major, minor)| {
        [major, minor].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// What encrypts a device: itself, or all that it stands on.
pub(super) fn cover(asker: &Asker<'_>, block: &Block) -> Result<Cover, Obstacle> {
    descend(asker, block, DEEPEST)
}

/// What encrypts these devices, by kernel name, if all of them are encrypted.
pub(super) fn all(asker: &Asker<'_>, names: &[String]) -> Result<Cover, Obstacle> {
    every(asker, names, DEEPEST)
}

fn descend(asker: &Asker<'_>, block: &Block, depth: usize) -> Result<Cover, Obstacle> {
    let depth = depth.checked_sub(1).ok_or(Obstacle::INCONCLUSIVE)?;
    // Every block device has this file. Without it the device is not there, and what is not there is not "plain".
    if !is_device_number(asker.file(&format!("{}/dev", block.directory))?.trim()) {
        return Err(Obstacle::PARSE);
    }
    match layer(asker, block)? {
        Layer::Encrypts(method) => return Ok(Some(method)),
        Layer::Strange => return Err(Obstacle::INCONCLUSIVE),
        Layer::Carries => {}
    }
    let directory = &block.directory;
    let below = optional(asker.names(&format!("{directory}/slaves")))?.unwrap_or_default();
    if !below.is_empty() {
        return every(asker, &below, depth);
    }
    if optional(asker.file(&format!("{directory}/partition")))?.is_some() {
        // A partition stands on what its disk stands on: nothing, or the members of a RAID.
        let below = optional(asker.names(&format!("{directory}/../slaves")))?.unwrap_or_default();
        return if below.is_empty() { Ok(None) } else { every(asker, &below, depth) };
    }
    if optional(asker.file(&format!("{directory}/loop/backing_file")))?.is_some() {
        // A file on a file system that may be encrypted, or not.
        return Err(Obstacle::INCONCLUSIVE);
    }
    Ok(None)
}

fn every(asker: &Asker<'_>, names: &[String], depth: usize) -> Result<Cover, Obstacle> {
    let mut method = None;
    for name in names {
        match descend(asker, &Block::by_name(name)?, depth)? {
            Some(found) => method = Some(found),
            None => return Ok(None),
        }
    }
    Ok(method)
}

fn layer(asker: &Asker<'_>, block: &Block) -> Result<Layer, Obstacle> {
    let uuid = optional(asker.file(&format!("{}/dm/uuid", block.directory)))?;
    Ok(uuid.map_or(Layer::Carries, |uuid| layer_of(uuid.trim())))
}

/// Reads the UUID of a device-mapper device, such as `CRYPT-LUKS2-<uuid>-<name>`.
fn layer_of(uuid: &str) -> Layer {
    let Some(rest) = uuid.strip_prefix("CRYPT-") else { return Layer::Carries };
    match rest.split('-').next() {
        Some("LUKS1") => Layer::Encrypts(Method::Luks1),
        Some("LUKS2") => Layer::Encrypts(Method::Luks2),
        Some("PLAIN") => Layer::Encrypts(Method::DmCrypt),
        Some("VERITY" | "INTEGRITY") => Layer::Carries,
        _ => Layer::Strange,
    }
}

/// The kernel's name for a path below `/dev`, such as `dm-0` for `/dev/mapper/luks-home`.
pub(super) fn by_path(asker: &Asker<'_>, path: &str) -> Result<String, Obstacle> {
    let below = path.strip_prefix("/dev/").ok_or(Obstacle::INCONCLUSIVE)?;
    match below.split_once('/') {
        None if below.is_empty() || below == "root" => Err(Obstacle::INCONCLUSIVE),
        None => Ok(below.to_owned()),
        Some(("mapper", name)) => by_mapper_name(asker, name),
        Some(("disk", _)) => Err(Obstacle::INCONCLUSIVE),
        // LVM's own link: group and volume, whose hyphens the mapper's name doubles.
        Some((group, volume)) => {
            by_mapper_name(asker, &format!("{}-{}", group.replace('-', "--"), volume.replace('-', "--")))
        }
    }
}

fn by_mapper_name(asker: &Asker<'_>, wanted: &str) -> Result<String, Obstacle> {
    for name in mapped(asker)? {
        if optional(asker.file(&format!("/sys/class/block/{name}/dm/name")))?.as_deref().map(str::trim)
            == Some(wanted)
        {
            return Ok(name);
        }
    }
    Err(Obstacle::INCONCLUSIVE)
}

/// Whether any device of the machine is encrypted. A ZFS pool does not tell what it stands on; where nothing is
/// encrypted, it stands on nothing encrypted.
pub(super) fn any_encrypted(asker: &Asker<'_>) -> Result<bool, Obstacle> {
    for name in mapped(asker)? {
        if layer(asker, &Block::by_name(&name)?)? != Layer::Carries {
            return Ok(true);
        }
    }
    Ok(false)
}

fn mapped(asker: &Asker<'_>) -> Result<Vec<String>, Obstacle> {
    let names = asker.names("/sys/class/block")?;
    Ok(names.into_iter().filter(|name| name.starts_with("dm-")).collect())
}

//! Linux: the three managers of rules, by their units and by what everybody may read of their settings. The rules
//! themselves are shown to root only, so "no manager to be seen" is not "off".

use porchlight_host::{Bus, ProbeError};

use super::{Evidence, Manager, Stance};
use crate::asker::{Asker, optional};
use crate::check::Obstacle;

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let found = [
        (Manager::Firewalld, firewalld(asker)),
        (Manager::Ufw, ufw(asker)),
        (Manager::Nftables, nftables(asker)),
    ];
    if let Some((manager, _)) = found.iter().find(|(_, stance)| *stance == Ok(Some(Stance::Protects))) {
        return Ok(Evidence::Linux { manager: *manager, stance: Stance::Protects });
    }
    let mut stances = Vec::new();
    for (manager, stance) in found {
        if let Some(stance) = stance? {
            stances.push((manager, stance));
        }
    }
    // ufw off beside another manager that works until the restart is that other manager's case.
    let (manager, stance) = stances
        .iter()
        .find(|(_, stance)| *stance == Stance::UntilRestart)
        .or(stances.first())
        .copied()
        .ok_or(Obstacle::INCONCLUSIVE)?;
    Ok(Evidence::Linux { manager, stance })
}

/// firewalld works if its unit does and its name is on the bus. `firewall-cmd --state` is not asked: it fails for
/// want of permission just as it does when firewalld is off.
fn firewalld(asker: &Asker<'_>) -> Result<Option<Stance>, Obstacle> {
    let stance = unit(asker, "firewalld.service")?;
    if stance.is_some() && !asker.name_owned(Bus::System, "org.fedoraproject.FirewallD1")? {
        return Err(Obstacle::INCONCLUSIVE);
    }
    Ok(stance)
}

/// ufw's unit runs even where ufw is switched off, so its own setting decides and the unit has to agree.
fn ufw(asker: &Asker<'_>) -> Result<Option<Stance>, Obstacle> {
    let Some(settings) = optional(asker.file("/etc/ufw/ufw.conf"))? else { return Ok(None) };
    if !ufw_enabled(&settings).ok_or(Obstacle::PARSE)? {
        return Ok(Some(Stance::Off));
    }
    unit(asker, "ufw.service")?.map(Some).ok_or(Obstacle::INCONCLUSIVE)
}

/// The last assignment of `ENABLED` in `ufw.conf`.
pub(super) fn ufw_enabled(settings: &str) -> Option<bool> {
    let value = settings.lines().rev().find_map(|line| line.trim().strip_prefix("ENABLED="))?;
    match value.trim_matches(['"', '\'', ' ']).to_ascii_lowercase().as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// nftables' unit loads a file of rules, and the file that comes with Debian lets everything in.
fn nftables(asker: &Asker<'_>) -> Result<Option<Stance>, Obstacle> {
    let Some(stance) = unit(asker, "nftables.service")? else { return Ok(None) };
    let rules = match asker.file("/etc/nftables.conf") {
        Err(ProbeError::NotFound) => asker.file("/etc/sysconfig/nftables.conf")?,
        answer => answer?,
    };
    if turns_away(&rules) { Ok(Some(stance)) } else { Err(Obstacle::INCONCLUSIVE) }
}

/// Whether rules that hook into `input` turn away what no rule let in: by the policy of a chain, or by a last word
/// without a condition. One port that is closed is no firewall, and what another file brings in is not known here.
pub(super) fn turns_away(rules: &str) -> bool {
    let lines = rules.lines().map(|line| line.split('#').next().unwrap_or_default());
    let statements = lines.flat_map(|line| line.split([';', '{', '}']));
    let code: Vec<Vec<&str>> = statements.map(|statement| statement.split_whitespace().collect()).collect();
    let hooks = code.iter().any(|words| words.windows(2).any(|pair| pair == ["hook", "input"]));
    let last_word = |words: &Vec<&str>| match words.as_slice() {
        ["policy", "drop"] => true,
        [before @ .., "drop"] => before.iter().all(|word| matches!(*word, "counter" | "log")),
        ["reject", ..] | ["counter" | "log", "reject", ..] => true,
        _ => false,
    };
    hooks && code.iter().any(last_word)
}

/// What a unit does; `None` where it is not installed or does not run.
fn unit(asker: &Asker<'_>, name: &str) -> Result<Option<Stance>, Obstacle> {
    let Some(unit) = asker.unit(name)? else { return Ok(None) };
    match (unit.active.as_str(), unit.file.as_str()) {
        ("active" | "reloading", "enabled") => Ok(Some(Stance::Protects)),
        ("active" | "reloading", _) => Ok(Some(Stance::UntilRestart)),
        _ => Ok(None),
    }
}

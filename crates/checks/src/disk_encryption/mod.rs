//! `disk.encryption`: whether a stolen computer keeps its data shut.

use porchlight_contract::OsFamily;
use porchlight_host::SettingsPage;

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{
    About, Check, EVERYWHERE, Judgement, LINUX, MACOS_AND_WINDOWS, Obstacle, Reason, WINDOWS,
};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod linux;
mod macos;
mod stack;
mod windows;

#[cfg(test)]
mod tests;

pub(crate) use linux::asks_at_start;
pub(crate) use macos::filevault;

const OFF: Reason = Reason { code: "off", kind: ReasonKind::Fail, systems: EVERYWHERE };
const DECRYPTING: Reason = Reason { code: "decrypting", kind: ReasonKind::Fail, systems: MACOS_AND_WINDOWS };
const WAITING: Reason = Reason { code: "waiting_for_activation", kind: ReasonKind::Fail, systems: WINDOWS };
const HOME_OPEN: Reason = Reason { code: "home_open", kind: ReasonKind::Fail, systems: LINUX };
const ENCRYPTING: Reason = Reason { code: "encrypting", kind: ReasonKind::Warn, systems: MACOS_AND_WINDOWS };
const SUSPENDED_LONG: Reason = Reason { code: "suspended_long", kind: ReasonKind::Fail, systems: WINDOWS };
const SUSPENDED: Reason = Reason { code: "suspended", kind: ReasonKind::Warn, systems: WINDOWS };
const HOME_ONLY: Reason = Reason { code: "home_only", kind: ReasonKind::Warn, systems: LINUX };
const SWAP_OPEN: Reason = Reason { code: "swap_open", kind: ReasonKind::Warn, systems: LINUX };

/// What the check remembers of a pause, and for how long a pause is only a warning. Windows resumes by itself after the
/// restart of an update.
const PAUSE: &str = "suspended";
const PAUSE_HOURS: i64 = 24;

const METHOD: FactSpec = FactSpec {
    name: "method",
    kind: FactKind::Word {
        values: &["bitlocker", "filevault", "luks1", "luks2", "dm_crypt", "zfs", "ecryptfs", "none"],
    },
};
const STATE: FactSpec = FactSpec {
    name: "state",
    kind: FactKind::Word {
        values: &["on", "off", "encrypting", "decrypting", "suspended", "waiting_for_activation", "partial"],
    },
};
const ROOT: FactSpec = FactSpec { name: "root", kind: FactKind::Flag };
const HOME: FactSpec = FactSpec { name: "home", kind: FactKind::Flag };
const SWAP: FactSpec = FactSpec { name: "swap", kind: FactKind::Flag };

/// The check.
pub(crate) struct DiskEncryption;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// One volume with one switch: BitLocker or FileVault.
    Volume { method: &'static str, state: VolumeState },
    /// File systems on stacks of block devices.
    Linux(Coverage),
}

/// The state of a volume with a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VolumeState {
    On,
    Off,
    Encrypting,
    Decrypting,
    /// Encrypted, with the key lying open on the disk until somebody resumes protection.
    Suspended,
    /// Encrypted, with the key lying open on the disk because protection was never switched on.
    WaitingForActivation,
}

/// By what a file system is encrypted; `None` is by nothing.
pub(crate) type Cover = Option<Method>;

/// A method of encryption on Linux.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Luks1,
    Luks2,
    /// dm-crypt without a header; swap with a random key is like that.
    DmCrypt,
    Zfs,
    Ecryptfs,
}

/// What is encrypted on Linux.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coverage {
    /// The file system of `/`.
    pub(crate) root: Cover,
    /// The file system of the user's home.
    pub(crate) home: Cover,
    /// Every swap space on a disk; swap in memory is left out.
    pub(crate) swap: Vec<Cover>,
}

impl Check for DiskEncryption {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "disk.encryption",
        severity: Severity::High,
        settings: SettingsPage::Encryption,
        reasons: &[
            &OFF,
            &DECRYPTING,
            &WAITING,
            &HOME_OPEN,
            &SUSPENDED_LONG,
            &ENCRYPTING,
            &SUSPENDED,
            &HOME_ONLY,
            &SWAP_OPEN,
        ],
        facts: &[&METHOD, &STATE, &ROOT, &HOME, &SWAP],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        match system {
            OsFamily::Linux => linux::gather(asker).map(Evidence::Linux),
            OsFamily::Macos => macos::gather(asker),
            OsFamily::Windows => windows::gather(asker),
        }
    }

    fn items(evidence: &Evidence) -> Vec<String> {
        match evidence {
            Evidence::Volume { state: VolumeState::Suspended, .. } => vec![PAUSE.to_owned()],
            Evidence::Volume { .. } | Evidence::Linux(_) => Vec::new(),
        }
    }

    fn judge(evidence: &Evidence, context: &Context) -> Judgement {
        match evidence {
            Evidence::Volume { method, state } => judge_volume(method, *state, context),
            Evidence::Linux(coverage) => judge_coverage(coverage),
        }
    }
}

fn judge_volume(method: &str, state: VolumeState, context: &Context) -> Judgement {
    let (word, reason) = match state {
        VolumeState::On => ("on", None),
        VolumeState::Off => ("off", Some(&OFF)),
        VolumeState::Encrypting => ("encrypting", Some(&ENCRYPTING)),
        VolumeState::Decrypting => ("decrypting", Some(&DECRYPTING)),
        VolumeState::Suspended if context.age(PAUSE).as_hours() >= PAUSE_HOURS => {
            ("suspended", Some(&SUSPENDED_LONG))
        }
        VolumeState::Suspended => ("suspended", Some(&SUSPENDED)),
        VolumeState::WaitingForActivation => ("waiting_for_activation", Some(&WAITING)),
    };
    let method = if state == VolumeState::Off { "none" } else { method };
    let facts = Sheet::default().word(&METHOD, method).word(&STATE, word).finish();
    match reason {
        None => Judgement::pass(facts),
        Some(reason) => Judgement::because(&[reason], facts),
    }
}

fn judge_coverage(coverage: &Coverage) -> Judgement {
    let Coverage { root, home, swap } = coverage;
    let swap_covered = swap.iter().all(Option::is_some);
    let (state, reasons): (_, &[&Reason]) = match (root, home) {
        (Some(_), Some(_)) if swap_covered => ("on", &[]),
        (Some(_), Some(_)) => ("partial", &[&SWAP_OPEN]),
        (Some(_), None) => ("partial", &[&HOME_OPEN]),
        (None, Some(_)) => ("partial", &[&HOME_ONLY]),
        (None, None) => ("off", &[&OFF]),
    };
    let sheet = Sheet::default()
        .word(&METHOD, root.or(*home).map_or("none", Method::word))
        .word(&STATE, state)
        .flag(&ROOT, root.is_some())
        .flag(&HOME, home.is_some());
    let sheet = if swap.is_empty() { sheet } else { sheet.flag(&SWAP, swap_covered) };
    Judgement::by_reasons(reasons, sheet.finish())
}

impl Method {
    fn word(self) -> &'static str {
        match self {
            Self::Luks1 => "luks1",
            Self::Luks2 => "luks2",
            Self::DmCrypt => "dm_crypt",
            Self::Zfs => "zfs",
            Self::Ecryptfs => "ecryptfs",
        }
    }
}

//! `os.supported`: whether the vendor still ships security fixes for this system.

use jiff::civil::Date;
use porchlight_contract::{Facts, NotApplicable, OsFamily, UnknownCause};
use porchlight_host::SettingsPage;

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{About, Check, EVERYWHERE, Judgement, Obstacle, Reason};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};
use crate::support_table::{Dates, Edition, Listed, days_between};

mod linux;
mod macos;
mod windows;

pub(crate) use linux::lineage as linux_lineage;
pub(crate) use macos::version as macos_version;

#[cfg(test)]
mod tests;

/// From so many days before the end on, we warn. Porchlight's own default: two months are time to plan an upgrade.
const WARN_DAYS: i64 = 60;

const ENDED: Reason = Reason { code: "ended", kind: ReasonKind::Fail, systems: EVERYWHERE };
const ENDS_SOON: Reason = Reason { code: "ends_soon", kind: ReasonKind::Warn, systems: EVERYWHERE };
const EXTENDED_ONLY: Reason =
    Reason { code: "extended_only", kind: ReasonKind::Warn, systems: &[OsFamily::Linux] };

const NAME: FactSpec = FactSpec { name: "name", kind: FactKind::Version };
const VERSION: FactSpec = FactSpec { name: "version", kind: FactKind::Version };
const SUPPORT: FactSpec =
    FactSpec { name: "support", kind: FactKind::Word { values: &["full", "extended", "ended", "rolling"] } };
const SUPPORTED_UNTIL: FactSpec = FactSpec { name: "supported_until", kind: FactKind::Date };
const DAYS_LEFT: FactSpec = FactSpec { name: "days_left", kind: FactKind::Number { unit: "days" } };

/// The check.
pub(crate) struct OsSupported;

/// What a system says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Its line in the table: an `ID` of os-release(5), `macos` or `windows`.
    pub(crate) product: String,
    /// As people know it: `debian`, `macos`, `windows-11`; out of our own list, never a text of the machine.
    pub(crate) name: String,
    /// What the table compares: a version, or a build of Windows.
    pub(crate) version: Option<String>,
    /// As people know it: `12`, `26.1`, `25H2`.
    pub(crate) shown_version: Option<String>,
    /// The servicing class, on Windows.
    pub(crate) edition: Option<Edition>,
    /// Whether the system itself says that its versions do not end.
    pub(crate) rolling: bool,
}

/// The system, and until when it says itself that it is supported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    identity: Identity,
    own_dates: Option<Dates>,
}

impl Check for OsSupported {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "os.supported",
        severity: Severity::High,
        settings: SettingsPage::Updates,
        reasons: &[&ENDED, &ENDS_SOON, &EXTENDED_ONLY],
        facts: &[&NAME, &VERSION, &SUPPORT, &SUPPORTED_UNTIL, &DAYS_LEFT],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        match system {
            OsFamily::Linux => linux::gather(asker),
            OsFamily::Macos | OsFamily::Windows => {
                Ok(Evidence { identity: identify(asker, system)?, own_dates: None })
            }
        }
    }

    fn judge(evidence: &Evidence, context: &Context) -> Judgement {
        let today = context.today();
        let Identity { product, version, edition, rolling, .. } = &evidence.identity;
        if *rolling {
            return not_applicable(evidence);
        }
        let listed = context.support().look_up(product, version.as_deref(), *edition);
        if listed == Listed::Rolling {
            return not_applicable(evidence);
        }
        if context.support().is_stale(today) {
            return Judgement::unknown(UnknownCause::TableStale, sheet(evidence).finish());
        }
        match (listed, evidence.own_dates) {
            (Listed::Release(table), own) => by_dates(evidence, latest(table, own), today),
            (_, Some(own)) => by_dates(evidence, own, today),
            (Listed::Older, None) => {
                Judgement::because(&[&ENDED], sheet(evidence).word(&SUPPORT, "ended").finish())
            }
            (Listed::Newer, None) => Judgement::unknown(UnknownCause::TableStale, sheet(evidence).finish()),
            (Listed::Undecided, None) => {
                Judgement::unknown(UnknownCause::Inconclusive, sheet(evidence).finish())
            }
            (Listed::NoProduct | Listed::Rolling, None) => {
                Judgement::unknown(UnknownCause::UnsupportedSystem, sheet(evidence).finish())
            }
        }
    }
}

/// Who this system is.
pub(crate) fn identify(asker: &Asker<'_>, system: OsFamily) -> Result<Identity, Obstacle> {
    match system {
        OsFamily::Linux => linux::identify(asker),
        OsFamily::Macos => macos::identify(asker),
        OsFamily::Windows => windows::identify(asker),
    }
}

/// Whether a text is one to three numbers with dots between, such as `24.04`: too short for an address, and no name.
fn is_plain_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let is_number =
        |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() <= 3 && parts.iter().all(is_number)
}

fn sheet(evidence: &Evidence) -> Sheet {
    let sheet = Sheet::default().word(&NAME, &evidence.identity.name);
    match &evidence.identity.shown_version {
        Some(version) => sheet.word(&VERSION, version),
        None => sheet,
    }
}

fn not_applicable(evidence: &Evidence) -> Judgement {
    let facts = sheet(evidence).word(&SUPPORT, "rolling").finish();
    Judgement::not_applicable(NotApplicable::RollingRelease, facts)
}

/// The later of what the table and the system itself say: the table may be behind an extension, the system's own
/// data behind an upgrade.
fn latest(table: Dates, own: Option<Dates>) -> Dates {
    let Some(own) = own else { return table };
    Dates {
        // A vendor that names no day goes on.
        ends: table.ends.and_then(|day| own.ends.map_or(Some(day), |own| Some(day.max(own)))),
        extended: table.extended.max(own.extended),
    }
}

fn by_dates(evidence: &Evidence, dates: Dates, today: Date) -> Judgement {
    let Some(ends) = dates.ends else {
        return Judgement::pass(sheet(evidence).word(&SUPPORT, "full").finish());
    };
    if today <= ends {
        let facts = timed(evidence, "full", ends, today);
        return if days_between(today, ends) > WARN_DAYS {
            Judgement::pass(facts)
        } else {
            Judgement::because(&[&ENDS_SOON], facts)
        };
    }
    match dates.extended {
        Some(extended) if today <= extended => {
            let facts = timed(evidence, "extended", extended, today);
            if days_between(today, extended) > WARN_DAYS {
                Judgement::because(&[&EXTENDED_ONLY], facts)
            } else {
                Judgement::because(&[&EXTENDED_ONLY, &ENDS_SOON], facts)
            }
        }
        extended => {
            let last = extended.map_or(ends, |extended| extended.max(ends));
            Judgement::because(&[&ENDED], timed(evidence, "ended", last, today))
        }
    }
}

fn timed(evidence: &Evidence, support: &str, until: Date, today: Date) -> Facts {
    let days_left = u64::try_from(days_between(today, until)).unwrap_or(0);
    sheet(evidence)
        .word(&SUPPORT, support)
        .word(&SUPPORTED_UNTIL, &until.to_string())
        .number(&DAYS_LEFT, days_left)
        .finish()
}

//! What a check is, and what it can say.

use porchlight_contract::{Facts, NotApplicable, OsFamily, Outcome, ReasonCode, UnknownCause};
use porchlight_host::{ProbeError, SettingsPage};

use crate::asker::Asker;
use crate::catalogue::{ReasonKind, Severity};
use crate::context::Context;
use crate::facts::FactSpec;
use crate::memory::Memory;

/// One thing that is looked at.
pub(crate) trait Check {
    /// What was read, in the check's own terms. It stays on the computer.
    type Evidence;

    /// What the catalogue says of the check.
    const ABOUT: About;

    /// Asks the machine.
    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Self::Evidence, Obstacle>;

    /// The things in the evidence whose age matters, such as an update that waits. The runner remembers when each was
    /// seen first, and [`Context::first_seen`] tells it to the judge.
    fn items(_: &Self::Evidence) -> Vec<String> {
        Vec::new()
    }

    /// Judges what was read. Pure: the time and the tables come with the context.
    fn judge(evidence: &Self::Evidence, context: &Context) -> Judgement;
}

/// A check as the registry lists it.
pub(crate) struct About {
    /// Its id, such as `disk.encryption`.
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    /// Where a person mends it.
    pub(crate) settings: SettingsPage,
    /// Every reason that it can give.
    pub(crate) reasons: &'static [&'static Reason],
    /// Every fact that it can tell.
    pub(crate) facts: &'static [&'static FactSpec],
}

/// Why an outcome warns or fails.
pub(crate) struct Reason {
    pub(crate) code: &'static str,
    pub(crate) kind: ReasonKind,
    /// The systems on which it can occur.
    pub(crate) systems: &'static [OsFamily],
}

/// The systems on which a [`Reason`] can occur.
pub(crate) const LINUX: &[OsFamily] = &[OsFamily::Linux];
pub(crate) const MACOS: &[OsFamily] = &[OsFamily::Macos];
pub(crate) const WINDOWS: &[OsFamily] = &[OsFamily::Windows];
pub(crate) const LINUX_AND_MACOS: &[OsFamily] = &[OsFamily::Linux, OsFamily::Macos];
pub(crate) const LINUX_AND_WINDOWS: &[OsFamily] = &[OsFamily::Linux, OsFamily::Windows];
pub(crate) const MACOS_AND_WINDOWS: &[OsFamily] = &[OsFamily::Macos, OsFamily::Windows];
pub(crate) const EVERYWHERE: &[OsFamily] = &[OsFamily::Linux, OsFamily::Macos, OsFamily::Windows];

/// Why a check has no evidence. Nothing but [`Outcome::Unknown`] can be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no evidence: {cause:?}")]
pub struct Obstacle {
    cause: UnknownCause,
}

impl Obstacle {
    /// What was read contradicts itself or says too little.
    pub(crate) const INCONCLUSIVE: Self = Self { cause: UnknownCause::Inconclusive };
    /// What was read has another form than we know.
    pub(crate) const PARSE: Self = Self { cause: UnknownCause::Parse };
    /// We see a sandbox in place of the computer.
    pub(crate) const SANDBOXED: Self = Self { cause: UnknownCause::Sandboxed };
    /// The place where the answer would stand does not exist.
    pub(crate) const SOURCE_MISSING: Self = Self { cause: UnknownCause::SourceMissing };

    /// Another obstacle.
    pub(crate) fn new(cause: UnknownCause) -> Self {
        Self { cause }
    }

    /// What the outcome says.
    #[must_use]
    pub fn cause(self) -> UnknownCause {
        self.cause
    }
}

impl From<ProbeError> for Obstacle {
    fn from(error: ProbeError) -> Self {
        Self { cause: error.cause() }
    }
}

/// An outcome with the facts that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) outcome: Outcome,
    pub(crate) facts: Facts,
}

impl Judgement {
    pub(crate) fn pass(facts: Facts) -> Self {
        Self { outcome: Outcome::Pass, facts }
    }

    /// Fails if one of the reasons does, warns otherwise. No reasons at all is a fault of ours, not a pass.
    pub(crate) fn because(reasons: &[&Reason], facts: Facts) -> Self {
        let codes: Result<Vec<_>, _> = reasons.iter().map(|reason| ReasonCode::parse(reason.code)).collect();
        let outcome = match codes {
            Ok(codes) if codes.is_empty() => Outcome::Unknown { cause: UnknownCause::Internal },
            Err(_) => Outcome::Unknown { cause: UnknownCause::Internal },
            Ok(reasons_given) if reasons.iter().any(|reason| reason.kind == ReasonKind::Fail) => {
                Outcome::Fail { reasons: reasons_given }
            }
            Ok(reasons_given) => Outcome::Warn { reasons: reasons_given },
        };
        Self { outcome, facts }
    }

    /// Passes without any reason: for a judge that has looked for every one it knows.
    pub(crate) fn by_reasons(reasons: &[&Reason], facts: Facts) -> Self {
        if reasons.is_empty() { Self::pass(facts) } else { Self::because(reasons, facts) }
    }

    /// The same for a judge that may have seen a part only: a failure is certain whatever else is not, and a pass or a
    /// warning needs all to be clear.
    pub(crate) fn by_reasons_if_clear(is_clear: bool, reasons: &[&Reason], facts: Facts) -> Self {
        let fails = reasons.iter().any(|reason| reason.kind == ReasonKind::Fail);
        if is_clear || fails {
            Self::by_reasons(reasons, facts)
        } else {
            Self::unknown(UnknownCause::Inconclusive, facts)
        }
    }

    pub(crate) fn not_applicable(why: NotApplicable, facts: Facts) -> Self {
        Self { outcome: Outcome::NotApplicable { why }, facts }
    }

    pub(crate) fn unknown(cause: UnknownCause, facts: Facts) -> Self {
        Self { outcome: Outcome::Unknown { cause }, facts }
    }
}

impl From<Obstacle> for Judgement {
    fn from(obstacle: Obstacle) -> Self {
        Self::unknown(obstacle.cause, Facts::new())
    }
}

/// Runs one check from the first question to its judgement, with what it remembers. A check that could not look
/// forgets nothing.
pub(crate) fn examine<C: Check>(asker: &Asker<'_>, context: Context, memory: &Memory) -> (Judgement, Memory) {
    match system(asker).and_then(|system| C::gather(asker, system)) {
        Ok(evidence) => {
            let memory = memory.after(C::items(&evidence), context.now());
            let judgement = C::judge(&evidence, &context.remembering(memory.clone()));
            (judgement, memory)
        }
        Err(obstacle) => (obstacle.into(), memory.clone()),
    }
}

/// The kind of system, unless we see a sandbox in its place: inside Flatpak, mounts, units, `/etc` and settings are
/// the sandbox's.
pub(crate) fn system(asker: &Asker<'_>) -> Result<OsFamily, Obstacle> {
    let system = asker.platform()?;
    if system != OsFamily::Linux {
        return Ok(system);
    }
    match asker.file("/.flatpak-info") {
        Err(ProbeError::NotFound) => Ok(system),
        Ok(_) | Err(ProbeError::PermissionDenied | ProbeError::Malformed) => Err(Obstacle::SANDBOXED),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLOW: Reason = Reason { code: "slow", kind: ReasonKind::Warn, systems: &[] };
    const OFF: Reason = Reason { code: "off", kind: ReasonKind::Fail, systems: &[] };
    const UNSPEAKABLE: Reason = Reason { code: "Not a code", kind: ReasonKind::Fail, systems: &[] };

    fn outcome(reasons: &[&Reason]) -> Outcome {
        Judgement::because(reasons, Facts::new()).outcome
    }

    #[test]
    fn one_failing_reason_makes_a_failure() {
        assert!(matches!(outcome(&[&SLOW]), Outcome::Warn { reasons } if reasons.len() == 1));
        assert!(matches!(outcome(&[&SLOW, &OFF]), Outcome::Fail { reasons } if reasons.len() == 2));
    }

    #[test]
    fn neither_no_reason_nor_a_malformed_one_is_a_pass() {
        let internal = Outcome::Unknown { cause: UnknownCause::Internal };
        assert_eq!(outcome(&[]), internal);
        assert_eq!(outcome(&[&UNSPEAKABLE]), internal);
    }
}

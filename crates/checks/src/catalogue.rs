//! The checks as data: what the CLI prints, and what the console and the docs iterate.

use porchlight_contract::{CheckId, Fact, FactName, Malformed, OsFamily, Outcome, ReasonCode, Timestamp};
use serde::Serialize;

use crate::check::{About, Reason};
use crate::facts::FactSpec;
use crate::registry;
use crate::runner::CheckResult;

/// Every check with all that it can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// In the order of the registry.
    pub checks: Vec<CheckEntry>,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckEntry {
    /// Its id.
    pub id: CheckId,
    /// How much depends on it.
    pub severity: Severity,
    /// Every reason that it can give.
    pub reasons: Vec<ReasonEntry>,
    /// Every fact that it can tell.
    pub facts: Vec<FactEntry>,
}

/// One reason of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReasonEntry {
    /// Unique within its check.
    pub code: ReasonCode,
    /// Whether it warns or fails.
    pub kind: ReasonKind,
    /// The systems on which it can occur.
    pub systems: Vec<OsFamily>,
}

/// One fact of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactEntry {
    /// Unique within its check.
    pub name: FactName,
    /// What it can be.
    #[serde(flatten)]
    pub kind: FactKind,
}

/// How much depends on a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A failure leaves the computer open to common attacks or to a thief.
    High,
    /// A failure widens the damage of another one.
    Medium,
    /// Good order.
    Low,
}

/// What a reason does to the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// It warns.
    Warn,
    /// It fails.
    Fail,
}

/// What a fact can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FactKind {
    /// Yes or no.
    Flag,
    /// A whole number.
    Number {
        /// Of what: `seconds`, `days`.
        unit: &'static str,
    },
    /// One of these words.
    Word {
        /// All that it can be.
        values: &'static [&'static str],
    },
    /// A name or version that a vendor gave, such as `debian` or `24.04`.
    Version,
    /// A day, as `2028-06-30`.
    Date,
}

/// Something that a check said, and that its entry in the catalogue does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unlisted {
    /// There is no such check.
    #[error("no check {0}")]
    Check(CheckId),
    /// It gives no such reason, or not for such an outcome.
    #[error("no reason {0} for this outcome")]
    Reason(ReasonCode),
    /// A failure for reasons that all only warn.
    #[error("a failure without a reason that fails")]
    NoFailure,
    /// It has no such fact, or the fact is something else.
    #[error("no fact {0} of this kind")]
    Fact(FactName),
}

impl Catalogue {
    /// Whether the catalogue holds what a check said.
    ///
    /// # Errors
    /// [`Unlisted`] with the first thing that it does not hold.
    pub fn lists(&self, result: &CheckResult) -> Result<(), Unlisted> {
        let check = self.checks.iter().find(|check| check.id == result.id);
        let check = check.ok_or_else(|| Unlisted::Check(result.id.clone()))?;
        check.lists_outcome(&result.outcome)?;
        match result.facts.iter().find(|(name, fact)| !check.lists_fact(name, fact)) {
            Some((name, _)) => Err(Unlisted::Fact(name.clone())),
            None => Ok(()),
        }
    }
}

impl CheckEntry {
    fn lists_outcome(&self, outcome: &Outcome) -> Result<(), Unlisted> {
        let kind = |code: &ReasonCode| {
            self.reasons.iter().find(|reason| reason.code == *code).map(|reason| reason.kind)
        };
        let (reasons, fails) = match outcome {
            Outcome::Fail { reasons } => (reasons, true),
            Outcome::Warn { reasons } => (reasons, false),
            Outcome::Pass | Outcome::NotApplicable { .. } | Outcome::Unknown { .. } => return Ok(()),
        };
        let fits = |code: &ReasonCode| match kind(code) {
            Some(ReasonKind::Warn) => true,
            Some(ReasonKind::Fail) => fails,
            None => false,
        };
        if let Some(unlisted) = reasons.iter().find(|code| !fits(code)) {
            return Err(Unlisted::Reason(unlisted.clone()));
        }
        let failure = reasons.iter().any(|code| kind(code) == Some(ReasonKind::Fail));
        if fails && !failure { Err(Unlisted::NoFailure) } else { Ok(()) }
    }

    fn lists_fact(&self, name: &FactName, fact: &Fact) -> bool {
        let spec = self.facts.iter().find(|spec| spec.name == *name);
        match (spec.map(|spec| spec.kind), fact) {
            (Some(FactKind::Flag), Fact::Flag(_))
            | (Some(FactKind::Number { .. }), Fact::Number(_))
            | (Some(FactKind::Version), Fact::Word(_)) => true,
            (Some(FactKind::Word { values }), Fact::Word(word)) => values.contains(&word.as_str()),
            (Some(FactKind::Date), Fact::Word(day)) => Timestamp::parse(format!("{day}T00:00:00Z")).is_ok(),
            _ => false,
        }
    }
}

/// Every check that this version knows.
#[must_use]
pub fn catalogue() -> Catalogue {
    let checks = registry::REGISTRY.iter().filter_map(|row| check_entry(&row.about).ok()).collect();
    Catalogue { checks }
}

fn check_entry(about: &About) -> Result<CheckEntry, Malformed> {
    Ok(CheckEntry {
        id: CheckId::parse(about.id)?,
        severity: about.severity,
        reasons: about.reasons.iter().map(|reason| reason_entry(reason)).collect::<Result<_, _>>()?,
        facts: about.facts.iter().map(|fact| fact_entry(fact)).collect::<Result<_, _>>()?,
    })
}

fn reason_entry(reason: &Reason) -> Result<ReasonEntry, Malformed> {
    Ok(ReasonEntry {
        code: ReasonCode::parse(reason.code)?,
        kind: reason.kind,
        systems: reason.systems.to_vec(),
    })
}

fn fact_entry(fact: &FactSpec) -> Result<FactEntry, Malformed> {
    Ok(FactEntry { name: FactName::parse(fact.name)?, kind: fact.kind })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_check_of_the_registry_is_well_formed_and_listed_once() {
        let catalogue = catalogue();
        assert_eq!(catalogue.checks.len(), registry::REGISTRY.len());
        let ids: BTreeSet<_> = catalogue.checks.iter().map(|check| &check.id).collect();
        assert_eq!(ids.len(), registry::REGISTRY.len());
        for check in &catalogue.checks {
            let codes: BTreeSet<_> = check.reasons.iter().map(|reason| &reason.code).collect();
            assert_eq!(codes.len(), check.reasons.len(), "{}", check.id);
            assert!(check.reasons.iter().all(|reason| !reason.systems.is_empty()), "{}", check.id);
            let names: BTreeSet<_> = check.facts.iter().map(|fact| &fact.name).collect();
            assert_eq!(names.len(), check.facts.len(), "{}", check.id);
        }
    }
}

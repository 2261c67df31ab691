//! Lines that a company draws, laid over the facts that a check has found.

use std::borrow::Cow;

use porchlight_contract::{
    CheckId, Day, Fact, FactName, Facts, Outcome, PolicyDocument, ReasonCode, Requirement, UnknownCause,
};

/// The policy as it is in force on a day: what is required from a later day on is advised until then.
#[must_use]
pub fn in_force(mut policy: PolicyDocument, today: &Day) -> PolicyDocument {
    policy.from.retain(|_, from| *from > *today);
    for check in policy.from.keys() {
        if let Some(requirement) = policy.checks.get_mut(check) {
            *requirement = Requirement::Advised;
        }
    }
    policy
}

/// What a check concluded, by the company's own line where it draws one.
///
/// Only what was read can pass or fail: without the fact that the line is about, and for what is unknown or does not
/// apply, the check's own word stands.
#[must_use]
pub fn judged<'a>(
    policy: &PolicyDocument,
    check: &CheckId,
    outcome: &'a Outcome,
    facts: &Facts,
) -> Cow<'a, Outcome> {
    let own_word = Cow::Borrowed(outcome);
    let Some(line) = LINES.iter().find(|line| line.check == check.as_str()) else { return own_word };
    let (Some(limit), Some(found)) = ((line.limit)(policy), number(facts, line.fact)) else {
        return own_word;
    };
    let reasons = match outcome {
        Outcome::Pass => &[],
        Outcome::Warn { reasons } | Outcome::Fail { reasons } => reasons.as_slice(),
        Outcome::NotApplicable { .. } | Outcome::Unknown { .. } => return own_word,
    };
    if line.side.is_crossed(found, limit) {
        line.crossed(outcome, reasons).map_or(own_word, Cow::Owned)
    } else {
        line.kept(reasons, facts).map_or(own_word, Cow::Owned)
    }
}

/// A line that can be drawn for a check.
struct Line {
    check: &'static str,
    /// The fact that it is about.
    fact: &'static str,
    limit: fn(&PolicyDocument) -> Option<u32>,
    side: Side,
    /// What is said when it is crossed.
    says: Says,
    /// The check's own words about the same fact.
    own: &'static [&'static str],
    /// The other words of the check that warn; all the rest fail.
    warnings: &'static [&'static str],
    /// The facts without which the check would not have passed in any case.
    needed: &'static [&'static str],
}

/// On which side of a line nobody should be.
#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
}

/// What is said when a line is crossed.
enum Says {
    Fail(&'static str),
    Warn(&'static str),
}

const LINES: &[Line] = &[
    Line {
        check: "screen.lock",
        fact: "lock_after_s",
        limit: |policy| policy.thresholds.lock_after_s,
        side: Side::Above,
        says: Says::Fail("too_slow"),
        own: &["slow", "too_slow"],
        warnings: &[],
        needed: &[],
    },
    Line {
        check: "os.updates",
        fact: "oldest_days",
        limit: |policy| policy.thresholds.update_days,
        side: Side::Above,
        says: Says::Fail("old_pending"),
        own: &["old_pending"],
        warnings: &["partly_automatic", "paused"],
        needed: &["automatic", "pending_security"],
    },
    Line {
        check: "malware.protection",
        fact: "signature_age_days",
        limit: |policy| policy.thresholds.signature_days,
        side: Side::Above,
        says: Says::Fail("signatures_old"),
        own: &["signatures_outdated", "signatures_old"],
        warnings: &["paused"],
        needed: &[],
    },
    Line {
        check: "os.supported",
        fact: "days_left",
        limit: |policy| policy.thresholds.support_days,
        side: Side::Below,
        says: Says::Warn("ends_soon"),
        own: &["ends_soon"],
        warnings: &["extended_only"],
        needed: &[],
    },
];

impl Line {
    /// The outcome on the wrong side; `None` if it is the check's own.
    fn crossed(&self, outcome: &Outcome, reasons: &[ReasonCode]) -> Option<Outcome> {
        let failing = matches!(outcome, Outcome::Fail { .. });
        let (said, fails) = match self.says {
            Says::Fail(code) => (code, true),
            // What has failed says more than a warning.
            Says::Warn(_) if failing => return None,
            Says::Warn(code) => (code, false),
        };
        let mut reasons = self.others(reasons);
        reasons.push(ReasonCode::parse(said).ok()?);
        Some(if fails || failing { Outcome::Fail { reasons } } else { Outcome::Warn { reasons } })
    }

    /// The outcome on the right side; `None` if it is the check's own.
    fn kept(&self, reasons: &[ReasonCode], facts: &Facts) -> Option<Outcome> {
        let others = self.others(reasons);
        if others.len() == reasons.len() {
            return None;
        }
        let is_clear = self.needed.iter().all(|name| facts.keys().any(|fact| fact.as_str() == *name));
        let only_warns = others.iter().all(|reason| self.warnings.contains(&reason.as_str()));
        Some(match (only_warns, is_clear, others.is_empty()) {
            (false, _, _) => Outcome::Fail { reasons: others },
            (true, false, _) => Outcome::Unknown { cause: UnknownCause::Inconclusive },
            (true, true, true) => Outcome::Pass,
            (true, true, false) => Outcome::Warn { reasons: others },
        })
    }

    /// The reasons that have nothing to do with this line.
    fn others(&self, reasons: &[ReasonCode]) -> Vec<ReasonCode> {
        reasons.iter().filter(|reason| !self.own.contains(&reason.as_str())).cloned().collect()
    }
}

impl Side {
    fn is_crossed(self, found: u32, limit: u32) -> bool {
        match self {
            Self::Above => found > limit,
            Self::Below => found < limit,
        }
    }
}

fn number(facts: &Facts, name: &str) -> Option<u32> {
    match facts.get(&FactName::parse(name).ok()?)? {
        Fact::Number(number) => Some(*number),
        Fact::Flag(_) | Fact::Word(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use porchlight_contract::{NotApplicable, Thresholds, Token};

    use super::*;

    fn check(id: &str) -> CheckId {
        CheckId::parse(id).unwrap()
    }

    fn policy(thresholds: Thresholds) -> PolicyDocument {
        PolicyDocument { thresholds, ..crate::default_policy() }
    }

    fn numbers(facts: &[(&str, u32)]) -> Facts {
        facts.iter().map(|(name, number)| (FactName::parse(*name).unwrap(), Fact::Number(*number))).collect()
    }

    fn reasons(codes: &[&str]) -> Vec<ReasonCode> {
        codes.iter().map(|code| ReasonCode::parse(*code).unwrap()).collect()
    }

    fn fail(codes: &[&str]) -> Outcome {
        Outcome::Fail { reasons: reasons(codes) }
    }

    fn warn(codes: &[&str]) -> Outcome {
        Outcome::Warn { reasons: reasons(codes) }
    }

    fn lock(limit: u32, outcome: &Outcome, facts: &Facts) -> Outcome {
        let policy = policy(Thresholds { lock_after_s: Some(limit), ..Thresholds::default() });
        judged(&policy, &check("screen.lock"), outcome, facts).into_owned()
    }

    fn updates(limit: u32, outcome: &Outcome, facts: &Facts) -> Outcome {
        let policy = policy(Thresholds { update_days: Some(limit), ..Thresholds::default() });
        judged(&policy, &check("os.updates"), outcome, facts).into_owned()
    }

    fn support(limit: u32, outcome: &Outcome, days_left: u32) -> Outcome {
        let policy = policy(Thresholds { support_days: Some(limit), ..Thresholds::default() });
        judged(&policy, &check("os.supported"), outcome, &numbers(&[("days_left", days_left)])).into_owned()
    }

    #[test]
    fn a_line_can_be_stricter_or_laxer_than_the_check() {
        let ten_minutes = numbers(&[("lock_after_s", 600)]);
        assert_eq!(lock(300, &Outcome::Pass, &ten_minutes), fail(&["too_slow"]));
        assert_eq!(lock(600, &Outcome::Pass, &ten_minutes), Outcome::Pass);
        let an_hour = numbers(&[("lock_after_s", 3600)]);
        assert_eq!(lock(3600, &fail(&["too_slow"]), &an_hour), Outcome::Pass);
        assert_eq!(lock(3599, &fail(&["too_slow"]), &an_hour), fail(&["too_slow"]));
        assert_eq!(lock(900, &warn(&["slow"]), &numbers(&[("lock_after_s", 901)])), fail(&["too_slow"]));
    }

    #[test]
    fn without_a_line_or_without_the_fact_the_checks_own_word_stands() {
        let found = fail(&["never_locks"]);
        assert_eq!(lock(300, &found, &Facts::new()), found);
        let word = [(FactName::parse("lock_after_s").unwrap(), Fact::Word(Token::parse("600").unwrap()))];
        assert_eq!(lock(300, &Outcome::Pass, &word.into()), Outcome::Pass);
        let (none, facts) = (policy(Thresholds::default()), numbers(&[("lock_after_s", 9000)]));
        assert_eq!(*judged(&none, &check("screen.lock"), &Outcome::Pass, &facts), Outcome::Pass);
    }

    #[test]
    fn no_line_makes_the_unknown_good_or_bad() {
        let facts = numbers(&[("lock_after_s", 1), ("oldest_days", 1), ("automatic", 1)]);
        for outcome in [
            Outcome::Unknown { cause: UnknownCause::Inconclusive },
            Outcome::Unknown { cause: UnknownCause::NotShared },
            Outcome::NotApplicable { why: NotApplicable::NoSuchPart },
        ] {
            for limit in [0, 1, u32::MAX] {
                assert_eq!(lock(limit, &outcome, &facts), outcome);
                assert_eq!(updates(limit, &outcome, &facts), outcome);
            }
        }
    }

    #[test]
    fn what_failed_by_a_line_and_was_unclear_besides_is_not_good_behind_it() {
        let found = fail(&["old_pending"]);
        let unclear = numbers(&[("oldest_days", 20)]);
        assert_eq!(updates(30, &found, &unclear), Outcome::Unknown { cause: UnknownCause::Inconclusive });
        let clear = numbers(&[("oldest_days", 20), ("automatic", 1), ("pending_security", 1)]);
        assert_eq!(updates(30, &found, &clear), Outcome::Pass);
    }

    #[test]
    fn the_other_reasons_of_a_check_stay_and_keep_their_weight() {
        let clear = numbers(&[("oldest_days", 20), ("automatic", 1), ("pending_security", 1)]);
        let found = fail(&["partly_automatic", "old_pending"]);
        assert_eq!(updates(30, &found, &clear), warn(&["partly_automatic"]));
        let found = fail(&["automatic_off", "old_pending"]);
        assert_eq!(updates(30, &found, &clear), fail(&["automatic_off"]));
        assert_eq!(
            updates(7, &warn(&["partly_automatic"]), &clear),
            fail(&["partly_automatic", "old_pending"])
        );
    }

    #[test]
    fn the_end_of_support_warns_and_never_hides_that_it_has_come() {
        assert_eq!(support(90, &Outcome::Pass, 80), warn(&["ends_soon"]));
        assert_eq!(support(30, &warn(&["ends_soon"]), 40), Outcome::Pass);
        assert_eq!(support(30, &warn(&["extended_only", "ends_soon"]), 40), warn(&["extended_only"]));
        for limit in [0, 90] {
            assert_eq!(support(limit, &fail(&["ended"]), 0), fail(&["ended"]));
        }
    }

    #[test]
    fn what_is_required_from_a_day_on_is_advised_until_then() {
        let lock = check("disk.encryption");
        let from = [(lock.clone(), Day::parse("2026-12-01").unwrap())];
        let policy = PolicyDocument { from: from.into(), ..crate::default_policy() };
        let asked = |day: &str| in_force(policy.clone(), &Day::parse(day).unwrap()).checks[&lock];
        assert_eq!(asked("2026-11-30"), Requirement::Advised);
        assert_eq!(asked("2026-12-01"), Requirement::Required);
        assert_eq!(asked("2027-01-01"), Requirement::Required);
    }

    #[test]
    fn a_day_for_a_check_that_nobody_asks_for_asks_for_nothing() {
        let from = [(check("nobody.asks"), Day::parse("2026-12-01").unwrap())];
        let policy = PolicyDocument { from: from.into(), ..crate::default_policy() };
        let asked = in_force(policy, &Day::parse("2026-11-22").unwrap()).checks;
        assert_eq!(asked, crate::default_policy().checks);
    }
}

//! From outcomes to verdicts.

use std::collections::BTreeMap;

use porchlight_contract::{CheckId, Outcome, PolicyDocument, Readiness, Requirement, Standing, UnknownCause};

/// What one outcome means under a policy.
#[must_use]
pub fn standing(policy: &PolicyDocument, check: &CheckId, outcome: &Outcome) -> Standing {
    let Some(requirement) = policy.checks.get(check) else { return Standing::NotAsked };
    match (outcome, requirement) {
        (Outcome::Pass, _) => Standing::Good,
        (Outcome::NotApplicable { .. }, _) => Standing::NotAsked,
        (Outcome::Unknown { cause: UnknownCause::NotShared }, _) => Standing::NotShared,
        (Outcome::Unknown { .. }, _) => Standing::Unclear,
        (Outcome::Fail { .. }, Requirement::Required) => Standing::MustMend,
        (Outcome::Fail { .. }, Requirement::Advised) | (Outcome::Warn { .. }, _) => Standing::WorthMending,
    }
}

/// Whether a person may keep a check out of a report: whatever the company does not require.
#[must_use]
pub fn may_be_left_out(policy: &PolicyDocument, check: &CheckId) -> bool {
    policy.checks.get(check) != Some(&Requirement::Required)
}

/// Counts what a policy's checks came to. A check that the policy asks for and that `outcomes` does not hold is
/// unclear: what was never looked at cannot be ready.
#[must_use]
pub fn readiness<'a>(
    policy: &PolicyDocument,
    outcomes: impl IntoIterator<Item = (&'a CheckId, &'a Outcome)>,
) -> Readiness {
    let outcomes: BTreeMap<_, _> = outcomes.into_iter().collect();
    let mut counts = Readiness::default();
    let mut required_unclear = false;
    for (check, requirement) in &policy.checks {
        let standing =
            outcomes.get(check).map_or(Standing::Unclear, |outcome| standing(policy, check, outcome));
        match standing {
            Standing::NotAsked => continue,
            Standing::MustMend => counts.must_mend += 1,
            Standing::Unclear => {
                counts.unclear += 1;
                required_unclear |= *requirement == Requirement::Required;
            }
            Standing::WorthMending => counts.worth_mending += 1,
            Standing::NotShared => {
                counts.not_shared += 1;
                required_unclear |= *requirement == Requirement::Required;
            }
            Standing::Good => counts.good += 1,
        }
        counts.asked += 1;
    }
    counts.ready = counts.must_mend == 0 && !required_unclear;
    counts
}

/// The policy of a company that has not written its own: what Cyber Essentials v3.3 asks of a home computer is
/// required, the rest advised.
#[must_use]
pub fn default_policy() -> PolicyDocument {
    let asked = [
        ("os.supported", Requirement::Required),
        ("os.updates", Requirement::Required),
        ("disk.encryption", Requirement::Required),
        ("firewall.host", Requirement::Required),
        ("malware.protection", Requirement::Required),
        ("account.password_autologin", Requirement::Required),
        ("remote.access", Requirement::Advised),
        ("screen.lock", Requirement::Advised),
        ("time.sync", Requirement::Advised),
    ];
    let checks = asked
        .into_iter()
        .filter_map(|(check, requirement)| CheckId::parse(check).ok().map(|check| (check, requirement)))
        .collect();
    PolicyDocument::asking(1, checks)
}

#[cfg(test)]
mod tests {
    use porchlight_contract::{NotApplicable, ReasonCode};

    use super::*;

    fn check(id: &str) -> CheckId {
        CheckId::parse(id).unwrap()
    }

    fn failing() -> Outcome {
        Outcome::Fail { reasons: vec![ReasonCode::parse("off").unwrap()] }
    }

    fn all(outcome: &Outcome) -> Vec<(CheckId, Outcome)> {
        default_policy().checks.into_keys().map(|check| (check, outcome.clone())).collect()
    }

    fn judged(outcomes: &[(CheckId, Outcome)]) -> Readiness {
        readiness(&default_policy(), outcomes.iter().map(|(check, outcome)| (check, outcome)))
    }

    /// How many checks the default policy asks for in this way.
    fn asked(requirement: Requirement) -> u32 {
        let checks = default_policy().checks;
        checks.values().filter(|asked| **asked == requirement).count().try_into().unwrap()
    }

    fn asked_in_all() -> u32 {
        asked(Requirement::Required) + asked(Requirement::Advised)
    }

    #[test]
    fn the_default_policy_requires_what_keeps_attackers_out_and_advises_the_rest() {
        let of = |wanted| {
            let checks = default_policy().checks.into_iter();
            checks.filter(|(_, asked)| *asked == wanted).map(|(id, _)| id.to_string()).collect::<Vec<_>>()
        };
        let required = [
            "account.password_autologin",
            "disk.encryption",
            "firewall.host",
            "malware.protection",
            "os.supported",
            "os.updates",
        ];
        assert_eq!(of(Requirement::Required), required);
        assert_eq!(of(Requirement::Advised), ["remote.access", "screen.lock", "time.sync"]);
    }

    #[test]
    fn all_passing_is_ready() {
        let counts = judged(&all(&Outcome::Pass));
        assert_eq!(
            counts,
            Readiness { ready: true, good: asked_in_all(), asked: asked_in_all(), ..Readiness::default() }
        );
    }

    #[test]
    fn unknown_is_never_good_and_never_a_failure() {
        let counts = judged(&all(&Outcome::Unknown { cause: UnknownCause::Timeout }));
        let all = asked_in_all();
        assert_eq!(counts, Readiness { ready: false, unclear: all, asked: all, ..Readiness::default() });
    }

    #[test]
    fn what_is_not_shared_is_counted_apart_and_never_a_failure() {
        let not_shared = Outcome::Unknown { cause: UnknownCause::NotShared };
        let mut outcomes = all(&Outcome::Pass);
        for (id, outcome) in &mut outcomes {
            if *id == check("screen.lock") {
                *outcome = not_shared.clone();
            }
        }
        let counts = judged(&outcomes);
        assert_eq!((counts.ready, counts.not_shared, counts.unclear, counts.must_mend), (true, 1, 0, 0));
        assert!(!judged(&all(&not_shared)).ready, "what is required and kept back is not ready");
    }

    #[test]
    fn only_what_is_required_must_be_shared() {
        let policy = default_policy();
        assert!(!may_be_left_out(&policy, &check("disk.encryption")));
        assert!(may_be_left_out(&policy, &check("screen.lock")));
        assert!(may_be_left_out(&policy, &check("nobody.asks")), "nobody asks for it");
    }

    #[test]
    fn a_check_that_was_never_run_is_unclear() {
        let mut outcomes = all(&Outcome::Pass);
        outcomes.retain(|(id, _)| *id != check("disk.encryption"));
        let counts = judged(&outcomes);
        assert!(!counts.ready);
        assert_eq!(counts.unclear, 1);
    }

    #[test]
    fn an_advised_failure_does_not_keep_anybody_from_work() {
        let mut outcomes = all(&Outcome::Pass);
        for (id, outcome) in &mut outcomes {
            if *id == check("screen.lock") {
                *outcome = failing();
            }
        }
        let counts = judged(&outcomes);
        assert!(counts.ready);
        assert_eq!((counts.worth_mending, counts.good), (1, asked_in_all() - 1));
    }

    #[test]
    fn a_required_failure_does() {
        let counts = judged(&all(&failing()));
        let (required, advised) = (asked(Requirement::Required), asked(Requirement::Advised));
        assert_eq!((counts.ready, counts.must_mend, counts.worth_mending), (false, required, advised));
    }

    #[test]
    fn what_does_not_apply_is_not_counted() {
        let counts = judged(&all(&Outcome::NotApplicable { why: NotApplicable::NoSuchPart }));
        assert_eq!(counts, Readiness { ready: true, ..Readiness::default() });
    }

    #[test]
    fn a_check_outside_the_policy_is_shown_and_not_judged() {
        assert_eq!(standing(&default_policy(), &check("nobody.asks"), &failing()), Standing::NotAsked);
    }
}

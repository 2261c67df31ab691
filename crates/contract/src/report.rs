//! The report: a closed schema, read by a person before it is signed.

use serde::{Deserialize, Serialize};

use crate::{
    CheckId, CompanyId, DeviceId, Facts, Grade, Malformed, OsFamily, Outcome, PersonAnswer, ReportId,
    Timestamp, Token, limits,
};

/// The schema of [`Report`].
pub const REPORT_SCHEMA: &str = "porchlight.report/1";

/// Everything that a device tells about itself. There is no field for free text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Always [`REPORT_SCHEMA`].
    pub schema: String,
    /// A random id, so that a repeat is known as one.
    pub report_id: ReportId,
    /// The company it is meant for.
    pub company_id: CompanyId,
    /// The device, by the random id of its enrolment.
    pub device_id: DeviceId,
    /// When the person was shown it, by the device's clock.
    pub created_at: Timestamp,
    /// The program that made it.
    pub app: AppInfo,
    /// The computer, coarsely.
    pub device: DeviceInfo,
    /// One entry a check.
    pub checks: Vec<CheckEntry>,
}

/// The program that made a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppInfo {
    /// Its version.
    pub version: Token,
    /// The version of the policy that it showed verdicts by.
    pub policy_version: u32,
}

/// The computer, as coarsely as the help desk can work with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceInfo {
    /// Whose it is.
    pub ownership: Ownership,
    /// Its system.
    pub os: OsInfo,
}

/// Whose a computer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ownership {
    /// The employee's own.
    Personal,
}

/// A system by kind, name and version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OsInfo {
    /// The kind.
    pub family: OsFamily,
    /// `debian`, `ubuntu`, `windows-11`, `macos`; left out if it could not be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Token>,
    /// `12`, `24.04`, `25H2`, `26.1`; left out if it could not be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub version: Option<Token>,
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckEntry {
    /// The check.
    pub id: CheckId,
    /// What it concluded.
    pub outcome: Outcome,
    /// Where that comes from.
    pub grade: Grade,
    /// When it was seen, by the device's clock.
    pub observed_at: Timestamp,
    /// Coarse facts.
    pub facts: Facts,
    /// What the person says to it, if anything.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<PersonAnswer>,
}

impl Report {
    /// Refuses what serde cannot: another schema, more entries than the limits, a check named twice.
    ///
    /// # Errors
    /// [`Malformed`] with the rule that was broken.
    pub fn validate(&self) -> Result<(), Malformed> {
        let rule =
            |holds: bool, expected: &'static str| if holds { Ok(()) } else { Err(Malformed { expected }) };
        rule(self.schema == REPORT_SCHEMA, "schema")?;
        rule(self.checks.len() <= limits::CHECKS, "number of checks")?;
        rule(self.checks.iter().all(|check| check.facts.len() <= limits::FACTS), "number of facts")?;
        rule(self.checks.iter().all(|check| reasons_fit(&check.outcome)), "list of reasons")?;
        let mut ids: Vec<_> = self.checks.iter().map(|check| &check.id).collect();
        ids.sort_unstable();
        rule(ids.windows(2).all(|pair| pair[0] != pair[1]), "list of checks without repeats")
    }
}

fn reasons_fit(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Warn { reasons } | Outcome::Fail { reasons } => {
            (1..=limits::REASONS).contains(&reasons.len())
        }
        Outcome::Pass | Outcome::NotApplicable { .. } | Outcome::Unknown { .. } => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> serde_json::Value {
        serde_json::json!({
            "schema": REPORT_SCHEMA,
            "report_id": "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11",
            "company_id": "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12",
            "device_id": "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a13",
            "created_at": "2026-11-22T10:04:00Z",
            "app": { "version": "0.1.0", "policy_version": 1 },
            "device": { "ownership": "personal", "os": { "family": "linux", "name": "debian", "version": "12" } },
            "checks": [{
                "id": "screen.lock", "outcome": { "status": "fail", "reasons": ["never_locks"] },
                "grade": "observed", "observed_at": "2026-11-22T10:03:00Z", "facts": { "locks": false }
            }]
        })
    }

    #[test]
    fn a_report_reads_back_as_it_was_written() {
        let parsed: Report = serde_json::from_value(report()).unwrap();
        parsed.validate().unwrap();
        assert_eq!(serde_json::to_value(&parsed).unwrap(), report());
    }

    #[test]
    fn a_field_outside_the_schema_is_refused_at_every_level() {
        for path in ["", "/app", "/device", "/device/os", "/checks/0", "/checks/0/outcome"] {
            let mut value = report();
            value.pointer_mut(path).unwrap()["hostname"] = "anas-laptop".into();
            assert!(serde_json::from_value::<Report>(value).is_err(), "{path}");
        }
    }

    #[test]
    fn a_fact_cannot_hold_a_sentence() {
        let mut value = report();
        value["checks"][0]["facts"]["owner"] = "Ana Prieto".into();
        assert!(serde_json::from_value::<Report>(value).is_err());
    }

    #[test]
    fn a_check_named_twice_is_refused() {
        let mut value = report();
        let again = value["checks"][0].clone();
        value["checks"].as_array_mut().unwrap().push(again);
        assert!(serde_json::from_value::<Report>(value).unwrap().validate().is_err());
    }

    #[test]
    fn a_failure_without_a_reason_is_refused() {
        let mut value = report();
        value["checks"][0]["outcome"]["reasons"] = serde_json::json!([]);
        assert!(serde_json::from_value::<Report>(value).unwrap().validate().is_err());
    }
}

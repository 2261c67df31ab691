//! What a company asks for, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{CheckId, Day};

/// A company's policy. Checks that it does not name are shown and not judged.
///
/// A device reads the document of a newer collector too: what it does not know yet it leaves out. What a document does
/// not use is not written, so that an older device reads it as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyDocument {
    /// Counts up with every change.
    pub version: u32,
    /// What is asked of each check.
    pub checks: BTreeMap<CheckId, Requirement>,
    /// The day from which on a required check is required. Before it the check is advised.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub from: BTreeMap<CheckId, Day>,
    /// Where the company draws lines of its own.
    #[serde(default, skip_serializing_if = "Thresholds::are_none")]
    pub thresholds: Thresholds,
    /// After so many days a device's newest report says too little about today.
    #[serde(default = "two_weeks", skip_serializing_if = "is_two_weeks")]
    pub stale_after_days: u32,
}

impl PolicyDocument {
    /// A policy that asks only for this, from now on, and draws no lines of its own.
    #[must_use]
    pub fn asking(version: u32, checks: BTreeMap<CheckId, Requirement>) -> Self {
        Self {
            version,
            checks,
            from: BTreeMap::new(),
            thresholds: Thresholds::default(),
            stale_after_days: two_weeks(),
        }
    }
}

/// How much a company asks of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Work cannot start without it.
    Required,
    /// Worth mending; work can start.
    Advised,
}

/// Where a company draws lines of its own. What is not set is judged as the check itself judges it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Thresholds {
    /// The screen locks after at most so many seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_after_s: Option<u32>,
    /// A security update has waited for at most so many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_days: Option<u32>,
    /// What the protection knows of malware is at most so many days old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature_days: Option<u32>,
    /// The system gets security updates for at least so many days more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_days: Option<u32>,
}

impl Thresholds {
    /// Whether no line is drawn.
    #[must_use]
    pub fn are_none(&self) -> bool {
        *self == Self::default()
    }
}

fn two_weeks() -> u32 {
    14
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
fn is_two_weeks(days: &u32) -> bool {
    *days == two_weeks()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"{"version":3,"checks":{"screen.lock":"advised"}}"#;

    #[test]
    fn a_document_from_before_is_read_and_written_as_it_was() {
        let policy: PolicyDocument = serde_json::from_str(OLD).unwrap();
        let checks = [(CheckId::parse("screen.lock").unwrap(), Requirement::Advised)];
        assert_eq!(policy, PolicyDocument::asking(3, checks.into()));
        assert_eq!(serde_json::to_string(&policy).unwrap(), OLD);
    }

    #[test]
    fn what_a_newer_collector_says_besides_is_left_out() {
        let newer = OLD.replace("\"version\"", "\"colours\":[1],\"thresholds\":{\"noise\":7},\"version\"");
        assert_eq!(
            serde_json::from_str::<PolicyDocument>(&newer).unwrap(),
            serde_json::from_str::<PolicyDocument>(OLD).unwrap()
        );
    }

    #[test]
    fn days_and_lines_that_make_no_sense_are_refused() {
        for part in [
            r#""from":{"screen.lock":"soon"}"#,
            r#""thresholds":{"lock_after_s":-1}"#,
            r#""thresholds":{"lock_after_s":"'; DROP TABLE company; --"}"#,
            r#""stale_after_days":1.5"#,
        ] {
            let text = OLD.replace("\"version\"", &format!("{part},\"version\""));
            assert!(serde_json::from_str::<PolicyDocument>(&text).is_err(), "{text}");
        }
    }
}

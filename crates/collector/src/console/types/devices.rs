//! The shapes of devices and their reports.

use porchlight_collector_db::ReportRecord;
use porchlight_contract::{
    CheckId, CompanyId, DeviceId, Fact, FactName, Facts, Grade, OsFamily, OsInfo, Outcome, PersonAnswer,
    PlainText, Readiness, Reference, ReportId, Requirement, Standing, Thumbprint, Timestamp,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{CompanyName, TechnicianName};
use crate::roster::Class;

/// Which devices by what their newest report means. The filters overlap: a device can have something to mend and
/// something unclear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StandingFilter {
    /// Ready for work.
    Ready,
    /// Something must be mended.
    MustMend,
    /// Something could not be read.
    Unclear,
    /// Something is worth mending.
    WorthMending,
    /// No report yet.
    NeverReported,
}

/// Which devices by what a check concluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OutcomeFilter {
    /// As it should be.
    Pass,
    /// Protects, but not as it should.
    Warn,
    /// Does not protect.
    Fail,
    /// Could not be read.
    Unknown,
    /// The person chose not to share it.
    LeftOut,
}

impl StandingFilter {
    /// What the newest report has to mean. `None` where it is about devices without one.
    pub(crate) fn test(self) -> Option<fn(&Readiness) -> bool> {
        match self {
            Self::Ready => Some(|counts| counts.ready),
            Self::MustMend => Some(|counts| counts.must_mend > 0),
            Self::Unclear => Some(|counts| counts.unclear > 0),
            Self::WorthMending => Some(|counts| counts.worth_mending > 0),
            Self::NeverReported => None,
        }
    }
}

impl From<OutcomeFilter> for Class {
    fn from(filter: OutcomeFilter) -> Self {
        match filter {
            OutcomeFilter::Pass => Self::Pass,
            OutcomeFilter::Warn => Self::Warn,
            OutcomeFilter::Fail => Self::Fail,
            OutcomeFilter::Unknown => Self::Unknown,
            OutcomeFilter::LeftOut => Self::LeftOut,
        }
    }
}

/// Which devices, and which page of them.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeviceFilter {
    /// Only those of this company.
    pub(crate) company: Option<CompanyId>,
    /// Only those that stand so.
    pub(crate) standing: Option<StandingFilter>,
    /// Only those whose newest report has this check; with `outcome`, with that outcome.
    pub(crate) check: Option<CheckId>,
    /// Only those with such an outcome, of `check` or of any check.
    pub(crate) outcome: Option<OutcomeFilter>,
    /// Only those with this kind of system.
    pub(crate) os: Option<OsFamily>,
    /// Only those whose newest report is too old, or only those where it is not.
    pub(crate) stale: Option<bool>,
    /// Only those with this in the person's or the company's name, or with such a reference.
    #[param(max_length = 120)]
    pub(crate) q: Option<String>,
    /// The `next` of the page before.
    #[param(
        pattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
    )]
    pub(crate) after: Option<String>,
    /// At most so many, 1 to 200; 50 if it is left out.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
}

/// Which devices a file is made of. It has no pages.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExportFilter {
    /// Only those of this company.
    pub(crate) company: Option<CompanyId>,
    /// Only those that stand so.
    pub(crate) standing: Option<StandingFilter>,
    /// Only those whose newest report has this check; with `outcome`, with that outcome.
    pub(crate) check: Option<CheckId>,
    /// Only those with such an outcome, of `check` or of any check.
    pub(crate) outcome: Option<OutcomeFilter>,
    /// Only those with this kind of system.
    pub(crate) os: Option<OsFamily>,
    /// Only those whose newest report is too old, or only those where it is not.
    pub(crate) stale: Option<bool>,
    /// Only those with this in the person's or the company's name, or with such a reference.
    #[param(max_length = 120)]
    pub(crate) q: Option<String>,
}

impl From<ExportFilter> for DeviceFilter {
    fn from(filter: ExportFilter) -> Self {
        let ExportFilter { company, standing, check, outcome, os, stale, q } = filter;
        Self { company, standing, check, outcome, os, stale, q, after: None, limit: None }
    }
}

/// A page of devices.
#[derive(Serialize, ToSchema)]
pub(crate) struct DevicePage {
    /// Newest activity first.
    pub(crate) devices: Vec<DeviceRow>,
    /// How many there are on all pages.
    pub(crate) total: u64,
    /// What to ask for `after` this page, if there is more.
    #[schema(required)]
    pub(crate) next: Option<String>,
}

/// A device in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeviceRow {
    pub(crate) id: DeviceId,
    pub(crate) company: CompanyName,
    /// Whose it is, if the invite said so.
    #[schema(required)]
    pub(crate) person: Option<PlainText>,
    /// The system as last reported; only its family before the first report.
    pub(crate) os: OsInfo,
    pub(crate) enrolled_at: Timestamp,
    /// The newest report, if there is one.
    #[schema(required)]
    pub(crate) last_report: Option<LastReport>,
    /// What the newest report means under the company's policy of now.
    #[schema(required)]
    pub(crate) readiness: Option<Readiness>,
    /// Whether the newest report is too old to say much about today.
    pub(crate) stale: bool,
    /// How many checks the person left out of the newest report.
    pub(crate) left_out: u32,
}

/// The newest report of a device.
#[derive(Serialize, ToSchema)]
pub(crate) struct LastReport {
    pub(crate) id: ReportId,
    pub(crate) reference: Reference,
    pub(crate) received_at: Timestamp,
}

/// A device with all that is known of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeviceDetail {
    pub(crate) row: DeviceRow,
    /// What the person reads on their screen, to compare over the phone.
    pub(crate) key_fingerprint: String,
    /// The version of the policy that was judged by.
    pub(crate) policy_version: u32,
    /// Failing first; then by id.
    pub(crate) checks: Vec<DeviceCheck>,
    /// Newest first, at most 20.
    pub(crate) reports: Vec<ReportRow>,
    /// What each check concluded over the last 20 reports that were not taken back, by the policy of now.
    pub(crate) history: Vec<CheckHistory>,
    /// What the person says to the findings of the newest report.
    pub(crate) said: Vec<Said>,
    /// What the help desk did about it, if anything.
    #[schema(required)]
    pub(crate) note: Option<DeviceNote>,
}

/// What a check concluded over time.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckHistory {
    pub(crate) id: CheckId,
    /// Where it changed, newest first; the last one is the oldest that is known.
    pub(crate) changes: Vec<OutcomeChange>,
}

/// A report from which on a check concluded something else.
#[derive(Serialize, ToSchema)]
pub(crate) struct OutcomeChange {
    /// When the report was made, by the device's clock.
    pub(crate) at: Timestamp,
    pub(crate) outcome: Outcome,
    pub(crate) report: ReportId,
}

/// What a person says to a finding. A report has no room for words of their own.
#[derive(Serialize, ToSchema)]
pub(crate) struct Said {
    pub(crate) check: CheckId,
    pub(crate) answer: PersonAnswer,
    /// When the report with it came.
    pub(crate) at: Timestamp,
}

/// What the help desk did about a device.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeviceNote {
    /// Who has taken it on.
    #[schema(required)]
    pub(crate) assigned_to: Option<TechnicianName>,
    /// Until when it need not be looked at.
    #[schema(required)]
    pub(crate) snoozed_until: Option<Timestamp>,
    /// When what there was to do was done.
    #[schema(required)]
    pub(crate) done_at: Option<Timestamp>,
    /// Why, in the technician's words.
    #[schema(required)]
    pub(crate) reason: Option<PlainText>,
}

impl From<porchlight_collector_db::DeviceNote> for DeviceNote {
    fn from(note: porchlight_collector_db::DeviceNote) -> Self {
        Self {
            assigned_to: note.assigned_to.map(TechnicianName::from),
            snoozed_until: note.snoozed_until,
            done_at: note.done_at,
            reason: note.reason,
        }
    }
}

/// Which two reports to compare.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct DiffPair {
    /// The one to compare with.
    pub(crate) from: ReportId,
    /// The one that is compared.
    pub(crate) to: ReportId,
}

/// What differs between two reports of a device.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeviceDiff {
    pub(crate) from: ReportRow,
    pub(crate) to: ReportRow,
    /// Only the checks that differ, by id.
    pub(crate) checks: Vec<ChangedCheck>,
}

/// A check that differs.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChangedCheck {
    pub(crate) id: CheckId,
    /// What it concluded by the policy of now; `null` if the report does not have it.
    #[schema(required)]
    pub(crate) before: Option<Outcome>,
    #[schema(required)]
    pub(crate) after: Option<Outcome>,
    /// Only the facts that differ, by name.
    pub(crate) facts: Vec<ChangedFact>,
}

/// A fact that differs; `null` where a report does not have it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChangedFact {
    pub(crate) name: FactName,
    #[schema(required)]
    pub(crate) before: Option<Fact>,
    #[schema(required)]
    pub(crate) after: Option<Fact>,
}

/// What a check found on a device, and what that means.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeviceCheck {
    pub(crate) id: CheckId,
    /// What it concluded; `null` if the policy asks for it and no report has it.
    #[schema(required)]
    pub(crate) outcome: Option<Outcome>,
    pub(crate) standing: Standing,
    /// What the policy asks of it; `null` if nothing.
    #[schema(required)]
    pub(crate) requirement: Option<Requirement>,
    #[schema(required)]
    pub(crate) grade: Option<Grade>,
    /// By the device's clock.
    #[schema(required)]
    pub(crate) observed_at: Option<Timestamp>,
    #[schema(value_type = BTreeMap<String, Fact>)]
    pub(crate) facts: Facts,
}

/// A report in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportRow {
    pub(crate) id: ReportId,
    pub(crate) reference: Reference,
    /// By the device's clock.
    pub(crate) created_at: Timestamp,
    /// By the collector's clock.
    pub(crate) received_at: Timestamp,
    /// When its device took it back, if it did: its content is erased then.
    pub(crate) withdrawn_at: Option<Timestamp>,
}

impl From<ReportRecord> for ReportRow {
    fn from(record: ReportRecord) -> Self {
        Self {
            id: record.id,
            reference: record.reference,
            created_at: record.created_at,
            received_at: record.received_at,
            withdrawn_at: record.withdrawn_at,
        }
    }
}

/// A report as it was sent.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportOriginal {
    pub(crate) id: ReportId,
    pub(crate) device_id: DeviceId,
    pub(crate) reference: Reference,
    pub(crate) received_at: Timestamp,
    /// The SHA-256 of `exact`, base64url.
    pub(crate) sha256: Thumbprint,
    /// The very bytes that the person read and the device signed.
    pub(crate) exact: String,
    /// The signed original.
    pub(crate) jws: String,
}

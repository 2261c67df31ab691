//! The shapes of the console's answers.

use porchlight_collector_db::ReportRecord;
use porchlight_contract::{
    CheckId, CompanyId, DeviceId, Fact, Facts, Grade, OsInfo, Outcome, PlainText, Readiness, Reference,
    ReportId, Requirement, Standing, Thumbprint, Timestamp,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A company by id and name.
#[derive(Serialize, ToSchema)]
pub(crate) struct CompanyName {
    pub(crate) id: CompanyId,
    pub(crate) name: PlainText,
}

/// A company with its counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct CompanyRow {
    pub(crate) id: CompanyId,
    pub(crate) name: PlainText,
    /// Enrolled devices.
    pub(crate) devices: u32,
    /// Those of them that are ready for work by their newest report.
    pub(crate) ready: u32,
}

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

/// Which devices, and which page of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeviceFilter {
    /// Only those of this company.
    pub(crate) company: Option<CompanyId>,
    /// Only those that stand so.
    pub(crate) standing: Option<StandingFilter>,
    /// Only those with this in the person's or the company's name, or with such a reference.
    #[param(max_length = 120)]
    pub(crate) q: Option<String>,
    /// The `next` of the page before.
    pub(crate) after: Option<String>,
    /// At most so many, 1 to 200; 50 if it is left out.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
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

//! Reports on their way in and out.

use porchlight_contract::{CompanyId, DeviceId, Reference, ReportId, Thumbprint, Timestamp};

/// A report that was verified and is to be stored.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Its company.
    pub company_id: CompanyId,
    /// Its device, which is enrolled in that company.
    pub device_id: DeviceId,
    /// Its id, made by the device.
    pub id: ReportId,
    /// The SHA-256 of its payload.
    pub sha256: Thumbprint,
    /// The signed original, a compact JWS over a `Report` with this id and time.
    pub jws: String,
    /// Short names to choose from: the first free one is taken.
    pub references: Vec<Reference>,
    /// When it was made, by the device's clock.
    pub created_at: Timestamp,
    /// Now.
    pub received_at: Timestamp,
}

/// A stored report without its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRecord {
    /// Its company.
    pub company_id: CompanyId,
    /// Its device.
    pub device_id: DeviceId,
    /// Its id.
    pub id: ReportId,
    /// Its short name.
    pub reference: Reference,
    /// The SHA-256 of its payload.
    pub sha256: Thumbprint,
    /// When it was made, by the device's clock.
    pub created_at: Timestamp,
    /// When it was stored.
    pub received_at: Timestamp,
    /// When its device took it back, if it did. Its original and what it said are erased then.
    pub withdrawn_at: Option<Timestamp>,
}

/// A stored report with its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedReport {
    /// What is known of it.
    pub record: ReportRecord,
    /// The signed original, byte for byte.
    pub jws: String,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportOutcome {
    /// Stored now.
    New(ReportRecord),
    /// The same report was stored before; this is its record from then.
    Repeated(ReportRecord),
    /// The same report was stored before and its device has taken it back since: it is not stored again.
    Withdrawn,
    /// Another report has this id.
    Conflict,
}

/// A report that its device takes back.
#[derive(Clone, Debug)]
pub struct NewWithdrawal {
    /// The device's company.
    pub company_id: CompanyId,
    /// The device.
    pub device_id: DeviceId,
    /// The report.
    pub report_id: ReportId,
    /// Now.
    pub at: Timestamp,
}

/// What became of a withdrawal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WithdrawOutcome {
    /// Erased now.
    New(ReportRecord),
    /// It was erased before; this is its record from then.
    Repeated(ReportRecord),
    /// This device has no such report.
    Unknown,
}

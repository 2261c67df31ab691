//! Devices, one by one and in lists.

use porchlight_contract::{
    CheckEntry, CompanyId, DeviceId, Jwk, OsFamily, OsInfo, PlainText, Reference, ReportId, Thumbprint,
    Timestamp,
};

use super::ReportRecord;

/// An enrolled device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its company.
    pub company_id: CompanyId,
    /// Its id.
    pub id: DeviceId,
    /// Whose it is, as the invite said.
    pub person: Option<PlainText>,
    /// Its key.
    pub key: Jwk,
    /// The thumbprint of its key.
    pub thumbprint: Thumbprint,
    /// Its kind of system.
    pub os: OsFamily,
    /// When the record was made.
    pub enrolled_at: Timestamp,
}

/// What a device's newest report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestState {
    /// The report.
    pub report_id: ReportId,
    /// Its short name.
    pub reference: Reference,
    /// When it was made, by the device's clock.
    pub created_at: Timestamp,
    /// When it was stored.
    pub received_at: Timestamp,
    /// The system.
    pub os: OsInfo,
    /// What each check found.
    pub checks: Vec<CheckEntry>,
}

/// A device as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceEntry {
    /// The device.
    pub device: Device,
    /// Its company's name.
    pub company_name: PlainText,
    /// The later of enrolment and last report.
    pub activity_at: Timestamp,
    /// What its newest report says, if it sent one.
    pub latest: Option<LatestState>,
}

/// A device without what it reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// The device.
    pub device: Device,
    /// The later of enrolment and last report.
    pub activity_at: Timestamp,
    /// The report that it is judged by, if there is one.
    pub reported: Option<Reported>,
}

/// The times of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// When it was made, by the device's clock.
    pub created_at: Timestamp,
    /// When it was stored.
    pub received_at: Timestamp,
}

impl From<&ReportRecord> for Reported {
    fn from(record: &ReportRecord) -> Self {
        Self { created_at: record.created_at.clone(), received_at: record.received_at.clone() }
    }
}

impl From<&LatestState> for Reported {
    fn from(latest: &LatestState) -> Self {
        Self { created_at: latest.created_at.clone(), received_at: latest.received_at.clone() }
    }
}

/// Is shown devices one by one.
pub type VisitDevice = Box<dyn FnMut(DeviceEntry) + Send>;

/// Is shown devices one by one, without what they reported.
pub type VisitEnrolled = Box<dyn FnMut(Enrolled) + Send>;

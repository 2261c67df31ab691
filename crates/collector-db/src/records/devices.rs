//! Devices, one by one and in lists.

use std::collections::BTreeSet;

use porchlight_contract::{
    CheckEntry, CompanyId, DeviceId, Jwk, OsFamily, OsInfo, PlainText, Reference, ReportId, Thumbprint,
    Timestamp,
};

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

/// A place in the list of devices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeviceCursor {
    /// The activity of the last device of the page before.
    pub activity_at: Timestamp,
    /// Its id.
    pub id: DeviceId,
}

/// Decides whether a device belongs into a list. Judging is not the store's, so the store asks.
pub type KeepDevice = Box<dyn Fn(&DeviceEntry) -> bool + Send>;

/// Is shown devices one by one.
pub type VisitDevice = Box<dyn FnMut(DeviceEntry) + Send>;

/// Which devices to list.
#[derive(Default)]
pub struct DeviceQuery {
    /// Only those of this company.
    pub company: Option<CompanyId>,
    /// Only those of these companies; `None` for all.
    pub companies: Option<BTreeSet<CompanyId>>,
    /// Only those whose person or company has this in its name, in whatever case.
    pub text: Option<String>,
    /// Those too that sent a report whose reference starts like this. Counts only beside `text`.
    pub reference: Option<String>,
    /// Only those that it says yes to. Costs a look at every device that the other filters leave.
    pub keep: Option<KeepDevice>,
    /// Only those behind this place.
    pub after: Option<DeviceCursor>,
    /// At most so many.
    pub limit: u32,
}

/// A page of devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DevicePage {
    /// The devices, newest activity first.
    pub devices: Vec<DeviceEntry>,
    /// How many there are on all pages.
    pub total: u64,
    /// Where the next page begins, if there is one.
    pub next: Option<DeviceCursor>,
}

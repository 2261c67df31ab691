//! What the help desk does about a device.

use porchlight_contract::{CompanyId, DeviceId, PlainText, Timestamp};

use super::TechnicianId;

/// A technician by id and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TechnicianName {
    /// Their id.
    pub id: TechnicianId,
    /// Their name.
    pub name: PlainText,
}

/// Something done about a device.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// The device's company.
    pub company_id: CompanyId,
    /// The device.
    pub device_id: DeviceId,
    /// What is done.
    pub step: Step,
    /// Why, in the technician's words. Without any, the words of before stay.
    pub reason: Option<PlainText>,
}

/// What can be done about a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A technician takes it on.
    Assign(TechnicianId),
    /// It need not be looked at before then.
    Snooze(Timestamp),
    /// What there was to do is done. Whatever comes later is new.
    Done,
}

/// What was done about a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceNote {
    /// The device.
    pub device_id: DeviceId,
    /// Who has taken it on.
    pub assigned_to: Option<TechnicianName>,
    /// Until when it need not be looked at.
    pub snoozed_until: Option<Timestamp>,
    /// When what there was to do was done.
    pub done_at: Option<Timestamp>,
    /// Why, in the technician's words.
    pub reason: Option<PlainText>,
}

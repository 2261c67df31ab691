//! Invites, and the enrolments that use them up.

use porchlight_contract::{
    CompanyId, DeviceId, InviteCode, InviteId, Jwk, OsFamily, PlainText, Thumbprint, Timestamp,
};
use serde::{Deserialize, Serialize};

use super::Device;

/// An invite to be made.
#[derive(Clone, Debug)]
pub struct NewInvite {
    /// Its company.
    pub company_id: CompanyId,
    /// Its id.
    pub id: InviteId,
    /// Its secret code. The store keeps a keyed hash of it only.
    pub code: InviteCode,
    /// Whom it is for.
    pub person: Option<PlainText>,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}

/// Where an invite is in its life. That its time has passed is for the reader to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InviteState {
    /// It waits for a device.
    Open,
    /// A device was enrolled with it.
    Used,
    /// A technician took it back.
    Revoked,
}

/// An invite without its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Its company.
    pub company_id: CompanyId,
    /// Its id.
    pub id: InviteId,
    /// Whom it is for.
    pub person: Option<PlainText>,
    /// Where it is in its life.
    pub state: InviteState,
    /// Until when it can be accepted. At this second it can not any more.
    pub expires_at: Timestamp,
    /// The device that was enrolled with it.
    pub device_id: Option<DeviceId>,
}

/// A device that holds a code and has proved that it has the key.
#[derive(Clone, Debug)]
pub struct NewEnrolment {
    /// The code.
    pub code: InviteCode,
    /// The id that a new device record gets.
    pub device_id: DeviceId,
    /// The device's key.
    pub key: Jwk,
    /// The thumbprint of the key.
    pub thumbprint: Thumbprint,
    /// The device's kind of system.
    pub os: OsFamily,
    /// Now.
    pub at: Timestamp,
}

/// What became of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnrolOutcome {
    /// The device record is new.
    New(Device),
    /// The same key was enrolled in this company before. Nothing was made, and the same record is the answer.
    Repeated(Device),
    /// The key is enrolled in another company, this one. Nothing was changed.
    OtherCompany(CompanyId),
    /// No such code.
    Unknown,
    /// The invite's time has passed.
    Expired,
    /// Another device has used the invite.
    Used,
    /// A technician took the invite back.
    Revoked,
}

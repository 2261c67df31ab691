//! Invites, and the enrolments that use them up.

use std::collections::BTreeSet;

use porchlight_contract::{
    CompanyId, DeviceId, InviteCode, InviteId, Jwk, OsFamily, PlainText, Thumbprint, Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{Device, TechnicianName};

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

/// An invite as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteEntry {
    /// The invite.
    pub invite: Invite,
    /// Its company's name.
    pub company_name: PlainText,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it; `None` if a command did.
    pub created_by: Option<TechnicianName>,
}

/// Which invites by where they are in their life at a given time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteStage {
    /// They wait for a device.
    Open,
    /// A device was enrolled with them.
    Used,
    /// A technician took them back.
    Revoked,
    /// Their time has passed before anybody used them.
    Expired,
}

/// A place in the list of invites.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InviteCursor {
    /// When the last invite of the page before was made.
    pub created_at: Timestamp,
    /// Its id.
    pub id: InviteId,
}

/// Which invites to list.
#[derive(Clone, Debug)]
pub struct InviteQuery {
    /// Only those of this company.
    pub company: Option<CompanyId>,
    /// Only those of these companies; `None` for all.
    pub companies: Option<BTreeSet<CompanyId>>,
    /// Only those that are so far at `now`.
    pub stage: Option<InviteStage>,
    /// Only those that can be accepted until then at the latest.
    pub expires_before: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
    /// Only those behind this place.
    pub after: Option<InviteCursor>,
    /// At most so many.
    pub limit: u32,
}

/// A page of invites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitePage {
    /// The invites, newest first.
    pub invites: Vec<InviteEntry>,
    /// How many there are on all pages.
    pub total: u64,
    /// Where the next page begins, if there is one.
    pub next: Option<InviteCursor>,
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

//! The shapes of invites.

use porchlight_collector_db::{InviteEntry, InviteStage, InviteState};
use porchlight_contract::{CompanyId, DeviceId, InviteId, PlainText, Timestamp, limits};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{CompanyName, TechnicianName};

/// Where an invite is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InviteLife {
    /// It waits for a device.
    Open,
    /// A device was enrolled with it.
    Used,
    /// A technician took it back.
    Revoked,
    /// Its time has passed before anybody used it.
    Expired,
}

impl From<InviteLife> for InviteStage {
    fn from(life: InviteLife) -> Self {
        match life {
            InviteLife::Open => Self::Open,
            InviteLife::Used => Self::Used,
            InviteLife::Revoked => Self::Revoked,
            InviteLife::Expired => Self::Expired,
        }
    }
}

/// Which invites, and which page of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteFilter {
    /// Only those of this company.
    pub(crate) company: Option<CompanyId>,
    /// Only those that are so far.
    pub(crate) state: Option<InviteLife>,
    /// The `next` of the page before.
    #[param(
        pattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
    )]
    pub(crate) after: Option<String>,
    /// At most so many, 1 to 200; 50 if it is left out.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
}

/// A page of invites.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvitePage {
    /// Newest first.
    pub(crate) invites: Vec<InviteRow>,
    /// How many there are on all pages.
    pub(crate) total: u64,
    /// What to ask for `after` this page, if there is more.
    #[schema(required)]
    pub(crate) next: Option<String>,
}

/// An invite in a list. Its code is not kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct InviteRow {
    pub(crate) id: InviteId,
    pub(crate) company: CompanyName,
    /// Whom it is for, if somebody wrote it down.
    #[schema(required)]
    pub(crate) person: Option<PlainText>,
    pub(crate) state: InviteLife,
    pub(crate) created_at: Timestamp,
    /// At this second it can not be accepted any more.
    pub(crate) expires_at: Timestamp,
    /// The device that was enrolled with it.
    #[schema(required)]
    pub(crate) device_id: Option<DeviceId>,
    /// Who made it; `null` if a command did.
    #[schema(required)]
    pub(crate) created_by: Option<TechnicianName>,
}

impl InviteRow {
    /// An invite as it is now.
    pub(crate) fn at(now: &Timestamp, entry: InviteEntry) -> Self {
        let InviteEntry { invite, company_name, created_at, created_by } = entry;
        let state = match invite.state {
            InviteState::Open if invite.expires_at <= *now => InviteLife::Expired,
            InviteState::Open => InviteLife::Open,
            InviteState::Used => InviteLife::Used,
            InviteState::Revoked => InviteLife::Revoked,
        };
        Self {
            id: invite.id,
            company: CompanyName { id: invite.company_id, name: company_name },
            person: invite.person,
            state,
            created_at,
            expires_at: invite.expires_at,
            device_id: invite.device_id,
            created_by: created_by.map(TechnicianName::from),
        }
    }
}

/// An invite to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteOrder {
    pub(crate) company: CompanyId,
    /// Whom it is for.
    #[serde(default)]
    pub(crate) person: Option<PlainText>,
    /// How long it can be accepted, 1 to 720 hours; 72 if it is left out.
    #[serde(default = "three_days")]
    #[schema(minimum = 1, maximum = 720)]
    pub(crate) hours: u32,
}

/// Invites to be made, one a person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BatchOrder {
    pub(crate) company: CompanyId,
    /// 1 to 500 people.
    #[schema(min_items = 1, max_items = 500)]
    pub(crate) people: Vec<PlainText>,
    /// How long they can be accepted, 1 to 720 hours; 72 if it is left out.
    #[serde(default = "three_days")]
    #[schema(minimum = 1, maximum = 720)]
    pub(crate) hours: u32,
}

impl BatchOrder {
    pub(crate) fn fits(&self) -> bool {
        (1..=limits::BATCH).contains(&self.people.len())
    }
}

fn three_days() -> u32 {
    72
}

/// A new invite with all that its person needs. The code is shown here and never again.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewInvite {
    pub(crate) id: InviteId,
    /// As it is read out and typed, `K7Q2M-9X4TB`.
    pub(crate) code: String,
    /// What opens the wizard.
    pub(crate) link: String,
    /// The link as a QR code: the text of an SVG.
    pub(crate) qr: String,
    #[schema(required)]
    pub(crate) person: Option<PlainText>,
    pub(crate) company: CompanyName,
    pub(crate) expires_at: Timestamp,
}

/// New invites, in the order of the people.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewInvites {
    pub(crate) invites: Vec<NewInvite>,
}

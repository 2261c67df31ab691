//! The shapes of what there is to do today.

use porchlight_contract::{
    CheckId, CompanyId, DeviceId, InviteId, PersonAnswer, PlainText, ReasonCode, Timestamp,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{CompanyName, TechnicianName};

/// Whose day it is.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct TodayFilter {
    /// Only what is of this company.
    pub(crate) company: Option<CompanyId>,
}

/// What there is to do.
#[derive(Serialize, ToSchema)]
pub(crate) struct Today {
    /// By kind, oldest first within it, at most 200.
    pub(crate) items: Vec<TodayItem>,
    /// How many there are of each kind, shown or not.
    pub(crate) counts: TodayCounts,
    /// How many there are in all.
    pub(crate) total: u64,
    /// What somebody has put off to a later time, in the same order, at most 200. It counts nowhere else.
    pub(crate) put_off: Vec<TodayItem>,
    /// How many of each kind were put off, shown or not.
    pub(crate) put_off_counts: TodayCounts,
    /// Devices that were looked at.
    pub(crate) devices: u64,
    pub(crate) as_of: Timestamp,
}

/// How many there are of each kind.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub(crate) struct TodayCounts {
    pub(crate) person_says: u64,
    pub(crate) must_mend: u64,
    pub(crate) never_reported: u64,
    pub(crate) invite_expiring: u64,
    pub(crate) stale: u64,
}

impl TodayCounts {
    /// The count of a kind, to be changed.
    pub(crate) fn of(&mut self, kind: TodayKind) -> &mut u64 {
        match kind {
            TodayKind::PersonSays => &mut self.person_says,
            TodayKind::MustMend => &mut self.must_mend,
            TodayKind::NeverReported => &mut self.never_reported,
            TodayKind::InviteExpiring => &mut self.invite_expiring,
            TodayKind::Stale => &mut self.stale,
        }
    }

    /// How many there are in all.
    pub(crate) fn total(self) -> u64 {
        self.person_says + self.must_mend + self.never_reported + self.invite_expiring + self.stale
    }
}

/// Why something stands in the list, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TodayKind {
    /// A person cannot mend a finding, or disagrees with it.
    PersonSays,
    /// Something required is not so, and the person has not said anything to it.
    MustMend,
    /// A device was enrolled and has never sent a report.
    NeverReported,
    /// An invite can be accepted for less than a day more.
    InviteExpiring,
    /// The newest report of a device is too old.
    Stale,
}

/// Something to do.
#[derive(Serialize, ToSchema)]
pub(crate) struct TodayItem {
    pub(crate) kind: TodayKind,
    #[schema(required)]
    pub(crate) device: Option<DeviceId>,
    #[schema(required)]
    pub(crate) invite: Option<InviteId>,
    pub(crate) company: CompanyName,
    #[schema(required)]
    pub(crate) person: Option<PlainText>,
    /// The check that it is about, if it is about one.
    #[schema(required)]
    pub(crate) check: Option<CheckId>,
    /// The reasons that the check gives.
    pub(crate) reasons: Vec<ReasonCode>,
    /// What the person said.
    #[schema(required)]
    pub(crate) answer: Option<PersonAnswer>,
    /// Since when it is so. A finding: when the first of the unbroken run of reports came that have it, as far as the
    /// last 50 tell. Else when the newest report came, the device was enrolled, or the invite was made.
    pub(crate) since: Timestamp,
    /// Until when an invite can be accepted.
    #[schema(required)]
    pub(crate) expires_at: Option<Timestamp>,
    /// Until when it was put off. Among `items` that time has passed.
    #[schema(required)]
    pub(crate) snoozed_until: Option<Timestamp>,
    /// Who has taken the device on.
    #[schema(required)]
    pub(crate) assigned_to: Option<TechnicianName>,
}

/// What is done about a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoteKind {
    /// Whoever says so takes it on.
    Assign,
    /// It need not be looked at until then.
    Snooze,
    /// What there was to do is done. Whatever a later report says is new.
    Done,
}

/// Something done about a device.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderedNote {
    pub(crate) kind: NoteKind,
    /// Only and always to put it off: at most 90 days ahead.
    #[serde(default)]
    pub(crate) until: Option<Timestamp>,
    /// Why. Must be said to put it off.
    #[serde(default)]
    pub(crate) reason: Option<PlainText>,
}

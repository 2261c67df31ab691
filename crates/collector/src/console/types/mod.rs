//! The shapes of the console's answers.

mod companies;
mod devices;
mod invites;
mod people;
mod policy;
mod today;

pub(crate) use companies::{
    CompanyAdded, CompanyDetail, CompanyName, CompanyRow, FormerVersion, OrderedChange, OrderedCompany,
};
pub(crate) use devices::{
    ChangedCheck, ChangedFact, CheckHistory, DeviceCheck, DeviceDetail, DeviceDiff, DeviceFilter, DeviceNote,
    DevicePage, DeviceRow, DiffPair, ExportFilter, LastReport, OutcomeChange, OutcomeFilter, ReportOriginal,
    ReportRow, Said, StandingFilter,
};
pub(crate) use invites::{
    BatchOrder, InviteFilter, InviteLife, InviteOrder, InvitePage, InviteRow, NewInvite, NewInvites,
};
pub(crate) use people::{PeopleFilter, PeoplePage, PersonRow};
pub(crate) use policy::{Policy, PolicyDay, Preview, StandingChange, Tally};
pub(crate) use today::{NoteKind, OrderedNote, Today, TodayCounts, TodayFilter, TodayItem, TodayKind};

use porchlight_contract::PlainText;
use serde::Serialize;
use utoipa::ToSchema;

/// A technician by id and name.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct TechnicianName {
    pub(crate) id: String,
    pub(crate) name: PlainText,
}

impl From<porchlight_collector_db::TechnicianName> for TechnicianName {
    fn from(technician: porchlight_collector_db::TechnicianName) -> Self {
        Self { id: technician.id.0.to_string(), name: technician.name }
    }
}

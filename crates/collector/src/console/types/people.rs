//! The shapes of people.

use porchlight_contract::{CompanyId, PlainText};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{CompanyName, DeviceRow, InviteRow};

/// Which people, and which page of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleFilter {
    /// Only those of this company.
    pub(crate) company: Option<CompanyId>,
    /// Only those with this in their name.
    #[param(max_length = 120)]
    pub(crate) q: Option<String>,
    /// The `next` of the page before.
    #[param(pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.[A-Za-z0-9_-]*$")]
    pub(crate) after: Option<String>,
    /// At most so many, 1 to 200; 50 if it is left out.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
}

/// A page of people.
#[derive(Serialize, ToSchema)]
pub(crate) struct PeoplePage {
    /// By name.
    pub(crate) people: Vec<PersonRow>,
    /// How many there are on all pages.
    pub(crate) total: u64,
    /// What to ask for `after` this page, if there is more.
    #[schema(required)]
    pub(crate) next: Option<String>,
}

/// Somebody with what is theirs: a name within a company.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonRow {
    pub(crate) person: PlainText,
    pub(crate) company: CompanyName,
    /// Newest activity first, at most 20.
    pub(crate) devices: Vec<DeviceRow>,
    /// Newest first, at most 20.
    pub(crate) invites: Vec<InviteRow>,
}

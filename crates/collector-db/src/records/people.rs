//! People: a person is a name within a company.

use std::collections::BTreeSet;

use porchlight_contract::{CompanyId, PlainText};

use super::{DeviceEntry, InviteEntry};

/// A place in the list of people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonCursor {
    /// The name of the last person of the page before, in lower case.
    pub folded: String,
    /// Their company.
    pub company_id: CompanyId,
}

/// Which people to list.
#[derive(Clone, Debug, Default)]
pub struct PersonQuery {
    /// Only those of this company.
    pub company: Option<CompanyId>,
    /// Only those of these companies; `None` for all.
    pub companies: Option<BTreeSet<CompanyId>>,
    /// Only those with this in their name, in whatever case.
    pub text: Option<String>,
    /// Only those behind this place.
    pub after: Option<PersonCursor>,
    /// At most so many.
    pub limit: u32,
}

/// Somebody with what is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their name, as it was written last.
    pub name: PlainText,
    /// Their company.
    pub company_id: CompanyId,
    /// Its name.
    pub company_name: PlainText,
    /// Their devices, newest activity first, at most [`Person::MOST`].
    pub devices: Vec<DeviceEntry>,
    /// Their invites, newest first, at most [`Person::MOST`].
    pub invites: Vec<InviteEntry>,
}

impl Person {
    /// So many devices and so many invites of one person are listed.
    pub const MOST: u32 = 20;
}

/// A page of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeoplePage {
    /// The people, by name.
    pub people: Vec<Person>,
    /// How many there are on all pages.
    pub total: u64,
    /// Where the next page begins, if there is one.
    pub next: Option<PersonCursor>,
}

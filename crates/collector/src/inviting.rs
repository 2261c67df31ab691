//! Making invites: for the command line and for the console.

use jiff::{SignedDuration, Timestamp as Instant};
use porchlight_collector_db::{By, NewInvite, Store, StoreError};
use porchlight_contract::{CompanyId, InviteId, Malformed, PlainText};

use crate::clock::{self, OutsideCalendar};
use crate::random::{self, NoRandomness};

/// The longest time that an invite can be accepted, in hours.
pub(crate) const LONGEST_HOURS: u32 = 24 * 30;
/// With a million invites open, one code in thirty million is taken.
const TRIES: usize = 8;

/// Why no invite was made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvitingError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    #[error(transparent)]
    Id(#[from] Malformed),
    #[error(transparent)]
    Calendar(#[from] OutsideCalendar),
    #[error("every code that was drawn is taken")]
    CodesTaken,
}

/// Makes an invite of a company for each of these people, or none. They can be accepted for so many hours from now on.
pub(crate) async fn invite(
    store: &dyn Store,
    company: &CompanyId,
    people: &[Option<PlainText>],
    hours: u32,
    now: Instant,
    by: By,
) -> Result<Vec<NewInvite>, InvitingError> {
    let expires_at = clock::later(now, SignedDuration::from_hours(hours.into()))?;
    for _ in 0..TRIES {
        let drawn = people.iter().map(|person| {
            Ok(NewInvite {
                company_id: company.clone(),
                id: random::id(InviteId::parse)?,
                code: random::invite_code()?,
                person: person.clone(),
                expires_at: expires_at.clone(),
            })
        });
        let invites = drawn.collect::<Result<Vec<_>, InvitingError>>()?;
        if store.create_invites(invites.clone(), by.clone()).await? {
            return Ok(invites);
        }
    }
    Err(InvitingError::CodesTaken)
}

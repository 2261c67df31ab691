//! Links behind which people choose their password.

use jiff::{SignedDuration, Timestamp as Instant};
use porchlight_collector_db::{SetUpLink, TokenHash};
use porchlight_contract::{CollectorAddress, Timestamp};

use crate::clock::{self, OutsideCalendar};
use crate::random::{self, NoRandomness, sha256};

/// How long a link can be used.
const LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// A link could not be made.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub(crate) enum SetUpError {
    /// No token.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// No time until which it can be used.
    #[error(transparent)]
    Calendar(#[from] OutsideCalendar),
}

/// A new link, as its person gets it. Its token is not kept.
pub(crate) struct NewLink {
    token: String,
    pub(crate) expires_at: Timestamp,
}

impl NewLink {
    /// A link that can be used from now on.
    pub(crate) fn new(now: Instant) -> Result<Self, SetUpError> {
        Ok(Self { token: random::token()?, expires_at: clock::later(now, LIFETIME)? })
    }

    /// What is kept of it.
    pub(crate) fn kept(&self) -> SetUpLink {
        SetUpLink { token: token_hash(&self.token), expires_at: self.expires_at.clone() }
    }

    /// The address of the page. The token stands in the fragment, which browsers send to nobody.
    pub(crate) fn url(&self, at: &CollectorAddress) -> String {
        format!("{at}/set-up#{}", self.token)
    }
}

/// The hash that a link is found by.
pub(crate) fn token_hash(token: &str) -> TokenHash {
    TokenHash(sha256(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_has_its_token_behind_the_hash_sign_and_holds_for_a_day() {
        let link = NewLink::new("2026-11-22T10:04:00Z".parse().unwrap()).unwrap();
        assert_eq!(link.expires_at.as_str(), "2026-11-23T10:04:00Z");
        let url = link.url(&CollectorAddress::parse("https://help.example").unwrap());
        let token = url.strip_prefix("https://help.example/set-up#").unwrap();
        assert_eq!((token.len(), token_hash(token)), (43, link.kept().token));
    }
}

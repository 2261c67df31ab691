//! Who signs in to the console.

use std::collections::BTreeSet;
use std::fmt;

use porchlight_contract::{CompanyId, Malformed, PlainText, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A technician's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TechnicianId(pub Uuid);

/// An e-mail address as somebody signs in with it, in lower case.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Takes an address: something, an at-sign, something; no spaces; at most 254 characters (RFC 5321 §4.5.3.1.3).
    ///
    /// # Errors
    /// [`Malformed`] for any other text.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = text.trim().to_lowercase();
        let fits = text.len() <= 254
            && !text.chars().any(|c| c.is_whitespace() || c.is_control())
            && text
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
        if fits { Ok(Self(text)) } else { Err(Malformed { expected: "Email" }) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl std::str::FromStr for Email {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::parse(text)
    }
}

/// What a technician may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Owner,
    /// The daily work.
    Technician,
    /// Reading only.
    Auditor,
}

/// A password's hash in PHC string format. Secret enough to be kept out of `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// The companies that somebody looks after; `None` for all of them.
pub type Scope = Option<BTreeSet<CompanyId>>;

/// A technician to be added.
#[derive(Clone, Debug)]
pub struct NewTechnician {
    /// Their id.
    pub id: TechnicianId,
    /// What they sign in with.
    pub email: Email,
    /// Their name.
    pub name: PlainText,
    /// What they may do.
    pub role: Role,
    /// The companies they look after.
    pub companies: Scope,
    /// How they get in the first time.
    pub way_in: WayIn,
}

/// How somebody who was added gets in the first time.
#[derive(Clone, Debug)]
pub enum WayIn {
    /// With a password that they were told.
    Password(PasswordHash),
    /// By a link, behind which they choose a password.
    Link(SetUpLink),
}

/// What became of a technician to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddTechnicianOutcome {
    /// They were added.
    Added,
    /// Somebody has the e-mail address.
    EmailTaken,
    /// One of the companies is not there.
    CompanyUnknown,
}

/// Somebody who signs in to the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technician {
    /// Their id.
    pub id: TechnicianId,
    /// What they sign in with.
    pub email: Email,
    /// Their name.
    pub name: PlainText,
    /// What they may do.
    pub role: Role,
}

/// Somebody with what proves that it is them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// Who.
    pub technician: Technician,
    /// The companies they look after.
    pub companies: Scope,
    /// Whether they may not sign in.
    pub disabled: bool,
    /// What their password is verified by; `None` until they have chosen one.
    pub password: Option<PasswordHash>,
    /// What their codes are verified by, if they use codes or are about to.
    pub second_factor: Option<SecondFactor>,
}

/// What somebody's codes are verified by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret, sealed.
    pub sealed: SealedSecret,
    /// The period of the last code that was used; `None` until a first code has proved that the app has the secret.
    pub last_step: Option<u64>,
    /// Recovery codes that were not used yet.
    pub recovery_codes_left: u32,
}

/// A secret that only the program's own key opens.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedSecret(pub Vec<u8>);

impl fmt::Debug for SealedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedSecret(…)")
    }
}

/// The keyed hash of a recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecoveryCodeHash(pub [u8; 32]);

/// What somebody has shown beside their password. The store uses it up: each is good once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondProof {
    /// Nothing: they do not use codes.
    NotNeeded,
    /// The code of this period.
    Code(u64),
    /// A recovery code.
    RecoveryCode(RecoveryCodeHash),
}

/// A technician as the list of the staff shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// Who.
    pub technician: Technician,
    /// The companies they look after.
    pub companies: Scope,
    /// Whether they sign in with codes.
    pub second_factor: bool,
    /// When they last signed in.
    pub last_sign_in: Option<Timestamp>,
    /// Whether they may not sign in.
    pub disabled: bool,
}

/// What is to change about a technician. What is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct TechnicianChange {
    /// What they may do. Who becomes an owner looks after all companies.
    pub role: Option<Role>,
    /// The companies they look after.
    pub companies: Option<Scope>,
    /// Whether they may not sign in.
    pub disabled: Option<bool>,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeTechnicianOutcome {
    /// It was made.
    Changed,
    /// There is no such technician.
    Unknown,
    /// Nobody would be left who can manage the accounts.
    LastOwner,
    /// Owners look after all companies.
    OwnerHasAll,
    /// One of the companies is not there.
    CompanyUnknown,
}

/// A link behind which somebody chooses a password.
#[derive(Clone, Debug)]
pub struct SetUpLink {
    /// The hash of its token.
    pub token: TokenHash,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// What became of a link to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpLinkOutcome {
    /// It was made; those from before are worth nothing.
    Made,
    /// There is no such technician.
    Unknown,
    /// They may not sign in.
    Disabled,
}

/// Whom a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetUpOffer {
    /// This technician.
    Technician(Technician),
    /// Whoever becomes the first owner.
    FirstOwner,
}

/// What somebody gives who has opened a link.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// The hash of the link's token.
    pub token: TokenHash,
    /// The password that they chose.
    pub password: PasswordHash,
    /// Who becomes the first owner. Needed by such a link, and passed over by any other.
    pub owner: Option<NewOwner>,
    /// Now.
    pub at: Timestamp,
}

/// The first owner.
#[derive(Clone, Debug)]
pub struct NewOwner {
    /// Their id.
    pub id: TechnicianId,
    /// What they will sign in with.
    pub email: Email,
    /// Their name.
    pub name: PlainText,
}

/// What became of a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpOutcome {
    /// This technician has their password, no second factor and no session.
    Done(TechnicianId),
    /// The link is unknown, was used or has expired.
    Invalid,
    /// The link makes the first owner, and it was not said who that is.
    OwnerMissing,
}

/// The SHA-256 of a session's or a link's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its token.
    pub token: TokenHash,
    /// Whose it is.
    pub technician: TechnicianId,
    /// What they have shown beside their password.
    pub proof: SecondProof,
    /// Now.
    pub created_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// Somebody's session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub technician: Technician,
    /// The companies they look after.
    pub companies: Scope,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_the_same_in_any_case() {
        assert_eq!(Email::parse(" Ana@Example.COM ").unwrap(), Email::parse("ana@example.com").unwrap());
        for text in ["", "ana", "@example.com", "ana@", "a@b@c", "ana prieto@example.com", "a\u{0}@b"] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn debug_output_shows_neither_addresses_nor_hashes() {
        assert!(!format!("{:?}", Email::parse("ana@example.com").unwrap()).contains("ana"));
        assert!(!format!("{:?}", PasswordHash("$argon2id$x".into())).contains("argon2"));
        assert!(!format!("{:?}", SealedSecret(vec![83; 3])).contains("83"));
    }
}

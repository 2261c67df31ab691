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
    /// What their password is verified by.
    pub password: PasswordHash,
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

/// The SHA-256 of a session's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its token.
    pub token: TokenHash,
    /// Whose it is.
    pub technician: TechnicianId,
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
    /// The companies they look after; `None` for all of them.
    pub companies: Option<BTreeSet<CompanyId>>,
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
    }
}

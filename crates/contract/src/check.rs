//! What a check finds: an outcome, and the coarse facts behind it.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::{FactName, ReasonCode, Token};

/// The three systems that employees have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OsFamily {
    /// Any distribution with a Linux kernel.
    Linux,
    /// macOS.
    Macos,
    /// Windows.
    Windows,
}

/// What a check concluded.
///
/// "Absent", "unreadable" and "off" are three different things: only what was read can pass or fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "status", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// As it should be, and seen to be so.
    Pass,
    /// Protects, but not as it should, or not for long.
    Warn {
        /// One or more codes out of the check's own list.
        reasons: Vec<ReasonCode>,
    },
    /// Does not protect.
    Fail {
        /// One or more codes out of the check's own list.
        reasons: Vec<ReasonCode>,
    },
    /// The question makes no sense on this computer.
    NotApplicable {
        /// Why it makes no sense.
        why: NotApplicable,
    },
    /// Could not be read. Neither pass nor fail, now or later.
    Unknown {
        /// What stood in the way.
        cause: UnknownCause,
    },
}

impl Outcome {
    /// Whether there is something that a person can be unable to mend or disagree with.
    #[must_use]
    pub fn can_be_answered(&self) -> bool {
        match self {
            Self::Pass | Self::NotApplicable { .. } => false,
            Self::Warn { .. } | Self::Fail { .. } | Self::Unknown { .. } => true,
        }
    }
}

/// Why a check makes no sense on a computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NotApplicable {
    /// A distribution without versions that end.
    RollingRelease,
    /// The computer has no part that the check speaks of.
    NoSuchPart,
}

/// What kept a check from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownCause {
    /// The system refused to let this user read it.
    NoPermission,
    /// The place where the answer would stand does not exist.
    SourceMissing,
    /// The answer did not come in time.
    Timeout,
    /// The answer came in a form that we do not know.
    Parse,
    /// The desktop environment is not one that we can read.
    UnsupportedDesktop,
    /// The program runs in a sandbox and sees the sandbox instead of the computer.
    Sandboxed,
    /// The system is newer than our table of support dates.
    TableStale,
    /// This check cannot read this kind of system yet.
    UnsupportedSystem,
    /// What was read contradicts itself or says too little.
    Inconclusive,
    /// The person chose not to share it.
    NotShared,
    /// The check itself broke. Ours to mend.
    Internal,
}

/// What a person says to a finding. It goes into the report beside the finding and never changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonAnswer {
    /// "I can't do this": the help desk is asked for help.
    CannotDo,
    /// "I think this is wrong": the help desk is asked to look.
    Disagree,
}

/// Where a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Read by the app.
    Observed,
    /// Said by the person.
    Declared,
    /// Seen by a named technician.
    Verified,
    /// Read from the company's Microsoft 365.
    Tenant,
}

/// One coarse fact. Its type leaves no room for a name, a path or an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Fact {
    /// Yes or no.
    Flag(bool),
    /// A count or a number of seconds or days, as the fact's name says.
    Number(u32),
    /// A word.
    Word(Token),
}

/// Told by the shape of the value. Trying one variant after the other, as the derived code would, costs an error for each
/// that does not fit, and a report has a hundred facts.
impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FactVisitor)
    }
}

struct FactVisitor;

impl Visitor<'_> for FactVisitor {
    type Value = Fact;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("yes or no, a number or a word")
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Fact, E> {
        Ok(Fact::Flag(flag))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Fact, E> {
        u32::try_from(number)
            .map(Fact::Number)
            .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Fact, E> {
        u32::try_from(number)
            .map(Fact::Number)
            .map_err(|_| E::invalid_value(de::Unexpected::Signed(number), &self))
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Fact, E> {
        Token::parse(word).map(Fact::Word).map_err(E::custom)
    }
}

/// The facts of one check by name.
pub type Facts = BTreeMap<FactName, Fact>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_told_by_its_shape_and_written_as_it_was_read() {
        for (text, fact) in [
            ("true", Fact::Flag(true)),
            ("0", Fact::Number(0)),
            ("4294967295", Fact::Number(u32::MAX)),
            ("\"luks2\"", Fact::Word(Token::parse("luks2").unwrap())),
        ] {
            let read: Fact = serde_json::from_str(text).unwrap();
            assert_eq!((&read, serde_json::to_string(&read).unwrap().as_str()), (&fact, text));
        }
    }

    #[test]
    fn what_is_no_fact_is_refused() {
        for text in
            ["-1", "4294967296", "1.5", "1e3", "null", "[]", "{}", "\"\"", "\"Ana Prieto\"", "\"/home\""]
        {
            assert!(serde_json::from_str::<Fact>(text).is_err(), "{text}");
        }
    }
}

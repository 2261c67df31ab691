//! The collector's signed word that it has a report, and the person's that it shall have it no longer.

use serde::{Deserialize, Serialize};

use crate::crockford::{digit, value_of};
use crate::text::validated_text;
use crate::{DeviceId, ReportId, Thumbprint, Timestamp};

/// The schema of [`Receipt`].
pub const RECEIPT_SCHEMA: &str = "porchlight.receipt/1";
/// The schema of [`Withdrawal`].
pub const WITHDRAWAL_SCHEMA: &str = "porchlight.withdrawal/1";
/// The schema of [`Erasure`].
pub const ERASURE_SCHEMA: &str = "porchlight.erasure/1";

validated_text! {
    /// A report's short name, to be read out over the phone: `PL-7F3K-Q2`, six of Crockford's base32 digits.
    Reference, |text| {
        text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                0 => byte == b'P',
                1 => byte == b'L',
                2 | 7 => byte == b'-',
                _ => byte.is_ascii_digit() || (byte.is_ascii_uppercase() && !b"ILOU".contains(&byte)),
            })
    }
}

impl Reference {
    /// How many there are.
    pub const COUNT: u64 = 1 << 30;

    /// The reference with this number, of which the lowest 30 bits count.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        let digits = |places: std::ops::Range<u32>| {
            places.rev().map(|place| digit((number >> (5 * place)) & 31)).collect::<String>()
        };
        Self(format!("PL-{}-{}", digits(2..6), digits(0..2)))
    }

    /// Its number, below [`Reference::COUNT`]. References sort as their numbers do.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.0.chars().skip(2).filter_map(value_of).fold(0, |number, value| (number << 5) | value)
    }
}

/// The payload of the JWS that a collector returns once a report is stored for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Always [`RECEIPT_SCHEMA`].
    pub schema: String,
    /// The report.
    pub report_id: ReportId,
    /// The SHA-256 of the report's bytes, base64url: what was received is what was shown.
    pub report_sha256: Thumbprint,
    /// The device that signed it.
    pub device_id: DeviceId,
    /// Its short name.
    pub reference: Reference,
    /// When it was stored, by the collector's clock.
    pub received_at: Timestamp,
}

/// The payload of the JWS by which a person takes a report back. Signed with the key that signed the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Always [`WITHDRAWAL_SCHEMA`].
    pub schema: String,
    /// The device that signed the report and this.
    pub device_id: DeviceId,
    /// The report.
    pub report_id: ReportId,
    /// When the person asked for it, by the device's clock.
    pub withdrawn_at: Timestamp,
}

/// The payload of the JWS that a collector returns once a report is erased for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// Always [`ERASURE_SCHEMA`].
    pub schema: String,
    /// The report.
    pub report_id: ReportId,
    /// The device that had signed it.
    pub device_id: DeviceId,
    /// Its short name.
    pub reference: Reference,
    /// When it was erased, by the collector's clock.
    pub withdrawn_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_has_one_spelling() {
        assert!(Reference::parse("PL-7F3K-Q2").is_ok());
        for text in ["", "PL-7F3K-Q", "pl-7f3k-q2", "PL-7F3K-QU", "PL_7F3K_Q2", "PL-7F3KQ-2"] {
            assert!(Reference::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_reference_is_a_number_and_sorts_like_it() {
        let texts = ["PL-0000-00", "PL-0000-0Z", "PL-0000-10", "PL-7F3K-Q2", "PL-ZZZZ-ZZ"];
        let references = texts.map(|text| Reference::parse(text).unwrap());
        let numbers = references.clone().map(|reference| reference.number());
        assert!(numbers.is_sorted());
        assert_eq!((numbers[1], numbers[2], numbers[4]), (31, 32, Reference::COUNT - 1));
        assert_eq!(numbers.map(Reference::from_number), references);
    }
}

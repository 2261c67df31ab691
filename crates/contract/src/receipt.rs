//! The collector's signed word that it has a report, and the person's that it shall have it no longer.

use serde::{Deserialize, Serialize};

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
}

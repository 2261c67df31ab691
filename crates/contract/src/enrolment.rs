//! From an invite to an enrolled device.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::validated_text;
use crate::{DeviceId, InviteCode, Jwk, OsFamily, PlainText, PolicyDocument, Thumbprint, Timestamp};

/// The URL scheme of invite links, registered with the system by the installer.
pub const INVITE_SCHEME: &str = "porchlight";

validated_text! {
    /// Where a collector answers: an origin without path, `https://` with any host, or `http://` with the
    /// loopback (nothing crosses a network then).
    CollectorAddress, is_collector_address
}

fn is_collector_address(text: &str) -> bool {
    let (host, plain) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        _ => return false,
    };
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, "")) => (name, None),
        Some((name, rest)) => match rest.strip_prefix(':') {
            Some(port) => (name, Some(port)),
            None => return false,
        },
        None => host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port))),
    };
    let bracketed = host.starts_with('[');
    let port_fits = port.is_none_or(|port| {
        port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|number| number > 0)
    });
    let name_fits = if bracketed {
        name.parse::<std::net::Ipv6Addr>().is_ok()
    } else {
        (1..=253).contains(&name.len())
            && name.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            })
    };
    let loopback = matches!(name, "localhost" | "127.0.0.1" | "::1");
    port_fits && name_fits && (!plain || loopback)
}

/// An invite as a link: `porchlight://invite/K7Q2M9X4TB?at=https://help.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteLink {
    /// The code.
    pub code: InviteCode,
    /// The collector that issued it.
    pub at: CollectorAddress,
}

impl InviteLink {
    /// Reads a link, with or without percent-encoding in its query; `None` for anything else. A link comes from
    /// outside, and nothing in it is guessed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > crate::limits::INVITE_LINK_BYTES {
            return None;
        }
        let rest = text.trim().strip_prefix("porchlight://invite/")?;
        let (code, query) = rest.split_once('?')?;
        let at = query.split('&').find_map(|pair| pair.strip_prefix("at="))?;
        Some(Self {
            code: InviteCode::parse(code.trim_end_matches('/')).ok()?,
            at: CollectorAddress::parse(percent_decoded(at)?.trim_end_matches('/')).ok()?,
        })
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        rest = if *byte == b'%' {
            let (digits, tail) = tail.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            tail
        } else {
            bytes.push(*byte);
            tail
        };
    }
    String::from_utf8(bytes).ok()
}

impl fmt::Display for InviteLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{INVITE_SCHEME}://invite/{}?at={}", self.code.as_str(), self.at)
    }
}

/// How to reach the people who help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HelpDesk {
    /// A telephone number as people write it.
    pub phone: Option<PlainText>,
    /// When somebody answers, in the company's own words.
    pub hours: Option<PlainText>,
}

/// Who the person deals with: the company is the host, the MSP helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompanyCard {
    /// The company's id at this collector.
    pub id: crate::CompanyId,
    /// The company's name.
    pub name: PlainText,
    /// The MSP's name.
    pub provider: PlainText,
    /// Whom to call.
    pub help_desk: HelpDesk,
}

/// Asks what an invite offers. Changes nothing: an invite may be looked at as often as one likes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteLookUp {
    /// The code, in the body because addresses end up in logs.
    pub code: InviteCode,
}

/// What an invite offers, for the person to read before anything is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteOffer {
    /// Who invites.
    pub company: CompanyCard,
    /// Whom the invite was made for, if the technician wrote it down.
    pub person: Option<PlainText>,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// The key that signs this collector's receipts. The device keeps it and believes no other.
    pub collector_key: Jwk,
    /// What the company asks for.
    pub policy: PolicyDocument,
}

/// The payload that a device signs to be enrolled. The signature proves that it has the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolmentRequest {
    /// Always [`EnrolmentRequest::SCHEMA`].
    pub schema: String,
    /// The invite.
    pub code: InviteCode,
    /// The device's public key.
    pub device_key: Jwk,
    /// The collector that is meant, so that the request is worth nothing elsewhere.
    pub collector: Thumbprint,
    /// When the person confirmed, by the device's clock.
    pub created_at: Timestamp,
    /// The device's kind of system.
    pub os: OsFamily,
}

impl EnrolmentRequest {
    /// The version of this payload.
    pub const SCHEMA: &'static str = "porchlight.enrolment/1";
}

/// The collector's answer: the device record exists. A repeated request with the same key gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// The device's id from now on.
    pub device_id: DeviceId,
    /// Who it is enrolled with.
    pub company: CompanyCard,
    /// What the company asks for.
    pub policy: PolicyDocument,
    /// When the record was made, by the collector's clock.
    pub enrolled_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_origins_and_the_loopback_are_addresses() {
        for text in [
            "https://help.example",
            "https://help.example:8443",
            "https://192.0.2.7",
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:9",
        ] {
            assert!(CollectorAddress::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn insecure_and_disguised_addresses_are_refused() {
        for text in [
            "http://help.example",
            "http://127.0.0.1.evil.example",
            "https://help.example/path",
            "https://user@evil.example",
            "https://help.example:0",
            "https://help.example:99999",
            "https://help.example:",
            "https://Help.example",
            "https://",
            "https://-x.example",
            "ftp://help.example",
            "https://[::1",
            "https://[zz]",
            "javascript:alert(1)",
        ] {
            assert!(CollectorAddress::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_link_reads_back_as_it_was_printed_even_when_a_browser_encoded_it() {
        let code = InviteCode::from_random(12_345).unwrap();
        let link = InviteLink { code, at: CollectorAddress::parse("https://help.example:8443").unwrap() };
        assert_eq!(InviteLink::parse(&link.to_string()), Some(link.clone()));
        let encoded =
            link.to_string().replace("https://help.example:8443", "https%3A%2F%2Fhelp.example%3A8443%2F");
        assert_eq!(InviteLink::parse(&encoded), Some(link));
    }

    #[test]
    fn hostile_links_are_none() {
        let code = InviteCode::from_random(12_345).unwrap();
        let code = code.as_str();
        for text in [
            String::new(),
            "porchlight://invite/".into(),
            format!("porchlight://invite/{code}"),
            format!("porchlight://invite/{code}?at="),
            format!("porchlight://invite/{code}?at=%"),
            format!("porchlight://invite/{code}?at=%FF%FE"),
            format!("porchlight://invite/{code}?at=http://evil.example"),
            "porchlight://invite/0000000001?at=https://help.example".into(),
            format!("https://invite/{code}?at=https://help.example"),
            format!("porchlight://invite/{code}?at=https://{}", "a".repeat(5_000)),
        ] {
            assert_eq!(InviteLink::parse(&text), None, "{text:.60}");
        }
    }
}

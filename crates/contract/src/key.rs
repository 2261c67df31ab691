//! Public keys as they stand on the wire.

use serde::{Deserialize, Serialize};

use crate::text::validated_text;

/// Whether the text is 32 bytes in base64url without padding.
fn is_32_bytes_base64url(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

validated_text! {
    /// The SHA-256 thumbprint of a public key (RFC 7638), base64url: the `kid` of what the key signed.
    Thumbprint, is_32_bytes_base64url
}

impl Thumbprint {
    /// The first 80 bits as two people can compare them over the phone: five groups of four hexadecimal digits,
    /// because base64url would have them spell out upper and lower case.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let bits = self.as_str().bytes().filter_map(sextet);
        let mut hex = String::with_capacity(24);
        let (mut held, mut count) = (0_u32, 0_u32);
        for sextet in bits {
            held = (held << 6) | u32::from(sextet);
            count += 6;
            while count >= 4 && hex.len() < 24 {
                count -= 4;
                if hex.len() % 5 == 4 {
                    hex.push(' ');
                }
                let nibble = (held >> count) & 0xF;
                hex.push(char::from_digit(nibble, 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
        hex
    }
}

/// The six bits behind one character of base64url (RFC 4648 §5).
fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

validated_text! {
    /// The 32 bytes of an Ed25519 public key, base64url.
    PublicKeyBytes, is_32_bytes_base64url
}

/// An Ed25519 public key (RFC 8037 §2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Jwk {
    /// The key type, always `OKP`.
    pub kty: KeyType,
    /// The curve, always `Ed25519`.
    pub crv: Curve,
    /// The key itself.
    pub x: PublicKeyBytes,
}

/// The only key type that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum KeyType {
    /// Octet key pair.
    #[serde(rename = "OKP")]
    Okp,
}

/// The only curve that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Curve {
    /// Ed25519 (RFC 8032).
    Ed25519,
}

impl Jwk {
    /// The key whose 32 bytes, in base64url, are `x`.
    #[must_use]
    pub fn ed25519(x: PublicKeyBytes) -> Self {
        Self { kty: KeyType::Okp, crv: Curve::Ed25519, x }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_start_of_the_thumbprint_in_hexadecimal() {
        // base64url of the bytes 00 01 02 … 1f
        let thumbprint = Thumbprint::parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").unwrap();
        assert_eq!(thumbprint.fingerprint(), "0001 0203 0405 0607 0809");
    }

    #[test]
    fn other_lengths_and_alphabets_are_refused() {
        for text in [
            "",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdH+8",
        ] {
            assert!(Thumbprint::parse(text).is_err(), "{text}");
        }
    }
}

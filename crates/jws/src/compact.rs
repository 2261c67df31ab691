//! Compact serialisation: three base64url parts with dots between.

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_contract::{Jwk, Thumbprint};
use serde::{Deserialize, Serialize};

use crate::{SigningKey, thumbprint};

/// What a signed text is, so that one kind can never be taken for another (RFC 8725 §3.11, explicit typing).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A device asks to be enrolled.
    #[serde(rename = "porchlight-enrolment+jws")]
    Enrolment,
    /// A device's report.
    #[serde(rename = "porchlight-report+jws")]
    Report,
    /// A collector's receipt.
    #[serde(rename = "porchlight-receipt+jws")]
    Receipt,
    /// A device takes a report back.
    #[serde(rename = "porchlight-withdrawal+jws")]
    Withdrawal,
    /// A collector has erased a report.
    #[serde(rename = "porchlight-erasure+jws")]
    Erasure,
}

/// Why a text is not a JWS of ours, or not signed by whom it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Not three canonical base64url parts with our header in the first.
    #[error("not a compact JWS with our header")]
    Malformed,
    /// A JWS of ours, but of another kind.
    #[error("a JWS of another kind")]
    Kind,
    /// Signed by another key than the one given, or altered since.
    #[error("the signature does not fit")]
    Signature,
    /// Not an Ed25519 key.
    #[error("not an Ed25519 key")]
    Key,
    /// The system gave no random bytes.
    #[error("no randomness")]
    Randomness,
}

/// The protected header. No other member is allowed: no `crit`, no `jwk`, no `jku`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: Algorithm,
    kid: Thumbprint,
    typ: Kind,
}

#[derive(Serialize, Deserialize)]
enum Algorithm {
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl SigningKey {
    /// Signs exactly these bytes.
    ///
    /// # Errors
    /// [`JwsError::Malformed`] if the header cannot be written, which serde does not do for this type.
    pub fn sign(&self, kind: Kind, payload: &[u8]) -> Result<String, JwsError> {
        let header = Header { alg: Algorithm::EdDsa, kid: self.thumbprint().clone(), typ: kind };
        let header = serde_json::to_vec(&header).map_err(|_| JwsError::Malformed)?;
        let mut text = BASE64_URL_SAFE_NO_PAD.encode(header);
        text.push('.');
        BASE64_URL_SAFE_NO_PAD.encode_string(payload, &mut text);
        let signature = self.signature(text.as_bytes());
        text.push('.');
        text.push_str(&signature);
        Ok(text)
    }
}

/// A JWS taken apart, with its payload still out of reach.
#[derive(Debug)]
pub struct Unverified<'a> {
    kid: Thumbprint,
    signed: &'a str,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl<'a> Unverified<'a> {
    /// Takes a text apart. The caller has limited its length.
    ///
    /// # Errors
    /// [`JwsError::Malformed`] or [`JwsError::Kind`].
    pub fn parse(text: &'a str, expected: Kind) -> Result<Self, JwsError> {
        let (signed, signature) = text.rsplit_once('.').ok_or(JwsError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(JwsError::Malformed)?;
        // The engine refuses padding, foreign characters and non-zero trailing bits, so each JWS has one spelling.
        let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| JwsError::Malformed);
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| JwsError::Malformed)?;
        if header.typ != expected {
            return Err(JwsError::Kind);
        }
        Ok(Self { kid: header.kid, signed, payload: decode(payload)?, signature: decode(signature)? })
    }

    /// The thumbprint of the key that claims to have signed, to look the key up by. Believe nothing else yet.
    #[must_use]
    pub fn kid(&self) -> &Thumbprint {
        &self.kid
    }

    /// The payload, if this key signed it.
    ///
    /// # Errors
    /// [`JwsError::Signature`], also when the key is another one than `kid` says.
    pub fn verify(self, key: &Jwk) -> Result<Vec<u8>, JwsError> {
        if thumbprint(key)? != self.kid {
            return Err(JwsError::Signature);
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(key.x.as_str()).map_err(|_| JwsError::Key)?;
        UnparsedPublicKey::new(&ED25519, bytes)
            .verify(self.signed.as_bytes(), &self.signature)
            .map_err(|_| JwsError::Signature)?;
        Ok(self.payload)
    }

    /// The payload of a request that carries its own key: `find` reads the key out of the claimed payload, and the
    /// payload counts only if that very key signed it (proof of possession).
    ///
    /// # Errors
    /// What `find` returns, or [`JwsError::Signature`].
    pub fn verify_self_signed(
        self,
        find: impl FnOnce(&[u8]) -> Result<Jwk, JwsError>,
    ) -> Result<Vec<u8>, JwsError> {
        let key = find(&self.payload)?;
        self.verify(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(fill: u8) -> SigningKey {
        SigningKey::from_seed(&[fill; 32]).unwrap()
    }

    fn verify(text: &str, key: &SigningKey) -> Result<Vec<u8>, JwsError> {
        Unverified::parse(text, Kind::Report)?.verify(key.public())
    }

    #[test]
    fn what_was_signed_comes_back_byte_for_byte() {
        let payload = b"{\n  \"a\": 1\n}";
        let text = key(1).sign(Kind::Report, payload).unwrap();
        assert_eq!(verify(&text, &key(1)).unwrap(), payload);
    }

    #[test]
    fn every_altered_character_is_noticed() {
        let text = key(1).sign(Kind::Report, b"{}").unwrap();
        for at in 0..text.len() {
            let mut altered = text.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).unwrap();
            assert!(verify(&altered, &key(1)).is_err(), "{at}");
        }
    }

    #[test]
    fn another_key_does_not_verify_even_under_its_own_kid() {
        let text = key(1).sign(Kind::Report, b"{}").unwrap();
        assert_eq!(verify(&text, &key(2)), Err(JwsError::Signature));
    }

    #[test]
    fn one_kind_is_not_taken_for_another() {
        for other in [Kind::Enrolment, Kind::Receipt, Kind::Withdrawal, Kind::Erasure] {
            let text = key(1).sign(other, b"{}").unwrap();
            assert_eq!(verify(&text, &key(1)), Err(JwsError::Kind), "{other:?}");
        }
    }

    #[test]
    fn headers_that_say_more_or_else_are_refused() {
        let kid = key(1).thumbprint().clone();
        let body = BASE64_URL_SAFE_NO_PAD.encode(b"{}");
        for header in [
            format!(r#"{{"alg":"none","kid":"{kid}","typ":"porchlight-report+jws"}}"#),
            format!(r#"{{"alg":"HS256","kid":"{kid}","typ":"porchlight-report+jws"}}"#),
            format!(r#"{{"alg":"EdDSA","kid":"{kid}","typ":"porchlight-report+jws","crit":["x"],"x":1}}"#),
            format!(r#"{{"alg":"EdDSA","alg":"EdDSA","kid":"{kid}","typ":"porchlight-report+jws"}}"#),
            r#"{"alg":"EdDSA","typ":"porchlight-report+jws"}"#.to_owned(),
            "[]".to_owned(),
            "{".repeat(10_000),
        ] {
            let text = format!("{}.{body}.{body}", BASE64_URL_SAFE_NO_PAD.encode(&header));
            assert_eq!(verify(&text, &key(1)), Err(JwsError::Malformed), "{header:.60}");
        }
    }

    #[test]
    fn texts_that_are_no_jws_are_refused() {
        for text in ["", ".", "..", "...", "a.b.c", "a.b", "=.=.=", "\u{0}.\u{0}.\u{0}"] {
            assert!(verify(text, &key(1)).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_self_signed_request_proves_that_its_key_is_held() {
        let text = key(1).sign(Kind::Report, b"{}").unwrap();
        let own = Unverified::parse(&text, Kind::Report).unwrap();
        assert!(own.verify_self_signed(|_| Ok(key(1).public().clone())).is_ok());
        let other = Unverified::parse(&text, Kind::Report).unwrap();
        assert_eq!(other.verify_self_signed(|_| Ok(key(2).public().clone())), Err(JwsError::Signature));
    }
}

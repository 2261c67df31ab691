//! Ed25519 keys and the digests that name them.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use aws_lc_rs::{digest, rand};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_contract::{Jwk, Malformed, PublicKeyBytes, Thumbprint};
use zeroize::Zeroizing;

use crate::JwsError;

/// The 32 secret bytes of an Ed25519 key (RFC 8032 §5.1.5), wiped when dropped.
pub type Seed = Zeroizing<[u8; 32]>;

/// A key that signs.
pub struct SigningKey {
    pair: Ed25519KeyPair,
    public: Jwk,
    thumbprint: Thumbprint,
}

impl SigningKey {
    /// A new random seed.
    ///
    /// # Errors
    /// [`JwsError::Randomness`] if the system gives no random bytes.
    pub fn new_seed() -> Result<Seed, JwsError> {
        let mut seed = Zeroizing::new([0; 32]);
        rand::fill(seed.as_mut_slice()).map_err(|_| JwsError::Randomness)?;
        Ok(seed)
    }

    /// The key that a seed stands for.
    ///
    /// # Errors
    /// [`JwsError::Key`] if the seed is not 32 bytes.
    pub fn from_seed(seed: &[u8]) -> Result<Self, JwsError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| JwsError::Key)?;
        let x = PublicKeyBytes::parse(BASE64_URL_SAFE_NO_PAD.encode(pair.public_key().as_ref()))
            .map_err(|_| JwsError::Key)?;
        let public = Jwk::ed25519(x);
        let thumbprint = thumbprint(&public)?;
        Ok(Self { pair, public, thumbprint })
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &Jwk {
        &self.public
    }

    /// The thumbprint of the public half: the `kid` of what this key signs.
    #[must_use]
    pub fn thumbprint(&self) -> &Thumbprint {
        &self.thumbprint
    }

    pub(crate) fn signature(&self, message: &[u8]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.pair.sign(message))
    }
}

/// The RFC 7638 thumbprint of a public key: SHA-256 over its required members in lexicographic order.
///
/// # Errors
/// [`JwsError::Key`], which no well-formed key causes.
pub fn thumbprint(key: &Jwk) -> Result<Thumbprint, JwsError> {
    let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, key.x);
    sha256(canonical.as_bytes()).map_err(|_| JwsError::Key)
}

/// The SHA-256 of some bytes in base64url: 32 bytes, the same shape as a thumbprint.
///
/// # Errors
/// [`Malformed`], which a SHA-256 cannot cause; the type keeps the shape checked in one place.
pub fn sha256(bytes: &[u8]) -> Result<Thumbprint, Malformed> {
    Thumbprint::parse(BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumbprint_is_that_of_rfc_8037_appendix_a_3() {
        let key: Jwk = serde_json::from_value(serde_json::json!({
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        }))
        .unwrap();
        assert_eq!(thumbprint(&key).unwrap().as_str(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn the_public_key_is_that_of_rfc_8037_appendix_a_1() {
        let seed = BASE64_URL_SAFE_NO_PAD.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        let key = SigningKey::from_seed(&seed).unwrap();
        assert_eq!(key.public().x.as_str(), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    }

    #[test]
    fn a_seed_of_another_length_is_refused() {
        assert!(matches!(SigningKey::from_seed(&[7; 31]), Err(JwsError::Key)));
    }
}

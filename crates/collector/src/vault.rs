//! What the database keeps and cannot read: sealed with keys that are made from the folder's own key.
//!
//! A copy of the database alone gives no second factor away. Without the key's file nobody has one any more, and
//! people get in by a new link.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{hkdf, hmac};
use porchlight_collector_db::{RecoveryCodeHash, SealedSecret, TechnicianId};
use zeroize::Zeroizing;

use crate::random;

/// A secret could not be sealed or opened.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub(crate) enum VaultError {
    /// No key could be made.
    #[error("no key for the vault")]
    Key,
    /// No nonce.
    #[error(transparent)]
    Randomness(#[from] random::NoRandomness),
    /// It could not be sealed.
    #[error("a secret could not be sealed")]
    Seal,
    /// It was not sealed by this folder's key for this person, or has changed since.
    #[error("a sealed secret does not open")]
    Open,
}

/// Seals secrets, and hashes what is only compared.
pub(crate) struct Vault {
    sealing: LessSafeKey,
    hashing: hmac::Key,
}

impl Vault {
    /// The keys that are made from the seed of the folder's key (HKDF, RFC 5869).
    pub(crate) fn new(seed: &[u8]) -> Result<Self, VaultError> {
        let root = hkdf::Salt::new(hkdf::HKDF_SHA256, b"porchlight collector vault 1").extract(seed);
        let sealing = root.expand(&[b"sealed secrets"], &AES_256_GCM).map_err(|_| VaultError::Key)?;
        let hashing = root.expand(&[b"recovery codes"], hmac::HMAC_SHA256).map_err(|_| VaultError::Key)?;
        Ok(Self { sealing: LessSafeKey::new(UnboundKey::from(sealing)), hashing: hmac::Key::from(hashing) })
    }

    /// Seals a secret for one person: a random nonce, then AES-256-GCM over the secret with the person's id beside it.
    pub(crate) fn seal(&self, owner: TechnicianId, secret: &[u8]) -> Result<SealedSecret, VaultError> {
        let nonce = random::bytes::<NONCE_LEN>()?;
        let mut sealed = secret.to_vec();
        self.sealing
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(owner.0.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| VaultError::Seal)?;
        Ok(SealedSecret([nonce.as_slice(), &sealed].concat()))
    }

    /// The secret.
    pub(crate) fn open(
        &self,
        owner: TechnicianId,
        sealed: &SealedSecret,
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (nonce, rest) = sealed.0.split_first_chunk::<NONCE_LEN>().ok_or(VaultError::Open)?;
        let mut rest = Zeroizing::new(rest.to_vec());
        let secret = self
            .sealing
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(owner.0.as_bytes()),
                rest.as_mut_slice(),
            )
            .map_err(|_| VaultError::Open)?;
        Ok(Zeroizing::new(secret.to_vec()))
    }

    /// The keyed hash of one person's recovery code.
    pub(crate) fn hash(&self, owner: TechnicianId, code: &str) -> RecoveryCodeHash {
        let mut context = hmac::Context::with_key(&self.hashing);
        context.update(owner.0.as_bytes());
        context.update(code.as_bytes());
        let mut hash = [0; 32];
        hash.copy_from_slice(context.sign().as_ref());
        RecoveryCodeHash(hash)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn somebody() -> TechnicianId {
        TechnicianId(Uuid::now_v7())
    }

    #[test]
    fn a_secret_opens_for_its_owner_with_the_same_key() {
        let (vault, sam) = (Vault::new(&[1; 32]).unwrap(), somebody());
        let sealed = vault.seal(sam, b"a secret of an app").unwrap();
        assert!(!sealed.0.windows(6).any(|window| window == b"secret"));
        assert_ne!(sealed, vault.seal(sam, b"a secret of an app").unwrap());
        let again = Vault::new(&[1; 32]).unwrap();
        assert_eq!(again.open(sam, &sealed).unwrap().as_slice(), b"a secret of an app");
    }

    #[test]
    fn nothing_else_opens_it() {
        let (vault, sam) = (Vault::new(&[1; 32]).unwrap(), somebody());
        let sealed = vault.seal(sam, b"a secret of an app").unwrap();
        assert!(vault.open(somebody(), &sealed).is_err());
        assert!(Vault::new(&[2; 32]).unwrap().open(sam, &sealed).is_err());
        for at in 0..sealed.0.len() {
            let mut damaged = sealed.clone();
            damaged.0[at] ^= 1;
            assert!(vault.open(sam, &damaged).is_err(), "{at}");
        }
        for length in [0, 1, NONCE_LEN, NONCE_LEN + 1] {
            assert!(vault.open(sam, &SealedSecret(sealed.0[..length].to_vec())).is_err(), "{length}");
        }
    }

    #[test]
    fn a_code_hashes_differently_for_everybody_and_every_folder() {
        let (vault, sam) = (Vault::new(&[1; 32]).unwrap(), somebody());
        assert_eq!(vault.hash(sam, "7F3K"), vault.hash(sam, "7F3K"));
        assert_ne!(vault.hash(sam, "7F3K"), vault.hash(somebody(), "7F3K"));
        assert_ne!(vault.hash(sam, "7F3K"), Vault::new(&[2; 32]).unwrap().hash(sam, "7F3K"));
    }
}

//! Passwords: Argon2id, with a bound on how many are worked on at once.

use std::sync::Arc;

use argon2::password_hash::phc;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use porchlight_collector_db::PasswordHash;
use tokio::sync::Semaphore;

use crate::random;

/// Passwords that are verified at the same time: each takes 19 MiB and a core for some tens of milliseconds.
const AT_ONCE: usize = 2;

/// The fewest characters of a password that a person chooses: nobody is made to add a second factor, and NIST SP
/// 800-63B-4 §3.1.1.2 asks for 15 where the password is the only one.
pub(crate) const SHORTEST: usize = 15;

/// A password could not be hashed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PasswordError {
    /// The hash function refused.
    #[error("the password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    /// No salt.
    #[error(transparent)]
    Randomness(#[from] random::NoRandomness),
    /// The work was cut off.
    #[error("the password was not verified to the end")]
    CutOff,
}

/// Verifies passwords, and hashes new ones.
pub(crate) struct Passwords {
    /// The hash of a password that nobody has, for e-mail addresses that nobody has.
    nobodys: PasswordHash,
    permits: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Result<Self, PasswordError> {
        Ok(Self { nobodys: hash(&random::token()?)?, permits: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Whether the password is the one that was hashed. Without a hash the answer is no, and takes as long.
    pub(crate) async fn verify(
        &self,
        password: String,
        hash: Option<PasswordHash>,
    ) -> Result<bool, PasswordError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| PasswordError::CutOff)?;
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobodys.clone());
        let fits = tokio::task::spawn_blocking(move || {
            let fits = matches(&password, &hash);
            drop(permit);
            fits
        });
        Ok(fits.await.map_err(|_| PasswordError::CutOff)? && known)
    }

    /// Hashes a new password, in the same queue.
    pub(crate) async fn hash(&self, password: String) -> Result<PasswordHash, PasswordError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| PasswordError::CutOff)?;
        let hashed = tokio::task::spawn_blocking(move || {
            let hashed = hash(&password);
            drop(permit);
            hashed
        });
        hashed.await.map_err(|_| PasswordError::CutOff)?
    }
}

/// Hashes a password with the recommended parameters (OWASP: Argon2id, 19 MiB, 2 passes, 1 lane) and a new salt.
pub(crate) fn hash(password: &str) -> Result<PasswordHash, PasswordError> {
    let salt = random::bytes::<16>()?;
    let hash: phc::PasswordHash =
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map_err(PasswordError::Hash)?;
    Ok(PasswordHash(hash.to_string()))
}

fn matches(password: &str, hash: &PasswordHash) -> bool {
    let Ok(parsed) = phc::PasswordHash::new(&hash.0) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_somebody_fits() {
        let passwords = Passwords::new().unwrap();
        let stored = hash("correct horse battery").unwrap();
        assert!(stored.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.verify("correct horse battery".into(), Some(stored.clone())).await.unwrap());
        assert!(!passwords.verify("correct horse batter".into(), Some(stored)).await.unwrap());
        assert!(!passwords.verify("correct horse battery".into(), None).await.unwrap());
    }

    #[test]
    fn the_same_password_hashes_differently_each_time() {
        assert_ne!(hash("correct horse battery").unwrap(), hash("correct horse battery").unwrap());
    }

    #[test]
    fn a_damaged_hash_fits_nothing() {
        assert!(!matches("x", &PasswordHash("$argon2id$".into())));
    }
}

//! Where secrets are kept, as a port.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

/// A secret, wiped when dropped. Stores are small: Windows takes 2,560 bytes.
pub type Secret = Zeroizing<Vec<u8>>;

/// Keeps secrets by name for one user.
pub trait SecretStore: Send + Sync {
    /// The secret of this name, or `None` if there never was one.
    ///
    /// # Errors
    /// [`SecretError`]. A store that cannot be read is not an empty store.
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError>;

    /// Keeps a secret under this name, in place of what was there.
    ///
    /// # Errors
    /// [`SecretError`].
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError>;

    /// Removes the secret of this name; it is no error if there is none.
    ///
    /// # Errors
    /// [`SecretError`].
    fn delete(&self, name: &str) -> Result<(), SecretError>;
}

/// Why a store does not do as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// This session has no store.
    #[error("no secret store")]
    Missing,
    /// The store is locked, and nobody opened it.
    #[error("secret store locked")]
    Locked,
    /// Anything else.
    #[error("secret store failed")]
    Failed,
}

/// A store in memory, for tests. It can be told to fail.
#[derive(Default)]
pub struct MemorySecrets {
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    failure: Mutex<Option<SecretError>>,
}

impl MemorySecrets {
    /// From now on every call fails with this error, or works again with `None`.
    pub fn fail_with(&self, error: Option<SecretError>) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    fn check(&self) -> Result<(), SecretError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}

impl SecretStore for MemorySecrets {
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        self.check()?;
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.get(name).map(|secret| Zeroizing::new(secret.clone())))
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.check()?;
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.check()?;
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

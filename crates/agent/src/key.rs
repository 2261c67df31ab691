//! This computer's key: made once, kept in the system's key store, never written anywhere else without a yes.

use porchlight_contract::wizard::KeyPlace;
use porchlight_contract::{ErrorCode, Problem};
use porchlight_host::SecretError;
use porchlight_jws::SigningKey;

use crate::Agent;

/// The name of the key in its store.
const DEVICE_KEY: &str = "device-key";

impl Agent {
    /// The key in a store, made now if there is none.
    pub(crate) async fn ensure_key(&self, place: KeyPlace) -> Result<SigningKey, Problem> {
        self.with_secrets(move |agent| {
            let store = agent.secrets(place);
            if let Some(seed) = store.get(DEVICE_KEY).map_err(problem_of)? {
                return SigningKey::from_seed(&seed).map_err(|_| Problem::new(ErrorCode::KeyStoreFailed));
            }
            let seed = SigningKey::new_seed().map_err(|_| Problem::new(ErrorCode::Internal))?;
            store.set(DEVICE_KEY, seed.as_slice()).map_err(problem_of)?;
            SigningKey::from_seed(seed.as_slice()).map_err(|_| Problem::new(ErrorCode::Internal))
        })
        .await
    }

    /// The key of an enrolled computer. A missing one is a problem: a new one would be another computer.
    pub(crate) async fn existing_key(&self, place: KeyPlace) -> Result<SigningKey, Problem> {
        self.with_secrets(move |agent| {
            let seed = agent.secrets(place).get(DEVICE_KEY).map_err(problem_of)?;
            let seed = seed.ok_or_else(|| Problem::new(ErrorCode::KeyMissing))?;
            SigningKey::from_seed(&seed).map_err(|_| Problem::new(ErrorCode::KeyStoreFailed))
        })
        .await
    }

    /// Key stores block, some until a person has typed a password.
    async fn with_secrets<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Agent) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let agent = self.clone();
        tokio::task::spawn_blocking(move || work(&agent))
            .await
            .map_err(|_| Problem::new(ErrorCode::Internal))?
    }
}

fn problem_of(error: SecretError) -> Problem {
    Problem::new(match error {
        SecretError::Missing => ErrorCode::KeyStoreMissing,
        SecretError::Locked => ErrorCode::KeyStoreLocked,
        SecretError::Failed => ErrorCode::KeyStoreFailed,
    })
}

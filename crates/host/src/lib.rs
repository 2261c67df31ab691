//! Ports: what may be asked of a machine, and where secrets and the time come from.
//!
//! Invariant: [`Question`] is the closed list of everything that Porchlight can ever ask a computer. It is plain
//! data, so that a person can audit it, a recorder can write it down, and a replay can answer it.
//!
//! Must not know: any operating system's API, any check, any network.

mod answer;
mod clock;
mod exports;
mod question;
mod redact;
mod replay;
mod secret;
mod settings;

pub use answer::{
    Answer, FirewallProfile, InboundDefault, PendingUpdate, ProbeError, ProductState, RegistryData,
    SecurityHealth, SecurityProduct, Variant,
};
pub use clock::{Clock, FixedClock, between, later};
pub use exports::{Exports, NotSaved, RecordedExports};
pub use question::{Bus, Hive, Program, Provider, Question, WmiClass};
pub use redact::{Identity, redact};
pub use replay::{Entry, Recorder, Recording, RecordingError, ReplayHost};
pub use secret::{MemorySecrets, Secret, SecretError, SecretStore};
pub use settings::{NotOpened, RecordedSettings, Settings, SettingsPage};

/// A machine that answers questions.
pub trait Host: Send + Sync {
    /// Asks one question and waits for its answer, at most [`Question::deadline`].
    ///
    /// # Errors
    /// [`ProbeError`], which says why there is no answer. "Absent", "unreadable" and "off" are three different
    /// things: the first two are errors, the third is an answer.
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError>;
}

impl<H: Host + ?Sized> Host for std::sync::Arc<H> {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        (**self).ask(question)
    }
}

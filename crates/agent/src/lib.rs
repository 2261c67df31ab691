//! The use cases of the device: accept an invite, check the computer, read the report, send it, take it back.
//!
//! Invariant: what the window shows is derived from what is stored and what is running; each action stores first and
//! shows then, so that a kill at any instant resumes on the same page with nothing lost.
//!
//! Must not know: any operating system's API, Tauri, a command line.

mod actions;
mod checking;
mod clock_offset;
mod history;
mod invite;
mod key;
mod model;
mod report;
mod view;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use porchlight_contract::wizard::{KeyPlace, WizardState};
use porchlight_contract::{ErrorCode, Problem, Token};
use porchlight_device_db::{DbError, DeviceDb};
use porchlight_host::{Answer, Clock, Exports, Host, Question, SecretStore, Settings};
use tokio::sync::{Notify, watch};

use model::Model;
pub use view::stopped;

/// What an agent is made of.
pub struct Parts {
    /// The machine.
    pub host: Arc<dyn Host>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The system's key store.
    pub keyring: Arc<dyn SecretStore>,
    /// The alternative that needs an explicit yes: a file that only this user can read.
    pub key_file: Arc<dyn SecretStore>,
    /// The pages of the system's settings.
    pub settings: Arc<dyn Settings>,
    /// Where copies for the person are written.
    pub exports: Arc<dyn Exports>,
    /// What is kept between two starts.
    pub db: DeviceDb,
    /// The version of the program, for the report.
    pub version: Token,
}

/// The agent. Clones share everything; an action of one is seen by all.
#[derive(Clone)]
pub struct Agent {
    shared: Arc<Shared>,
}

struct Shared {
    parts: Parts,
    model: Mutex<Model>,
    view: watch::Sender<WizardState>,
    /// Wakes the delivery loop: there is something new to send, or the person wants it tried now.
    outbox_changed: Notify,
    /// One delivery at a time, whoever asked for it.
    delivering: tokio::sync::Mutex<()>,
    /// Tells the checks that are running that the person has had enough.
    checks_cancelled: Notify,
}

impl Agent {
    /// Takes up where the last start ended.
    ///
    /// # Errors
    /// The problem that keeps the database from being read, or the machine from being known.
    pub fn resume(parts: Parts) -> Result<Self, Problem> {
        let Ok(Answer::Platform(os)) = parts.host.ask(&Question::Platform) else {
            return Err(Problem::new(ErrorCode::Internal));
        };
        let model = Model::load(&parts, os).map_err(|error| problem_of(&error))?;
        let (view, _) = watch::channel(view::view(&model));
        let shared = Shared {
            parts,
            model: Mutex::new(model),
            view,
            outbox_changed: Notify::new(),
            delivering: tokio::sync::Mutex::new(()),
            checks_cancelled: Notify::new(),
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// The state, now and whenever it changes.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<WizardState> {
        self.shared.view.subscribe()
    }

    fn parts(&self) -> &Parts {
        &self.shared.parts
    }

    fn model(&self) -> MutexGuard<'_, Model> {
        // The model is a plain value: a panic elsewhere cannot leave it half changed for long, and the window has to
        // go on.
        self.shared.model.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the model and shows the result.
    fn change<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        let mut model = self.model();
        model.today = self.parts().clock.now().day();
        let result = change(&mut model);
        model.revision = model.revision.wrapping_add(1);
        self.shared.view.send_replace(view::view(&model));
        result
    }

    fn secrets(&self, place: KeyPlace) -> &dyn SecretStore {
        match place {
            KeyPlace::Keyring => self.parts().keyring.as_ref(),
            KeyPlace::File => self.parts().key_file.as_ref(),
        }
    }
}

fn problem_of(error: &DbError) -> Problem {
    tracing::error!(error = %error, "device database");
    Problem::new(error.code())
}

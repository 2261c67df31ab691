//! The agent of this computer, or why it could not start.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use porchlight_agent::{Agent, stopped};
use porchlight_contract::Problem;
use porchlight_contract::wizard::{Action, WizardState};
use tokio::sync::watch;

/// The agent, as soon as it could be started.
#[derive(Clone)]
pub(crate) struct Device {
    agent: Arc<Mutex<Option<Agent>>>,
    state: watch::Sender<WizardState>,
}

impl Device {
    /// Starts the agent. A computer on which it cannot start still gets a window that says why, and every action there
    /// tries again.
    pub(crate) fn start() -> Self {
        match agent() {
            Ok(agent) => {
                let device = Self::with(Some(agent.clone()), agent.state().borrow().clone());
                device.show(agent);
                device
            }
            Err(problem) => Self::with(None, stopped(problem)),
        }
    }

    fn with(agent: Option<Agent>, state: WizardState) -> Self {
        Self { agent: Arc::new(Mutex::new(agent)), state: watch::Sender::new(state) }
    }

    pub(crate) fn state(&self) -> watch::Receiver<WizardState> {
        self.state.subscribe()
    }

    /// Begins an action; what comes of it stands in the state. Without an agent the action is to start one: what the
    /// person meant to do is not yet on the screen.
    pub(crate) fn act(&self, action: Action) {
        let running = self.running();
        let device = self.clone();
        tauri::async_runtime::spawn(async move {
            match running {
                Some(agent) => agent.act(action).await,
                None => drop(device.try_again()),
            }
        });
    }

    /// Hands an invite link to the agent.
    pub(crate) fn open_link(&self, link: String) {
        let running = self.running();
        let device = self.clone();
        tauri::async_runtime::spawn(async move {
            if let Some(agent) = running.or_else(|| device.try_again()) {
                agent.open_link(&link).await;
            }
        });
    }

    fn running(&self) -> Option<Agent> {
        self.agent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Starts the agent if there is still none. Two clicks start one.
    fn try_again(&self) -> Option<Agent> {
        let mut place = self.agent.lock().unwrap_or_else(PoisonError::into_inner);
        if place.is_none() {
            match agent() {
                Ok(agent) => {
                    *place = Some(agent.clone());
                    self.show(agent);
                }
                Err(problem) => drop(self.state.send_replace(stopped(problem))),
            }
        }
        place.clone()
    }

    /// Shows the agent's state from now on, and lets it do what it does by itself.
    fn show(&self, agent: Agent) {
        let (mut states, shown) = (agent.state(), self.state.clone());
        tauri::async_runtime::spawn(async move {
            loop {
                let current = states.borrow_and_update().clone();
                shown.send_replace(current);
                if states.changed().await.is_err() {
                    break;
                }
            }
        });
        tauri::async_runtime::spawn(agent.clone().keep_delivering());
        tauri::async_runtime::spawn(agent.recall_fingerprint());
    }
}

fn agent() -> Result<Agent, Problem> {
    let started = porchlight_device::parts(folder().as_deref()).and_then(Agent::resume);
    started.inspect_err(|problem| {
        tracing::error!(error.code = %problem.code.as_str(), "the agent cannot start");
    })
}

/// Another folder than the user's own, for a trial: `PORCHLIGHT_DEVICE_DATA`.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one setting that the window takes from its environment"
)]
fn folder() -> Option<PathBuf> {
    std::env::var_os("PORCHLIGHT_DEVICE_DATA").map(PathBuf::from)
}

//! The agent of this computer, or why it could not start.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use porchlight_agent::{Agent, Parts, stopped};
use porchlight_contract::wizard::{Action, WizardState};
use porchlight_contract::{ErrorCode, Problem, Token};
use porchlight_device_db::DeviceDb;
use porchlight_host_native::{
    FileSecrets, FolderError, KeyringSecrets, NativeHost, SystemClock, create_private_dir, data_dir,
};
use tokio::sync::watch;

/// The agent, if it could be started.
pub(crate) struct Device {
    agent: Option<Agent>,
    state: watch::Receiver<WizardState>,
}

impl Device {
    /// Starts the agent. A computer on which it cannot start still gets a window that says why.
    pub(crate) fn start(app_id: &str) -> Self {
        match agent(app_id) {
            Ok(agent) => {
                tauri::async_runtime::spawn(agent.clone().keep_delivering());
                tauri::async_runtime::spawn(agent.clone().recall_fingerprint());
                Self { state: agent.state(), agent: Some(agent) }
            }
            Err(problem) => {
                tracing::error!(error.code = %problem.code.as_str(), "the agent cannot start");
                Self { agent: None, state: watch::channel(stopped(problem)).1 }
            }
        }
    }

    pub(crate) fn state(&self) -> watch::Receiver<WizardState> {
        self.state.clone()
    }

    /// Begins an action; what comes of it stands in the state.
    pub(crate) fn act(&self, action: Action) {
        if let Some(agent) = self.agent.clone() {
            tauri::async_runtime::spawn(async move { agent.act(action).await });
        }
    }

    pub(crate) fn open_link(&self, link: String) {
        if let Some(agent) = self.agent.clone() {
            tauri::async_runtime::spawn(async move { agent.open_link(&link).await });
        }
    }
}

fn agent(app_id: &str) -> Result<Agent, Problem> {
    let folder = folder(app_id).map_err(|error| {
        tracing::error!(%error, "data folder");
        Problem::new(ErrorCode::DatabaseFailed)
    })?;
    // The last part of the identifier tells two brands on one computer apart.
    let instance = app_id.rsplit('.').next().unwrap_or(app_id);
    Agent::resume(parts(instance, &folder)?)
}

/// The user's data folder of this app, or another one for a trial: `PORCHLIGHT_DEVICE_DATA`.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one setting that the window takes from its environment"
)]
fn folder(app_id: &str) -> Result<PathBuf, FolderError> {
    let folder = match std::env::var_os("PORCHLIGHT_DEVICE_DATA") {
        Some(folder) => folder.into(),
        // The web view keeps its own files beside it.
        None => data_dir(app_id)?.join("device"),
    };
    create_private_dir(&folder)?;
    Ok(folder)
}

fn parts(instance: &str, folder: &Path) -> Result<Parts, Problem> {
    let db = DeviceDb::open(&folder.join("porchlight.db")).map_err(|error| {
        tracing::error!(%error, "device database");
        Problem::new(error.code())
    })?;
    Ok(Parts {
        host: Arc::new(NativeHost::new()),
        clock: Arc::new(SystemClock),
        keyring: Arc::new(
            KeyringSecrets::new(instance).map_err(|_| Problem::new(ErrorCode::KeyStoreFailed))?,
        ),
        key_file: Arc::new(FileSecrets::new(folder.join("keys"))),
        db,
        version: Token::parse(env!("CARGO_PKG_VERSION")).map_err(|_| Problem::new(ErrorCode::Internal))?,
    })
}

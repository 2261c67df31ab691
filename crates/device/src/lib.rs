//! This computer's agent: the use cases together with the real machine and the person's own data.
//!
//! Invariant: the window and the command line get the same parts from here, so that both continue one sitting.
//!
//! Must not know: Tauri, a command line, any use case.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use porchlight_agent::Parts;
use porchlight_contract::{ErrorCode, Problem, Token};
use porchlight_device_db::DeviceDb;
use porchlight_host_native::{
    FileSecrets, FolderError, KeyringSecrets, NativeExports, NativeHost, NativeSettings, SystemClock,
    create_private_dir, data_dir,
};

/// The app's id, as the system knows it. It names the data folder, and its last part the secrets.
pub const APP_ID: &str = "app.porchlight.wizard";

/// What this computer's agent is made of. The data lies in `folder`, which is made; with `None` in the user's data
/// folder of this app, beside what the web view keeps there.
///
/// # Errors
/// The problem that keeps the folder, the database or the key store from being opened.
pub fn parts(folder: Option<&Path>) -> Result<Parts, Problem> {
    let folder = prepared(folder).map_err(|error| {
        tracing::error!(%error, "data folder");
        Problem::new(ErrorCode::DatabaseFailed)
    })?;
    let db = DeviceDb::open(&folder.join("porchlight.db")).map_err(|error| {
        tracing::error!(%error, "device database");
        Problem::new(error.code())
    })?;
    Ok(Parts {
        host: Arc::new(NativeHost::new()),
        clock: Arc::new(SystemClock),
        keyring: Arc::new(keyring()?),
        key_file: Arc::new(FileSecrets::new(folder.join("keys"))),
        settings: Arc::new(NativeSettings::new()),
        exports: Arc::new(NativeExports),
        db,
        version: Token::parse(env!("CARGO_PKG_VERSION")).map_err(|_| Problem::new(ErrorCode::Internal))?,
    })
}

fn prepared(folder: Option<&Path>) -> Result<PathBuf, FolderError> {
    let folder = match folder {
        Some(folder) => folder.to_path_buf(),
        None => data_dir(APP_ID)?.join("device"),
    };
    create_private_dir(&folder)?;
    Ok(folder)
}

/// The last part of the id tells two brands on one computer apart.
fn keyring() -> Result<KeyringSecrets, Problem> {
    let instance = APP_ID.rsplit('.').next().unwrap_or(APP_ID);
    KeyringSecrets::new(instance).map_err(|_| Problem::new(ErrorCode::KeyStoreFailed))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "these tests put what cannot be used where the data should lie")]
mod tests {
    use super::*;

    #[test]
    fn the_windows_own_description_names_the_same_app() {
        let described = include_str!("../../../src-tauri/tauri.conf.json");
        let described: serde_json::Value = serde_json::from_str(described).unwrap();
        assert_eq!(described["identifier"], APP_ID);
    }

    #[test]
    fn a_folder_that_cannot_be_made_and_a_database_that_cannot_be_read_are_problems() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "not a folder").unwrap();
        let problem = parts(Some(&file.join("below"))).err().unwrap();
        assert_eq!(problem.code, ErrorCode::DatabaseFailed);
        std::fs::write(
            folder.path().join("porchlight.db"),
            "not a database, and long enough to be read".repeat(9),
        )
        .unwrap();
        assert_eq!(parts(Some(folder.path())).err().unwrap().code, ErrorCode::DatabaseFailed);
    }

    #[test]
    fn the_parts_make_an_agent() {
        let folder = tempfile::tempdir().unwrap();
        let parts = parts(Some(&folder.path().join("a/b"))).unwrap();
        assert!(porchlight_agent::Agent::resume(parts).is_ok());
    }
}

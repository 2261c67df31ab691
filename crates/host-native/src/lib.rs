//! The machine that the program runs on: answers to questions, the keyring, the clock, and where data is kept.
//!
//! Invariant: this is the only crate with `cfg(target_os)`, unsafe code, process spawning, sysinfo and a keyring. Every
//! question ends by its deadline, whatever the system does, and none changes anything or asks the person for a
//! password. (Opening the keyring may: see [`KeyringSecrets`].)
//!
//! Must not know: any check, any network, any sentence for people.

#![allow(clippy::disallowed_methods, reason = "this crate is what the others ask instead of the system")]

mod clock;
mod deadline;
mod download;
mod exports;
mod file;
mod folder;
mod host;
mod identity;
mod ports;
mod processes;
mod secrets;
mod settings;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(unix)]
mod program;
#[cfg(any(target_os = "macos", test))]
mod property_list;
#[cfg(target_os = "windows")]
mod windows;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(target_os = "macos")]
use macos as system;
#[cfg(target_os = "windows")]
use windows as system;

pub use clock::SystemClock;
pub use exports::NativeExports;
pub use folder::{FolderError, create_private_dir, data_dir};
pub use host::NativeHost;
pub use identity::machine_identity;
pub use secrets::{FileSecrets, KeyringSecrets};
pub use settings::NativeSettings;

/// The packages that wait to be renewed on a system of Debian's kind, by the files below its root folder.
///
/// # Errors
/// As [`porchlight_host::Question::PendingUpdates`]; [`porchlight_host::ProbeError::Unsupported`] off Linux.
pub fn pending_packages(
    root: &std::path::Path,
) -> Result<Vec<porchlight_host::PendingUpdate>, porchlight_host::ProbeError> {
    #[cfg(target_os = "linux")]
    return linux::pending_packages(root);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = root;
        Err(porchlight_host::ProbeError::Unsupported)
    }
}

//! The MSP's server: takes reports from devices, and serves the help desk's console.
//!
//! Invariant: a receipt says that its report is on the disk. Nothing in here can make a device do anything: devices
//! ask and send, and there is no way to call one.
//!
//! Must not know: any operating system, any check. It judges by [`porchlight_policy`], the same code as the device.
//! SQL is `porchlight-collector-db`'s.

mod app;
mod backup;
pub mod cli;
pub mod clock;
mod console;
pub mod data_dir;
mod device;
mod events;
mod files;
mod http;
mod inviting;
mod openapi;
mod password;
mod qr;
mod random;
mod roster;
mod rules;
pub mod server;
mod set_up;
mod throttle;
mod totp;
mod vault;

pub use openapi::document as openapi_document;

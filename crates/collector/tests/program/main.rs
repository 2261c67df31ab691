//! The collector as a program of its own.
//!
//! Apart from the tests that serve inside their own process: whoever starts a program shares its open files with it for
//! a moment, and with them the lock on a folder that is served.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod commands;
#[cfg(target_os = "linux")]
mod full;
mod kills;

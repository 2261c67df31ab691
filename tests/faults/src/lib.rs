//! The collector's database on a disk that fails, fills up or loses its power.
//!
//! What is real: the whole store, as the collector opens it, its writer, SQLite, the files. Between SQLite and the files
//! stands a file system of our own ([`disk`]). It counts what is written, lets any write or sync of it fail, and keeps
//! in mind what the disk would still have if the power went now.
//!
//! Invariant: whatever a store has said yes to is there after any fault, whole; and nothing is there by half.
//!
//! Must not know: how the store lays anything out in its tables.
#![allow(clippy::disallowed_methods, reason = "looks at the files of databases, and plays a disk")]

mod audit;
mod deeds;
pub mod disk;
mod power;
mod story;
mod vfs;

pub use audit::is_sound;
pub use deeds::Ledger;
pub use power::{Chance, Picture, Platter};
pub use story::{OnError, Telling, sequel, tell};

//! The collector's database on a disk that plays foul.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "says how often by a variable")]

mod all;
mod faults;
mod power;

//! A device, a collector and the network between them, with every fault that a seed can think of.
//!
//! What is real: the outbox and its SQLite file, the client, the signatures. What is simulated: the collector, the
//! network, the clocks, and the person. The time is virtual, so days of it take milliseconds, and one seed is one
//! story: the same faults at the same instants, however often it is told.
//!
//! Invariant: after any story, the collector has each signed report exactly once, and the device says "sent" of
//! nothing that it has no valid receipt for.
//!
//! Must not know: any check, any page.
#![allow(
    clippy::disallowed_methods,
    reason = "a simulation of kills copies the files of the database, and its test reads the seed"
)]

mod audit;
mod collector;
mod device;
mod disk;
mod network;
mod story;
mod world;

pub use story::{Summary, tell};

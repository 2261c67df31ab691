//! The agent against a real collector, on recorded machines. After every action a second agent is started on the same
//! database, as after a kill: it must come to the same state.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod checks;
mod failures;
mod history;
mod machine;
mod report;
mod sitting;
mod world;

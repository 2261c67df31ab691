//! Pure rules: what outcomes mean for a company, and in which order the wizard goes.
//!
//! Invariant: `Unknown` is never good and never a failure, whatever a policy says. The device judges for the person
//! and the collector for the help desk, by this same code.
//!
//! Must not know: any clock, any I/O, any randomness. Time is passed in.

pub mod journey;
mod thresholds;
mod verdict;

pub use thresholds::{in_force, judged};
pub use verdict::{default_policy, may_be_left_out, readiness, standing};

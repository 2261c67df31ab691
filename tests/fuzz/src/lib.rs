//! What fuzzers feed to everything that reads what others wrote, and what must hold whatever they feed.
//!
//! Each target is a function of bytes. libFuzzer calls it from `libfuzzer/`, millions of times (`cargo xtask fuzz`);
//! a test calls it with the inputs in `corpus/` and with bytes of chance, in every run of the tests.
//!
//! Invariant: a target panics when a promise is broken, and for no other reason.
//!
//! Must not know: how the inputs are found.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a target panics to tell that a promise is broken, and reads the recorded machines"
)]

mod answers;
mod documents;
mod machine;
mod packages;
mod signed;

/// A target: its name, and what it does with the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets. Each has a file of its name in `libfuzzer/targets` and a folder in `corpus`.
pub const TARGETS: &[Target] = &[
    ("machine", machine::machine),
    ("packages", packages::packages),
    ("answers", answers::answers),
    ("signed", signed::signed),
    ("report", documents::report),
    ("policy", documents::policy),
    ("invite", documents::invite),
    ("recording", documents::recording),
];

/// Runs a target by its name.
///
/// # Panics
/// If a promise is broken, or if there is no such target.
pub fn feed(name: &str, bytes: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target of the list");
    target(bytes);
}

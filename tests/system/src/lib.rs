//! The real command line and the real collector, together.
//!
//! Invariant: a computer here has no key store, no session bus and none of the real user's folders.
//!
//! Must not know: any crate of the product.

pub use porchlight_e2e::{Computer, Outcome};

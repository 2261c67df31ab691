//! Compact JWS (RFC 7515) with Ed25519 (RFC 8037), and JWK thumbprints (RFC 7638).
//!
//! Invariant: a payload is reachable only with its signature verified, and both sides verify by the same rule,
//! that of aws-lc-rs (RFC 8032 §5.1.7). One algorithm, one header shape: what a header may not say cannot be
//! attacked.
//!
//! Must not know: what the payloads mean, where keys are kept, any network.

mod compact;
mod key;

pub use compact::{JwsError, Kind, Unverified};
pub use key::{Seed, SigningKey, sha256, thumbprint};

//! The time, as a port.

use porchlight_contract::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, UTC, to the second.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still, for tests.
#[derive(Clone, Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0.clone()
    }
}

//! Talks to a collector, and delivers the outbox.
//!
//! Invariant: a report leaves the outbox only with a receipt that the collector of this enrolment signed for these
//! very bytes. Every request has a deadline, every answer a limit, no redirect is followed.
//!
//! Must not know: any check, any page, where the device's key is kept.

mod collector;
mod delivery;
mod error;
mod transport;
mod withdrawal;

pub use collector::Collector;
pub use delivery::{Delivered, deliver, is_due};
pub use error::ClientError;
pub use transport::{RawAnswer, Transport};
pub use withdrawal::withdraw;

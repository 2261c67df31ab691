//! The time, and what is reckoned with it.

use jiff::{SignedDuration, Timestamp as Instant};
use porchlight_contract::Timestamp;

/// Tells the time. A trait, so that tests can set it.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// A time that does not stand on the wire: before the year 0 or after 9999.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a time outside the calendar of the wire")]
pub struct OutsideCalendar;

/// A time as it stands on the wire, cut to the second.
///
/// # Errors
/// [`OutsideCalendar`], which no clock that is only wrong causes.
pub fn on_the_wire(time: Instant) -> Result<Timestamp, OutsideCalendar> {
    Timestamp::parse(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).map_err(|_| OutsideCalendar)
}

/// A time in seconds since 1970. The last day of the calendar, which no clock shows, is its end.
#[must_use]
pub fn seconds(time: &Timestamp) -> i64 {
    time.as_str().parse().map_or(i64::MAX, Instant::as_second)
}

/// The time that is so many seconds after 1970.
///
/// # Errors
/// [`OutsideCalendar`] if it is before the year 0 or after 9999.
pub fn from_seconds(seconds: i64) -> Result<Timestamp, OutsideCalendar> {
    on_the_wire(Instant::from_second(seconds).map_err(|_| OutsideCalendar)?)
}

/// How far `other` is ahead of `now`; negative if it is behind.
///
/// # Errors
/// [`OutsideCalendar`], which no well-formed time causes.
pub fn ahead(other: &Timestamp, now: Instant) -> Result<SignedDuration, OutsideCalendar> {
    let other: Instant = other.as_str().parse().map_err(|_| OutsideCalendar)?;
    Ok(other.duration_since(now))
}

/// The time so much later.
///
/// # Errors
/// [`OutsideCalendar`] if the sum is.
pub fn later(time: Instant, by: SignedDuration) -> Result<Timestamp, OutsideCalendar> {
    on_the_wire(time.checked_add(by).map_err(|_| OutsideCalendar)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_a_second_are_cut() {
        let time: Instant = "2026-11-22T10:04:00.999Z".parse().unwrap();
        assert_eq!(on_the_wire(time).unwrap().as_str(), "2026-11-22T10:04:00Z");
    }

    #[test]
    fn a_time_can_be_ahead_or_behind() {
        let now: Instant = "2026-11-22T10:04:00Z".parse().unwrap();
        let other = later(now, SignedDuration::from_mins(-7)).unwrap();
        assert_eq!(ahead(&other, now).unwrap(), SignedDuration::from_mins(-7));
    }
}

//! The time, as a port.

use std::time::Duration;

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

/// The time so much later; the same time if the calendar ends before.
#[must_use]
pub fn later(from: &Timestamp, by: Duration) -> Timestamp {
    let sum = from.as_str().parse::<jiff::Timestamp>().ok().and_then(|time| time.checked_add(by).ok());
    sum.and_then(|time| Timestamp::parse(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).ok())
        .unwrap_or_else(|| from.clone())
}

/// How long from one time to a later one; zero if it is not later.
#[must_use]
pub fn between(from: &Timestamp, to: &Timestamp) -> Duration {
    let parsed = |time: &Timestamp| time.as_str().parse::<jiff::Timestamp>().ok();
    match (parsed(from), parsed(to)) {
        (Some(from), Some(to)) => Duration::try_from(to.duration_since(from)).unwrap_or_default(),
        _ => Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn later_crosses_the_end_of_a_leap_february() {
        let eve = time("2028-02-28T23:59:30Z");
        assert_eq!(later(&eve, Duration::from_mins(1)), time("2028-02-29T00:00:30Z"));
        assert_eq!(between(&eve, &time("2028-02-29T00:00:30Z")), Duration::from_mins(1));
    }

    #[test]
    fn nothing_lies_between_a_time_and_an_earlier_one() {
        assert_eq!(between(&time("2028-02-28T00:00:01Z"), &time("2028-02-28T00:00:00Z")), Duration::ZERO);
    }

    #[test]
    fn the_calendar_has_an_end() {
        let end = time("9999-12-30T22:00:00Z");
        assert_eq!(later(&end, Duration::from_hours(24 * 365)), end);
    }
}

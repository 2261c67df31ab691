//! The system's clock.

use porchlight_contract::Timestamp;
use porchlight_host::Clock;

/// The first second whose year has four digits and no sign: 0000-01-01T00:00:00Z.
const FIRST_SECOND: i64 = -62_167_219_200;

/// Tells the time of the system, UTC, which may be wrong or jump: nothing here corrects it.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        timestamp(jiff::Timestamp::now().as_second())
    }
}

#[expect(clippy::expect_used, reason = "the seconds are clamped to the years that a timestamp can write")]
fn timestamp(unix_seconds: i64) -> Timestamp {
    // jiff's last second lies in the year 9999.
    jiff::Timestamp::from_second(unix_seconds.clamp(FIRST_SECOND, jiff::Timestamp::MAX.as_second()))
        .ok()
        .and_then(|time| Timestamp::parse(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).ok())
        .expect("every second of the years 0 to 9999 is a timestamp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_is_the_second_between_two_looks_at_the_system() {
        let before = jiff::Timestamp::now().as_second();
        let now: jiff::Timestamp = SystemClock.now().as_str().parse().unwrap();
        let after = jiff::Timestamp::now().as_second();
        assert!((before..=after).contains(&now.as_second()));
    }

    #[test]
    fn a_clock_that_is_set_absurdly_still_gives_a_timestamp() {
        assert_eq!(timestamp(i64::MIN).as_str(), "0000-01-01T00:00:00Z");
        assert_eq!(timestamp(0).as_str(), "1970-01-01T00:00:00Z");
        assert!(timestamp(i64::MAX).as_str().starts_with("9999-12-"));
    }
}

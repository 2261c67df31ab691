//! Points in time as they stand on the wire.

use crate::text::validated_text;

validated_text! {
    /// A point in time, UTC, to the second, as `2026-11-22T10:04:00Z` (RFC 3339 §5.6, one spelling of many).
    ///
    /// One spelling, so that the order of the texts is the order of the times. Arithmetic belongs to the crates
    /// that own a clock; here a time is only carried and compared.
    Timestamp, is_timestamp
}

validated_text! {
    /// A day, UTC, as `2026-11-22`. The order of the texts is the order of the days.
    Day, |text| text.len() == 10 && is_timestamp(&format!("{text}T00:00:00Z"))
}

impl Timestamp {
    /// The day that this point in time is in, UTC.
    #[must_use]
    pub fn day(&self) -> Day {
        // Its first ten characters are a day by its own shape.
        Day(self.as_str().chars().take(10).collect())
    }
}

fn is_timestamp(text: &str) -> bool {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:ddZ";
    let bytes = text.as_bytes();
    let shaped = bytes.len() == SHAPE.len()
        && bytes.iter().zip(SHAPE).all(|(byte, shape)| match shape {
            b'd' => byte.is_ascii_digit(),
            literal => byte == literal,
        });
    shaped && {
        let number =
            |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
        matches!(
            (number(0, 4), number(5, 7), number(8, 10), number(11, 13), number(14, 16), number(17, 19)),
            (Some(year), Some(month @ 1..=12), Some(day), Some(0..=23), Some(0..=59), Some(0..=59))
                if (1..=days_in(year, month)).contains(&day)
        )
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_times_are_taken_and_ordered() {
        let early = Timestamp::parse("2026-11-22T10:04:00Z").unwrap();
        let late = Timestamp::parse("2026-11-22T10:04:01Z").unwrap();
        assert!(early < late);
        assert!(Timestamp::parse("2028-02-29T00:00:00Z").is_ok());
    }

    #[test]
    fn impossible_and_differently_spelt_times_are_refused() {
        for text in [
            "2027-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-31T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T23:59:60Z",
            "2026-11-22 10:04:00Z",
            "2026-11-22T10:04:00+00:00",
            "2026-11-22T10:04:00.5Z",
            "٢٠٢٦-11-22T10:04:00Z",
            "",
        ] {
            assert!(Timestamp::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_is_the_front_of_a_time() {
        let day = Timestamp::parse("2026-11-22T23:59:59Z").unwrap().day();
        assert_eq!(day, Day::parse("2026-11-22").unwrap());
        assert!(day < Day::parse("2026-12-01").unwrap());
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "2026-11-31", "2026-11-2", "2026-11-22T", "22-11-2026", "2026/11/22", "' OR 1=1--"] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }
}

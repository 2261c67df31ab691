//! What a judge may know besides the evidence.

use jiff::SignedDuration;
use jiff::civil::Date;
use porchlight_contract::Timestamp;

use crate::memory::Memory;
use crate::support_table::SupportTable;

/// The time and the tables.
#[derive(Clone, Debug)]
pub struct Context {
    now: Timestamp,
    support: SupportTable,
    memory: Memory,
}

impl Context {
    /// A context with the tables that are built in.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self::with_table(now, SupportTable::built_in().clone())
    }

    /// A context with another table of support dates.
    #[must_use]
    pub fn with_table(now: Timestamp, support: SupportTable) -> Self {
        Self { now, support, memory: Memory::default() }
    }

    /// Now, by the device's clock.
    #[must_use]
    pub fn now(&self) -> &Timestamp {
        &self.now
    }

    /// The same with what the check remembers.
    pub(crate) fn remembering(self, memory: Memory) -> Self {
        Self { memory, ..self }
    }

    /// When a thing out of [`Check::items`](crate::check::Check::items) was seen first: now, if it is new.
    pub(crate) fn first_seen(&self, item: &str) -> &Timestamp {
        self.memory.first_seen(item).unwrap_or(&self.now)
    }

    /// How long ago that was.
    pub(crate) fn age(&self, item: &str) -> SignedDuration {
        self.since(instant(self.first_seen(item)))
    }

    /// How long ago a moment was, by the device's clock; negative if it is yet to come.
    pub(crate) fn since(&self, moment: jiff::Timestamp) -> SignedDuration {
        instant(&self.now).duration_since(moment)
    }

    /// The table of support dates.
    pub(crate) fn support(&self) -> &SupportTable {
        &self.support
    }

    /// Today, and never a day before the table was made: a clock that is years behind must not bring a dead system
    /// back to life.
    pub(crate) fn today(&self) -> Date {
        let by_clock = self.now.as_str().get(..10).and_then(|day| day.parse::<Date>().ok());
        by_clock.map_or(self.support.generated_at(), |day| day.max(self.support.generated_at()))
    }
}

/// The time to reckon with. Only the last day of the year 9999 lies past what can be reckoned with.
fn instant(time: &Timestamp) -> jiff::Timestamp {
    time.as_str().parse().unwrap_or(jiff::Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_behind_the_table_is_not_believed() {
        let behind = Context::new(Timestamp::parse("2001-01-01T00:00:00Z").unwrap());
        assert_eq!(behind.today(), behind.support().generated_at());
        let ahead = Context::new(Timestamp::parse("2031-05-06T23:59:59Z").unwrap());
        assert_eq!(ahead.today().to_string(), "2031-05-06");
    }

    #[test]
    fn times_past_reckoning_break_nothing() {
        let at = |time: &str| Context::new(Timestamp::parse(time).unwrap());
        let last = at("9999-12-31T23:59:59Z");
        assert_eq!(last.age("anything"), SignedDuration::ZERO);
        assert!(last.since(jiff::Timestamp::MIN) > at("0000-01-01T00:00:00Z").since(jiff::Timestamp::MIN));
    }
}

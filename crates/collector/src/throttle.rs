//! Counts failed attempts, so that guessing gets slow and honest people do not notice.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// The part of an address that one attacker has to himself: all of IPv4, the /64 of IPv6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PeerNet(IpAddr);

impl From<IpAddr> for PeerNet {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => v4.into(),
            IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
        })
    }
}

/// A bucket of attempts per key. An attempt takes one; a success puts it back; time refills.
pub(crate) struct Throttle<K> {
    buckets: Mutex<HashMap<K, Bucket>>,
    burst: u32,
    refill: Duration,
    capacity: usize,
}

/// How many attempts were taken at `since`; one comes back every refill interval.
struct Bucket {
    taken: u32,
    since: Instant,
}

impl Bucket {
    /// Accounts for the intervals that have passed.
    fn refill(&mut self, every: Duration, now: Instant) {
        let passed = now.saturating_duration_since(self.since).as_millis() / every.as_millis().max(1);
        let back = u32::try_from(passed).unwrap_or(u32::MAX).min(self.taken);
        self.taken -= back;
        self.since = if self.taken == 0 { now } else { self.since + every * back };
    }
}

impl<K: Hash + Eq + Clone> Throttle<K> {
    /// Allows `burst` failures at once and one more every `refill`, for up to `capacity` keys at a time.
    pub(crate) fn new(burst: u32, refill: Duration, capacity: usize) -> Self {
        Self { buckets: Mutex::new(HashMap::new()), burst, refill, capacity }
    }

    /// Takes an attempt, or says how long to wait for the next one.
    pub(crate) fn take(&self, key: &K) -> Result<(), Duration> {
        let now = Instant::now();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if !buckets.contains_key(key) && buckets.len() >= self.capacity {
            make_room(&mut buckets, self.refill, now);
        }
        let bucket = buckets.entry(key.clone()).or_insert(Bucket { taken: 0, since: now });
        bucket.refill(self.refill, now);
        if bucket.taken >= self.burst {
            return Err((bucket.since + self.refill).saturating_duration_since(now));
        }
        bucket.taken += 1;
        Ok(())
    }

    /// Puts an attempt back that did not fail.
    pub(crate) fn give_back(&self, key: &K) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(key) {
            bucket.taken = bucket.taken.saturating_sub(1);
            if bucket.taken == 0 {
                buckets.remove(key);
            }
        }
    }
}

/// Forgets whoever has nothing left to wait for; if that is nobody, whoever has failed least.
fn make_room<K: Hash + Eq + Clone>(buckets: &mut HashMap<K, Bucket>, every: Duration, now: Instant) {
    let full = buckets.len();
    buckets.retain(|_, bucket| {
        bucket.refill(every, now);
        bucket.taken > 0
    });
    if buckets.len() == full
        && let Some(key) = buckets.iter().min_by_key(|(_, bucket)| bucket.taken).map(|(key, _)| key.clone())
    {
        buckets.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[tokio::test(start_paused = true)]
    async fn after_the_burst_one_attempt_comes_back_an_interval() {
        let throttle = Throttle::new(3, MINUTE, 10);
        for _ in 0..3 {
            assert!(throttle.take(&"a").is_ok());
        }
        assert_eq!(throttle.take(&"a"), Err(MINUTE));
        tokio::time::advance(Duration::from_secs(59)).await;
        assert_eq!(throttle.take(&"a"), Err(Duration::from_secs(1)));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(throttle.take(&"a").is_ok());
        assert_eq!(throttle.take(&"a"), Err(MINUTE));
    }

    #[tokio::test(start_paused = true)]
    async fn successes_do_not_count() {
        let throttle = Throttle::new(1, MINUTE, 10);
        for _ in 0..100 {
            assert!(throttle.take(&"a").is_ok());
            throttle.give_back(&"a");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_key_does_not_lock_another_out() {
        let throttle = Throttle::new(1, MINUTE, 10);
        assert!(throttle.take(&"attacker").is_ok());
        assert!(throttle.take(&"attacker").is_err());
        assert!(throttle.take(&"ana").is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn memory_is_bounded_and_the_worst_offender_is_remembered() {
        let throttle = Throttle::new(2, MINUTE, 8);
        assert!(throttle.take(&0_u32).is_ok());
        assert!(throttle.take(&0).is_ok());
        for key in 1..1000 {
            assert!(throttle.take(&key).is_ok());
        }
        assert!(throttle.buckets.lock().unwrap().len() <= 8);
        assert!(throttle.take(&0).is_err());
    }

    #[test]
    fn an_ipv6_attacker_has_one_bucket_for_a_whole_network() {
        let net = |text: &str| PeerNet::from(text.parse::<IpAddr>().unwrap());
        assert_eq!(net("2001:db8::1"), net("2001:db8::ffff:1"));
        assert_ne!(net("2001:db8::1"), net("2001:db8:0:1::1"));
        assert_eq!(net("::ffff:192.0.2.7"), net("192.0.2.7"));
        assert_ne!(net("192.0.2.7"), net("192.0.2.8"));
    }
}

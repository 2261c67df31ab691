//! How many connections there may be, in all and from one address.
//!
//! Whoever opens connections and says nothing would otherwise keep everybody else out for as long as the deadlines are.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::proxies::Proxies;

/// How often the log says that somebody has too many connections.
const SAY_EVERY: Duration = Duration::from_secs(60);

/// How many connections at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Capacity {
    pub(super) all: usize,
    /// From one address, unless it is that of a proxy whose word is taken: behind it is everybody.
    pub(super) of_one: usize,
}

/// The places for connections.
pub(super) struct Places {
    free: Arc<Semaphore>,
    of_one: usize,
    proxies: Arc<Proxies>,
    taken: Arc<Mutex<Taken>>,
}

/// Who has how many. An address without any is not in it.
#[derive(Default)]
struct Taken {
    counts: HashMap<IpAddr, usize>,
    said: Option<Instant>,
}

/// A place, until it is dropped.
pub(super) struct Place {
    _free: OwnedSemaphorePermit,
    holder: Option<Holder>,
}

/// Whose place it is.
struct Holder {
    network: IpAddr,
    taken: Arc<Mutex<Taken>>,
}

impl Places {
    pub(super) fn new(capacity: Capacity, proxies: Arc<Proxies>) -> Self {
        let free = Arc::new(Semaphore::new(capacity.all));
        Self { free, of_one: capacity.of_one, proxies, taken: Arc::default() }
    }

    /// Waits until any place is free.
    pub(super) async fn free(&self) -> Result<OwnedSemaphorePermit, AcquireError> {
        Arc::clone(&self.free).acquire_owned().await
    }

    /// Gives a free place to somebody; `None` if they have as many as one may have.
    pub(super) fn give(&self, free: OwnedSemaphorePermit, peer: IpAddr) -> Option<Place> {
        if self.proxies.trusts(peer) {
            return Some(Place { _free: free, holder: None });
        }
        let network = network(peer);
        let mut taken = lock(&self.taken);
        let count = taken.counts.entry(network).or_insert(0);
        if *count >= self.of_one {
            taken.say();
            return None;
        }
        *count += 1;
        let holder = Holder { network, taken: Arc::clone(&self.taken) };
        Some(Place { _free: free, holder: Some(holder) })
    }
}

impl Taken {
    /// Says it in the log, but does not let others fill the log.
    fn say(&mut self) {
        if self.said.is_none_or(|said| said.elapsed() >= SAY_EVERY) {
            self.said = Some(Instant::now());
            tracing::warn!(
                "an address has too many connections; if it is a proxy, name it with --trust-proxy"
            );
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(Holder { network, taken }) = &self.holder else { return };
        let mut taken = lock(taken);
        if let Some(count) = taken.counts.get_mut(network) {
            *count -= 1;
            if *count == 0 {
                taken.counts.remove(network);
            }
        }
    }
}

fn lock(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What counts as one address. Everybody with IPv6 has at least 2⁶⁴ of them: those count together.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(all: usize, of_one: usize) -> Places {
        let proxies = Proxies::new(vec!["10.0.0.1".parse().unwrap()]);
        Places::new(Capacity { all, of_one }, Arc::new(proxies))
    }

    async fn take(places: &Places, peer: &str) -> Option<Place> {
        places.give(places.free().await.unwrap(), peer.parse().unwrap())
    }

    #[tokio::test]
    async fn one_address_leaves_places_for_the_others() {
        let places = places(4, 2);
        let first = take(&places, "192.0.2.1").await;
        let second = take(&places, "::ffff:192.0.2.1").await;
        assert!(first.is_some() && second.is_some());
        assert!(take(&places, "192.0.2.1").await.is_none());
        assert!(take(&places, "192.0.2.2").await.is_some());
        drop(first);
        assert!(take(&places, "192.0.2.1").await.is_some());
    }

    #[tokio::test]
    async fn a_network_of_ipv6_counts_as_one() {
        let places = places(4, 1);
        let first = take(&places, "2001:db8:0:1::1").await;
        assert!(first.is_some());
        assert!(take(&places, "2001:db8:0:1:ffff::2").await.is_none());
        assert!(take(&places, "2001:db8:0:2::1").await.is_some());
    }

    #[tokio::test]
    async fn behind_a_proxy_is_everybody() {
        let places = places(4, 1);
        let held = [take(&places, "10.0.0.1").await, take(&places, "10.0.0.1").await];
        assert!(held.iter().all(Option::is_some));
    }

    #[tokio::test]
    async fn who_is_refused_takes_no_place_and_who_left_is_forgotten() {
        let places = places(2, 1);
        let first = take(&places, "192.0.2.1").await;
        assert!(take(&places, "192.0.2.1").await.is_none());
        assert_eq!(places.free.available_permits(), 1);
        drop(first);
        assert!(lock(&places.taken).counts.is_empty());
        assert_eq!(places.free.available_permits(), 2);
    }
}

//! Work that may hang, done aside so that the caller goes on in time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use porchlight_host::ProbeError;

/// How many questions may be under way at once. A machine on which this many hang answers nothing any more.
const PLACES: usize = 64;

/// Counts the threads that are at work, those that were left behind included.
#[derive(Clone, Debug, Default)]
pub(crate) struct Aside(Arc<AtomicUsize>);

/// One thread's place, given back when it ends, even by a panic.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Aside {
    /// Does `work` on a thread of its own and waits for its result for at most `limit`. A thread that is not done by
    /// then is left behind: a read that hangs in the kernel cannot be called back.
    ///
    /// # Errors
    /// [`ProbeError::TimedOut`] past the limit or with all places taken by work that hangs; [`ProbeError::Malformed`]
    /// if the work panicked on what it read; and whatever `work` gives.
    pub(crate) fn within<T: Send + 'static>(
        &self,
        limit: Duration,
        work: impl FnOnce() -> Result<T, ProbeError> + Send + 'static,
    ) -> Result<T, ProbeError> {
        let place = self.take_place().ok_or(ProbeError::TimedOut)?;
        let (done, result) = mpsc::sync_channel(1);
        thread::Builder::new()
            .name("porchlight-question".to_owned())
            .spawn(move || {
                let _place = place;
                // Nobody listens any more if this comes late.
                let _ = done.send(work());
            })
            .map_err(|_| ProbeError::Unavailable)?;
        match result.recv_timeout(limit) {
            Ok(result) => result,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(ProbeError::TimedOut),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(ProbeError::Malformed),
        }
    }

    fn take_place(&self) -> Option<Place> {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |taken| (taken < PLACES).then_some(taken + 1))
            .ok()
            .map(|_| Place(Arc::clone(&self.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(20);

    #[test]
    fn work_that_is_done_in_time_gives_its_result() {
        assert_eq!(Aside::default().within(LONG, || Ok(7)), Ok(7));
        assert_eq!(
            Aside::default().within(LONG, || Err::<(), _>(ProbeError::NotFound)),
            Err(ProbeError::NotFound)
        );
    }

    #[test]
    fn work_that_panics_stays_on_its_thread() {
        let aside = Aside::default();
        let result = aside.within::<()>(LONG, || panic!("what was read made no sense"));
        assert_eq!(result, Err(ProbeError::Malformed));
        assert_eq!(aside.within(LONG, || Ok(1)), Ok(1));
    }

    #[test]
    fn a_machine_where_everything_hangs_is_not_given_ever_more_threads() {
        let aside = Aside::default();
        let (release, held) = mpsc::channel::<()>();
        let held = Arc::new(std::sync::Mutex::new(held));
        let hang = || {
            let held = Arc::clone(&held);
            move || held.lock().unwrap().recv().map_err(|_| ProbeError::NotFound)
        };
        for _ in 0..PLACES {
            assert_eq!(aside.within(SHORT, hang()), Err(ProbeError::TimedOut));
        }
        assert_eq!(aside.within(LONG, || Ok(())), Err(ProbeError::TimedOut), "refused at once");
        drop(release);
        while aside.0.load(Ordering::Relaxed) > 0 {
            thread::yield_now();
        }
        assert_eq!(aside.within(LONG, || Ok(())), Ok(()));
    }
}

//! One story after the other, on every processor.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::runtime::Builder;

/// Runs a future to its end, on this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

/// Tells stories 1, 2, 3 … until one says that nothing has failed, and returns how many that were.
pub(crate) fn until_nothing_fails(tell: impl Fn(usize) -> bool + Sync) -> usize {
    let (next, done) = (AtomicUsize::new(1), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    if !tell(next.fetch_add(1, Ordering::Relaxed)) {
                        done.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    next.into_inner()
}

/// Does something with each of these.
pub(crate) fn each<T: Sync>(all: &[T], check: impl Fn(&T) + Sync) {
    until_nothing_fails(|nth| all.get(nth - 1).map(&check).is_some());
}

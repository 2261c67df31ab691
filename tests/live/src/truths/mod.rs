//! What is switched, by subject. Each truth leaves the machine as it found it.

use crate::Truth;

mod encryption;
mod firewall;
mod lock;
mod system;

/// Every truth, in an order in which none needs another.
pub(crate) fn all() -> Vec<Truth> {
    [firewall::truths(), encryption::truths(), lock::truths(), system::truths()]
        .into_iter()
        .flatten()
        .collect()
}

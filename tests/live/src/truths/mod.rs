//! What is switched, by subject. Each truth leaves the machine as it found it.

use crate::Truth;

mod encryption;
mod firewall;
mod lock;
mod malware;
mod remote;
mod scenes;
mod sign_in;
mod system;

/// Every truth, in an order in which none needs another.
pub(crate) fn all() -> Vec<Truth> {
    let subjects = [
        firewall::truths(),
        encryption::truths(),
        lock::truths(),
        malware::truths(),
        remote::truths(),
        sign_in::truths(),
        system::truths(),
        scenes::truths(),
    ];
    subjects.into_iter().flatten().collect()
}

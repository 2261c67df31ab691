//! What is looked at on a computer, and how it is judged.
//!
//! A check is one folder: *gather* asks the [`Host`](porchlight_host::Host), per system, and gives typed evidence;
//! one shared, pure *judge* turns the evidence into an outcome and coarse facts. `registry.rs` is the list of checks;
//! whoever shows checks iterates [`ids`] or [`catalogue`].
//!
//! Invariant: what could not be read becomes `Unknown` and nothing else. *Gather* fails with an [`Obstacle`], and an
//! obstacle holds a cause and no outcome. "Absent", "unreadable" and "off" stay three different things.
//!
//! Must not know: any operating system's API (all of it is compiled and tested on every system), policy, the network,
//! any sentence for people.

mod account_password_autologin;
mod asker;
mod catalogue;
mod check;
mod context;
mod disk_encryption;
mod facts;
mod firewall_host;
mod kconfig;
mod malware_protection;
mod memory;
mod os_info;
mod os_supported;
mod os_updates;
mod registry;
mod remote_access;
mod remote_tools;
mod runner;
mod screen_lock;
mod support_table;
#[cfg(test)]
mod testing;
mod time_sync;

pub use catalogue::{
    Catalogue, CheckEntry, FactEntry, FactKind, ReasonEntry, ReasonKind, Severity, Unlisted, catalogue,
};
pub use check::Obstacle;
pub use context::Context;
pub use memory::{MEMORY_ITEMS, Memories, Memory};
pub use os_info::os_info;
pub use registry::{ids, settings_page};
pub use runner::{CHECK_DEADLINE, CheckResult, Event, MAX_AT_ONCE, run};
pub use support_table::{SupportTable, TableError};

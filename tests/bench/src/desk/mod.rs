//! What grows with the number of devices and reports.

mod console;
mod fill;
mod growth;

pub(crate) use console::measure as console;
pub(crate) use growth::measure as growth;

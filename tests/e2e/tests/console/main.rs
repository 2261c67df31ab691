//! Every screen of the help desk's console in a real Chromium, over the real collector. The computers that report are
//! real agents on recorded machines, and once the command line on this one.
#![allow(
    clippy::disallowed_methods,
    reason = "tests write the files that a person would choose, and read recordings"
)]

mod companies;
mod computers;
mod devices;
mod entrance;
mod invites;
mod office;
mod staff;
mod today;
mod totp;

//! A stage for end-to-end tests: a screen without a monitor, a session bus with a key store, a collector, the
//! wizard's real window, and a real Chromium.
//!
//! Invariant: everything on the stage is private to one test and ends with it.
//!
//! Must not know: any crate of the product. It uses what a person has: programs, pages and words.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests start programs, read files and say what they see"
)]

mod browser;
mod collector;
mod computer;
mod desk;
mod page;
mod program;
mod reader;
mod screen;
mod still;
mod words;

pub use collector::{COMPANY, Collector};
pub use computer::{Computer, Outcome};
pub use page::Page;
pub use program::{Program, built};
pub use reader::{Object, Reader, Role};
pub use screen::Stage;
pub use words::Words;

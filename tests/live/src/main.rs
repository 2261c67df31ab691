//! Switches settings of a machine for real, and looks whether the checks follow. `cargo xtask live` makes the machine,
//! starts it, and runs this program in it as root; the checks are run as an ordinary user. With words, only the truths
//! whose names hold one of them are looked at.
//!
//! Invariant: nothing happens on a machine that `cargo xtask live` did not make.
//!
//! Must not know: any crate of the product. It runs the command line, as a person would.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "it switches settings and prints what came of it"
)]

mod machine;
mod truths;

use std::path::Path;
use std::process::ExitCode;

use machine::{Machine, NotHere};

/// Made by `cargo xtask live` on its machines, and nowhere else.
const MARK: &str = "/etc/porchlight-live";

/// One setting that is switched, and what the check has to say to it.
pub(crate) struct Truth {
    pub(crate) name: &'static str,
    pub(crate) see: fn(&Machine) -> anyhow::Result<()>,
}

fn main() -> ExitCode {
    if !Path::new(MARK).exists() {
        eprintln!("this is no machine of `cargo xtask live`: nothing was touched");
        return ExitCode::FAILURE;
    }
    if let Err(error) = Machine.settle() {
        eprintln!("the machine does not come to rest: {error:#}");
        return ExitCode::FAILURE;
    }
    let (mut passed, mut failed, mut skipped) = (0_u32, 0_u32, 0_u32);
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |truth: &Truth| words.is_empty() || words.iter().any(|word| truth.name.contains(word));
    for truth in truths::all().into_iter().filter(is_wanted) {
        match (truth.see)(&Machine) {
            Ok(()) => {
                passed += 1;
                println!("ok      {}", truth.name);
            }
            Err(error) if error.is::<NotHere>() => {
                skipped += 1;
                println!("skipped {}: {error:#}", truth.name);
            }
            Err(error) => {
                failed += 1;
                println!("FAILED  {}: {error:#}", truth.name);
            }
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

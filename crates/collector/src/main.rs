//! The program: see `porchlight-collector --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    porchlight_collector::cli::main()
}

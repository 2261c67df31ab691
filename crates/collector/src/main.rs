//! The program: see `porchlight-collector --help`.

use std::process::ExitCode;

/// A report is some hundred small allocations on one thread that another one frees, which the system's allocator is slow
/// at: it costs a third of the work for a report.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    porchlight_collector::cli::main()
}

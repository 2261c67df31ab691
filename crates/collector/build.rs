//! Rebuilds when the console's pages change: they are part of the program.

#![expect(clippy::disallowed_methods, reason = "this is how cargo speaks to a build script")]

use std::path::Path;

fn main() {
    let console = Path::new("../../ui/apps/console");
    let pages = console.join("build");
    // A path that does not exist would make every build start from here again.
    let watched = if pages.exists() { pages.as_path() } else { console };
    println!("cargo::rerun-if-changed=build.rs");
    if watched.exists() {
        println!("cargo::rerun-if-changed={}", watched.display());
    }
    let released = std::env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    if released && !pages.exists() {
        println!("cargo::warning=the console is not built: this collector will have no pages");
    }
}

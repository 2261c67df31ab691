//! `cargo xtask cross`: on Linux, the programs for Windows, built and run under Wine, and those for macOS, type-checked.
//!
//! It takes minutes of all cores and is no part of `cargo xtask test`. What is linked here is for tests: what is
//! shipped is built on the system that it is for.

mod trial;
mod truths;
mod wine;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use clap::ValueEnum;

use crate::shell::{cargo, command, output, root, run as execute, step};
use crate::{system, web};

/// A system that the programs are built for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// Built with MinGW; the command line and the tests of `host-native` run under Wine.
    Windows,
    /// Type-checked and linted; nothing is linked.
    Macos,
}

impl Target {
    fn triple(self) -> &'static str {
        match self {
            Self::Windows => "x86_64-pc-windows-gnu",
            Self::Macos => "aarch64-apple-darwin",
        }
    }
}

/// The packages that a computer of an employee gets.
const DEVICE: &[&str] = &["porchlight-cli", "porchlight-host-native", "porchlight-desktop"];
/// Those of them without a window.
const HEADLESS: &[&str] = &["porchlight-cli", "porchlight-host-native"];
/// Debian's Rust with the sources of the standard library, for where rustup has no target.
const DEBIAN_RUST: &[&str] = &["rustc-web", "cargo-web", "rust-web-clippy", "rust-web-src"];
const MINGW_AND_WINE: &[&str] =
    &["gcc-mingw-w64-x86-64-posix", "g++-mingw-w64-x86-64-posix", "wine", "wine64"];

pub(crate) fn run(target: Target) -> anyhow::Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("this is for Linux; elsewhere `cargo build` does it");
    }
    let rust = Rust::for_target(target)?;
    println!("── {} with {}", target.triple(), rust.name());
    match target {
        Target::Windows => windows(&rust),
        Target::Macos => macos(&rust),
    }
}

/// A compiler that has, or can make, the standard library of the target.
enum Rust {
    /// rustup installed the target.
    Rustup(Target),
    /// The standard library is compiled from its sources first.
    Debian(Target),
}

impl Rust {
    fn for_target(target: Target) -> anyhow::Result<Self> {
        let installed = output(&mut command("rustup", &["target", "list", "--installed"]));
        if installed.is_ok_and(|list| list.lines().any(|line| line == target.triple())) {
            return Ok(Self::Rustup(target));
        }
        system::install(DEBIAN_RUST)?;
        Ok(Self::Debian(target))
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Rustup(_) => "rustup's target",
            Self::Debian(_) => "Debian's Rust; the standard library is built too",
        }
    }

    /// A command of cargo, with a target directory of its own: the compilers may differ.
    fn cargo(&self, command_name: &str) -> Command {
        let (mut cargo, target) = match self {
            Self::Rustup(target) => (cargo(&[command_name]), target),
            Self::Debian(target) => {
                // Cargo would take another compiler's clippy, which stands first among the programs.
                let program =
                    if command_name == "clippy" { "/usr/bin/cargo-clippy" } else { "/usr/bin/cargo" };
                let mut cargo = command(program, &[command_name]);
                cargo.arg("-Zbuild-std=std,panic_abort,panic_unwind").env("RUSTC_BOOTSTRAP", "1");
                // Else the ones that rustup's cargo, which runs us, puts into the environment.
                cargo.env("CARGO", "/usr/bin/cargo").env("RUSTC", "/usr/bin/rustc");
                cargo.env_remove("RUSTUP_TOOLCHAIN");
                (cargo, target)
            }
        };
        cargo.args(["--locked", "--target", target.triple()]);
        cargo
            .env("CARGO_TARGET_DIR", folder())
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0");
        cargo
    }
}

/// Where all of it is built.
fn folder() -> PathBuf {
    root().join("target/cross")
}

fn windows(rust: &Rust) -> anyhow::Result<()> {
    system::install(MINGW_AND_WINE)?;
    let cargo = |name: &str, packages: &[&str]| {
        let mut cargo = rust.cargo(name);
        cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", "x86_64-w64-mingw32-gcc");
        // Wine has no list of who is signed in, and gives a null pointer to no entries: debug builds stop at that.
        cargo.args(["--config", "profile.dev.package.sysinfo.debug-assertions=false"]);
        cargo.args(packages.iter().flat_map(|package| ["--package", package]));
        cargo
    };
    let wine = wine::Wine::prepare(&folder().join("wine"))?;
    step("lints for Windows", || {
        execute(cargo("clippy", HEADLESS).args(["--all-targets", "--", "-D", "warnings"]))
    })?;
    step("tests of host-native under Wine", || {
        let mut tests = cargo("test", &["porchlight-host-native"]);
        execute(wine.around(&mut tests).args(["--lib", "--", "--test-threads=1"]))
    })?;
    step("build the command line for Windows", || execute(&mut cargo("build", &["porchlight-cli"])))?;
    let built = folder().join(Target::Windows.triple()).join("debug");
    step("try the command line under Wine", || trial::try_program(&wine, &built.join("porchlight-cli.exe")))?;
    web::build()?;
    step("build the window for Windows", || execute(&mut cargo("build", &["porchlight-desktop"])))?;
    step("look into the window's program", || trial::try_resources(&built.join("porchlight.exe")))
}

/// Some build scripts compile Objective-C, for which there is no compiler here. Nothing is linked, so that empty files
/// do in place of what it would make.
fn macos(rust: &Rust) -> anyhow::Result<()> {
    let tools = folder().join("macos-tools");
    let compiler = script(&tools, "cc", "while [ $# -gt 0 ]; do [ \"$1\" = -o ] && : > \"$2\"; shift; done")?;
    let archiver = script(
        &tools,
        "ar",
        "for file; do case \"$file\" in *.a) printf '!<arch>\\n' > \"$file\";; esac; done",
    )?;
    web::build()?;
    step("lints for macOS", || {
        let mut cargo = rust.cargo("clippy");
        cargo.args(DEVICE.iter().flat_map(|package| ["--package", package])).arg("--all-targets");
        cargo.env("CC_aarch64_apple_darwin", &compiler).env("AR_aarch64_apple_darwin", &archiver);
        cargo.env("RANLIB_aarch64_apple_darwin", "/bin/true");
        execute(cargo.args(["--", "-D", "warnings"]))
    })?;
    println!("   type-checked, not built: nobody ran this on macOS");
    Ok(())
}

/// Writes a program of a few lines of shell.
fn script(folder: &Path, name: &str, lines: &str) -> anyhow::Result<PathBuf> {
    let path = folder.join(name);
    std::fs::create_dir_all(folder)?;
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n"))?;
    let mut allow = command("chmod", &["+x"]);
    execute(allow.arg(&path)).with_context(|| format!("cannot make {} a program", path.display()))?;
    Ok(path)
}

//! `cargo xtask package`: the wizard as something to install.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::shell::{cargo, command, root, run, step};
use crate::{system, web};

/// Tauri's bundler, of the version that Cargo.toml has. It is fetched when it is needed: the lock file of the pages
/// cannot hold it, because not all of its programs for other systems are published.
const BUNDLER: [&str; 8] =
    ["exec", "--yes", "--package=@tauri-apps/cli@2.12.5", "--", "tauri", "bundle", "--bundles", "deb"];
/// What it makes, from the folder of the build.
const BUNDLES: &str = "bundle/deb";

/// Builds a Debian package of the wizard, and says where it is and how large.
pub(crate) fn build() -> anyhow::Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("packages are made on Linux so far");
    }
    system::provide(system::Purpose::Run)?;
    web::build()?;
    step("build for release", || {
        run(&mut cargo(&["build", "--release", "--package", "porchlight-desktop"]))
    })?;
    let release = root().join("target/release");
    let bundles = release.join(BUNDLES);
    // Whatever an earlier version was called.
    if bundles.exists() {
        std::fs::remove_dir_all(&bundles)?;
    }
    step("bundle", || run(web::npm(&BUNDLER).current_dir("src-tauri")))?;
    let package = only_package(&bundles)?;
    step("compress", || compress(&package))?;
    println!("{} ({} bytes)", package.display(), std::fs::metadata(&package)?.len());
    Ok(())
}

fn only_package(folder: &Path) -> anyhow::Result<PathBuf> {
    let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let files: Vec<PathBuf> = entries.collect::<Result<_, _>>()?;
    let is_package = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "deb");
    files.into_iter().find(is_package).with_context(|| format!("no package in {}", folder.display()))
}

/// Packs a package anew with xz, as Debian's own are: Tauri's bundler knows gzip alone, which makes it half as large
/// again.
fn compress(package: &Path) -> anyhow::Result<()> {
    let content = package.with_extension("content");
    run(command("dpkg-deb", &["--raw-extract"]).arg(package).arg(&content))?;
    run(command("dpkg-deb", &["--root-owner-group", "-Zxz", "--build"]).arg(&content).arg(package))?;
    Ok(std::fs::remove_dir_all(content)?)
}

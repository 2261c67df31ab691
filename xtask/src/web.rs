//! The web pages: npm packages and builds, done again only when something changed.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::Context;

use crate::shell::{command, run, step};

const APPS: &[&str] = &["wizard", "console"];

/// npm in the workspace of the pages.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let program = if cfg!(target_os = "windows") { "npm.cmd" } else { "npm" };
    let mut npm = command(program, arguments);
    npm.current_dir("ui")
        .env("NO_UPDATE_NOTIFIER", "1")
        .env("npm_config_fund", "false")
        .env("npm_config_audit", "false");
    npm
}

/// Installs the packages that the lock file names, unless they are there.
pub(crate) fn install() -> anyhow::Result<()> {
    let lock = std::fs::read("ui/package-lock.json").context("ui/package-lock.json")?;
    let stamp = Path::new("ui/node_modules/.installed-lock");
    if std::fs::read(stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("install the packages of the web pages", || {
        run(&mut npm(&["ci", "--no-progress"]))?;
        Ok(std::fs::write(stamp, &lock)?)
    })
}

/// Builds both apps, unless their builds are newer than everything that goes into them.
pub(crate) fn build() -> anyhow::Result<()> {
    install()?;
    let sources = ["ui/packages", "ui/apps", "ui/package-lock.json", "locales", "content"];
    let newest = sources.iter().filter_map(|path| newest_below(Path::new(path))).max();
    for app in APPS {
        let built = Path::new("ui/apps").join(app).join("build/index.html");
        let fresh = std::fs::metadata(&built).and_then(|file| file.modified()).ok() >= newest;
        if !fresh {
            step(&format!("build the pages of the {app}"), || {
                run(&mut npm(&["run", "build", "--silent", "--workspace", &format!("apps/{app}")]))
            })?;
        }
    }
    Ok(())
}

/// The latest change below a path, leaving out what is made rather than written.
fn newest_below(path: &Path) -> Option<SystemTime> {
    let made = ["node_modules", "build", ".svelte-kit"];
    if path.file_name().is_some_and(|name| made.iter().any(|made| name == *made)) {
        return None;
    }
    if path.is_dir() {
        let entries = std::fs::read_dir(path).ok()?;
        return entries.flatten().filter_map(|entry| newest_below(&entry.path())).max();
    }
    std::fs::metadata(path).ok()?.modified().ok()
}

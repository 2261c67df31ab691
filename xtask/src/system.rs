//! What the system has to provide, and how it gets there.

use std::process::{Command, Stdio};

use anyhow::bail;

use crate::shell::{attended, command, exists, output, run, step};

/// What the packages are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and running.
    Run,
    /// Running all tests as well: a screen without a monitor, browsers with their drivers, a key store.
    Test,
    /// Making and starting a machine of our own.
    Live,
}

/// The oldest Node that the web pages are built with: what Debian 12 and Ubuntu 24.04 install.
const OLDEST_NODE: u32 = 18;

const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "dbus-daemon"];
const TEST: &[&str] = &["xvfb", "xauth", "webkit2gtk-driver", "gnome-keyring", "at-spi2-core"];
const LIVE: &[&str] = &["debootstrap", "e2fsprogs", "qemu-system-x86"];
const DEBIAN_CHROMIUM: &[&str] = &["chromium", "chromium-driver"];
/// On Ubuntu these bring the snap.
const UBUNTU_CHROMIUM: &[&str] = &["chromium-browser", "chromium-chromedriver"];

/// Installs what is missing where we know how, and names it with the exact command where we do not.
pub(crate) fn provide(purpose: Purpose) -> anyhow::Result<()> {
    if cfg!(target_os = "linux") && exists("dpkg-query") && exists("apt-get") {
        provide_by_apt(purpose)
    } else {
        name_what_is_missing(purpose)
    }
}

fn provide_by_apt(purpose: Purpose) -> anyhow::Result<()> {
    let mut wanted: Vec<&str> = BUILD.to_vec();
    if node_version().is_none_or(|version| version < OLDEST_NODE) {
        wanted.push("nodejs");
    }
    if !exists("npm") {
        wanted.push("npm");
    }
    if purpose == Purpose::Test {
        wanted.extend(TEST);
        wanted.extend(if is_ubuntu() { UBUNTU_CHROMIUM } else { DEBIAN_CHROMIUM });
    }
    if purpose == Purpose::Live {
        wanted.extend(LIVE);
    }
    if wanted.iter().all(|package| is_installed(package)) {
        return Ok(());
    }
    install(&wanted)?;
    match node_version() {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        Some(version) => bail!("Node {version} is too old: at least {OLDEST_NODE} is needed"),
        None => bail!("Node was installed and does not start"),
    }
}

/// Installs those of these packages of Debian and Ubuntu that are missing.
pub(crate) fn install(packages: &[&str]) -> anyhow::Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !exists("dpkg-query") || !exists("apt-get") {
        bail!("missing, by the names of Debian: {}", missing.join(" "));
    }
    step(&format!("install {}", missing.join(" ")), || {
        run(apt_get(&["update", "-q"]).stdout(Stdio::null()))?;
        run(apt_get(&["install", "-y", "-q", "--no-install-recommends"]).args(&missing).stdout(Stdio::null()))
    })
}

/// apt-get, as root or through sudo. It waits for another apt that is at work.
fn apt_get(arguments: &[&str]) -> Command {
    let root = output(&mut command("id", &["-u"])).is_ok_and(|id| id.trim() == "0");
    let mut apt = if root { Command::new("apt-get") } else { command("sudo", &["apt-get"]) };
    apt.args(["-o", "DPkg::Lock::Timeout=500"]).args(arguments);
    if !attended() {
        apt.env("DEBIAN_FRONTEND", "noninteractive");
    }
    apt
}

fn is_installed(package: &str) -> bool {
    let mut query = command("dpkg-query", &["-W", "-f=${db:Status-Abbrev}", package]);
    query.stderr(Stdio::null());
    query.output().is_ok_and(|output| output.stdout.starts_with(b"ii"))
}

fn is_ubuntu() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// The major version of Node, if there is one.
fn node_version() -> Option<u32> {
    let text = Command::new("node").arg("--version").stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(text.stdout).ok()?;
    text.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn name_what_is_missing(purpose: Purpose) -> anyhow::Result<()> {
    let mut missing = Vec::new();
    if node_version().is_none_or(|version| version < OLDEST_NODE) || !exists("npm") {
        missing.push(format!("Node {OLDEST_NODE} or newer with npm"));
    }
    if cfg!(target_os = "linux") && !has_library("webkit2gtk-4.1") {
        missing.push("WebKitGTK 4.1 with its headers, and pkg-config".to_owned());
    }
    if purpose == Purpose::Test && cfg!(target_os = "linux") {
        let programs = [
            ("Xvfb", "Xvfb"),
            ("WebKitWebDriver", "WebKitWebDriver"),
            ("chromedriver", "Chromium with chromedriver"),
            ("gnome-keyring-daemon", "gnome-keyring"),
        ];
        missing.extend(
            programs.iter().filter(|(program, _)| !is_on_path(program)).map(|(_, name)| (*name).to_owned()),
        );
    }
    if missing.is_empty() {
        return Ok(());
    }
    bail!("missing: {}.\nInstall it with:\n  {}", missing.join("; "), install_command(purpose));
}

fn has_library(name: &str) -> bool {
    command("pkg-config", &["--exists", name]).status().is_ok_and(|status| status.success())
}

fn is_on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).exists()))
}

/// The command for systems where we do not run it ourselves. Put together from their package lists, not tried here.
fn install_command(purpose: Purpose) -> &'static str {
    let test = purpose == Purpose::Test;
    if cfg!(target_os = "macos") {
        "xcode-select --install; brew install node"
    } else if cfg!(target_os = "windows") {
        "winget install OpenJS.NodeJS.LTS Microsoft.VisualStudio.2022.BuildTools Microsoft.EdgeWebView2Runtime"
    } else if exists("dnf") && test {
        "sudo dnf install gcc pkgconf webkit2gtk4.1-devel nodejs npm xorg-x11-server-Xvfb chromium chromedriver gnome-keyring at-spi2-core"
    } else if exists("dnf") {
        "sudo dnf install gcc pkgconf webkit2gtk4.1-devel nodejs npm"
    } else if exists("pacman") && test {
        "sudo pacman -S --needed base-devel webkit2gtk-4.1 nodejs npm xorg-server-xvfb chromium gnome-keyring at-spi2-core"
    } else if exists("pacman") {
        "sudo pacman -S --needed base-devel webkit2gtk-4.1 nodejs npm"
    } else {
        "the package manager of this system, by the names above"
    }
}

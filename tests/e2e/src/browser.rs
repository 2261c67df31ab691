//! A real Chromium, which needs no screen.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::screen::{free_port, session};
use crate::{Page, Program};

impl Page {
    /// Opens a Chromium that keeps everything in this folder.
    ///
    /// # Errors
    /// If the driver or the browser does not come up.
    pub async fn in_browser(folder: &Path) -> anyhow::Result<Self> {
        let mut driver = Command::new("chromedriver");
        for name in ["HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            driver.env(name, folder);
        }
        driver.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        chromium(driver, &folder.join("chromium")).await
    }
}

/// Opens a Chromium by this command of its driver. The folder holds its profile and what it downloads.
pub(crate) async fn chromium(mut driver: Command, folder: &Path) -> anyhow::Result<Page> {
    let port = free_port()?;
    let downloads = folder.join("downloads");
    std::fs::create_dir_all(&downloads)?;
    driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
    let driver = Program::start(&mut driver)?;
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-GB",
        "--window-size=1280,900",
        &format!("--user-data-dir={}", folder.join("profile").display()),
    ];
    let arguments: Vec<&str> = arguments.to_vec();
    let preferences = json!({ "download.default_directory": downloads });
    let chrome = json!({ "args": arguments, "prefs": preferences });
    let options = json!({ "browserName": "chrome", "goog:chromeOptions": chrome });
    Ok(Page::new(session(port, &options).await?, driver, None).with_downloads(downloads))
}

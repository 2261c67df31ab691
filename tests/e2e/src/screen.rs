//! A screen without a monitor, a session bus of its own, and a key store on it.

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Context;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::browser::chromium;
use crate::page::{Page, ready};
use crate::reader::Reader;
use crate::{Program, built};

/// One test's private desktop.
pub struct Stage {
    folder: TempDir,
    display: String,
    bus: String,
    _programs: Vec<Program>,
}

impl Stage {
    /// Sets it up.
    ///
    /// # Errors
    /// If a program that it needs is missing or does not come up.
    pub async fn set_up() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        for name in ["home", "run", "data", "config", "cache"] {
            std::fs::create_dir(folder.path().join(name))?;
        }
        let mut xvfb = Command::new("Xvfb");
        xvfb.args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stderr(Stdio::null());
        let (xvfb, display) = Program::start_until(&mut xvfb, |line| line.trim().parse::<u32>().ok())?;
        let display = format!(":{display}");
        let mut stage = Self { folder, display, bus: String::new(), _programs: vec![xvfb] };
        stage.session_bus()?;
        let keyring = stage.key_store().await?;
        stage._programs.push(keyring);
        Ok(stage)
    }

    /// A session bus. What it starts by itself, such as the bus of screen readers, has this desktop's folders too.
    fn session_bus(&mut self) -> anyhow::Result<()> {
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address=1"]);
        let is_address = |line: &str| line.starts_with("unix:").then(|| line.to_owned());
        let (bus, address) =
            Program::start_until(self.dress(&mut bus).env_remove("DBUS_SESSION_BUS_ADDRESS"), is_address)?;
        self.bus = address;
        self._programs.push(bus);
        Ok(())
    }

    /// A key store, unlocked as a log-in unlocks it.
    async fn key_store(&self) -> anyhow::Result<Program> {
        let connection = zbus::connection::Builder::address(self.bus.as_str())?.build().await?;
        let names = zbus::fdo::DBusProxy::new(&connection).await?;
        let mut arrivals =
            names.receive_name_owner_changed_with_args(&[(0, "org.freedesktop.secrets")]).await?;
        let mut daemon = Command::new("gnome-keyring-daemon");
        daemon.args(["--foreground", "--unlock", "--components=secrets"]);
        self.dress(&mut daemon).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut program = Program::start(&mut daemon)?;
        program.stdin()?.write_all(b"a password for this test\n")?;
        let deadline = std::time::Duration::from_secs(20);
        tokio::time::timeout(deadline, next(&mut arrivals)).await.context("the key store did not come up")?;
        Ok(program)
    }

    /// Gives a program this desktop's screen, bus and folders, and nothing of the real user's.
    pub fn dress<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let path = |name: &str| self.folder.path().join(name);
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("HOME", path("home"))
            .env("XDG_RUNTIME_DIR", path("run"))
            .env("XDG_DATA_HOME", path("data"))
            .env("XDG_CONFIG_HOME", path("config"))
            .env("XDG_CACHE_HOME", path("cache"))
            .env("LANG", "C.UTF-8")
            .env("LANGUAGE", "en")
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
    }

    /// A folder of this test.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens the wizard's real window, with an invite link or without.
    ///
    /// # Errors
    /// If the driver or the window does not come up.
    pub async fn open_wizard(&self, link: Option<&str>) -> anyhow::Result<Page> {
        let port = free_port()?;
        let mut driver = Command::new("WebKitWebDriver");
        driver.args([&format!("--port={port}"), "--host=127.0.0.1"]);
        self.dress(&mut driver)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let driver = Program::start(&mut driver)?;
        let arguments: Vec<&str> = link.into_iter().collect();
        let options = json!({ "binary": built("porchlight")?, "args": arguments });
        let client = session(port, &json!({ "webkitgtk:browserOptions": options })).await?;
        Ok(Page::new(client, driver, Some(self.display.clone())))
    }

    /// Says on this desktop that a screen reader is there. Programs that are started later speak to it.
    ///
    /// # Errors
    /// If there is no accessibility bus.
    pub async fn attend(&self) -> anyhow::Result<Reader> {
        let session = zbus::connection::Builder::address(self.bus.as_str())?.build().await?;
        Reader::attend(&session).await
    }

    /// Starts the wizard's real window with nobody driving it, open to assistive programs.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start_wizard(&self, link: &str) -> anyhow::Result<Program> {
        let mut wizard = Command::new(built("porchlight")?);
        self.dress(wizard.arg(link)).env_remove("NO_AT_BRIDGE").stderr(Stdio::null());
        Program::start(&mut wizard)
    }

    /// Starts the wizard with a link, as the system does on a click, and waits for it to hand the link over and end.
    ///
    /// # Errors
    /// If it goes on running, because it took itself for the only one, or fails.
    pub fn click_link(&self, link: &str) -> anyhow::Result<()> {
        let mut second = Command::new("timeout");
        second.arg("30").arg(built("porchlight")?).arg(link);
        let status = self.dress(&mut second).stderr(Stdio::null()).status()?;
        anyhow::ensure!(status.success(), "the second wizard ended with {status}");
        Ok(())
    }

    /// Opens a real Chromium.
    ///
    /// # Errors
    /// If the driver or the browser does not come up.
    pub async fn open_browser(&self) -> anyhow::Result<Page> {
        let mut driver = Command::new("chromedriver");
        self.dress(&mut driver);
        chromium(driver, &self.folder("chromium")).await
    }

    /// Kills the wizard and its driver with SIGKILL, as a power cut would, and waits until the wizard is gone from
    /// the bus: a new one would otherwise hand over to it.
    ///
    /// # Errors
    /// If it cannot be killed.
    pub async fn kill_wizard(&self, page: Page) -> anyhow::Result<()> {
        let connection = zbus::connection::Builder::address(self.bus.as_str())?.build().await?;
        let names = zbus::fdo::DBusProxy::new(&connection).await?;
        let name = "app.porchlight.wizard.SingleInstance";
        let mut departures = names.receive_name_owner_changed_with_args(&[(0, name), (2, "")]).await?;
        let owner = names.get_connection_unix_process_id(name.try_into()?).await?;
        let status = Command::new("kill").args(["-KILL", &owner.to_string()]).status()?;
        anyhow::ensure!(status.success(), "cannot kill the wizard");
        next(&mut departures).await;
        page.abandon();
        Ok(())
    }
}

pub(crate) async fn session(port: u16, capabilities: &Value) -> anyhow::Result<Client> {
    let url = format!("http://127.0.0.1:{port}");
    ready(port).await?;
    let capabilities: Map<String, Value> = capabilities.as_object().cloned().unwrap_or_default();
    Ok(ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&url).await?)
}

/// The first item of a stream.
async fn next<S: zbus::export::futures_core::Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| std::pin::Pin::new(&mut *stream).poll_next(context)).await
}

/// A port that nobody listens on right now.
pub(crate) fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

//! The wizard's window: it carries states out and actions in, and has no rules of its own.
//!
//! Invariant: the web page can do what [`bridge`] names and nothing else.
//!
//! Must not know: what a state means.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bridge;
mod device;
mod drawing;
mod opened;

use std::io::IsTerminal;

use anyhow::Context;
use porchlight_contract::INVITE_SCHEME;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};
use tracing_subscriber::EnvFilter;

use crate::device::Device;

const WINDOW: &str = "wizard";

fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_env("PORCHLIGHT_LOG").unwrap_or_else(|_| EnvFilter::new("info")))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            show_window(app);
            open_links(app, arguments);
        }))
        .invoke_handler(tauri::generate_handler![bridge::subscribe, bridge::act])
        .setup(|app| {
            open_links(app.handle(), std::env::args().skip(1));
            open_window(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("cannot open the window")?;
    // Here and not in `setup`, which macOS may come before with a link.
    app.manage(Device::start());
    app.run(|app, event| open_links(app, opened::links(&event)));
    Ok(())
}

fn open_window(app: &AppHandle) -> tauri::Result<()> {
    let name = app.config().product_name.clone().unwrap_or_default();
    let window = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::default())
        .title(name)
        .inner_size(1080.0, 720.0)
        .min_inner_size(320.0, 480.0)
        .center()
        .build()?;
    drawing::without_graphics_card(&window)
}

fn show_window(app: &AppHandle) {
    let Some(window) = app.get_webview_window(WINDOW) else { return };
    for result in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = result {
            tracing::warn!(%error, "cannot bring the window to the front");
        }
    }
}

/// Hands invite links among some arguments to the device. Other arguments mean nothing to the wizard.
fn open_links(app: &AppHandle, arguments: impl IntoIterator<Item = String>) {
    let is_link =
        |argument: &String| argument.strip_prefix(INVITE_SCHEME).is_some_and(|rest| rest.starts_with("://"));
    for link in arguments.into_iter().filter(is_link) {
        match app.try_state::<Device>() {
            Some(device) => device.open_link(link),
            None => tracing::warn!("an invite link came before the wizard was ready"),
        }
    }
}

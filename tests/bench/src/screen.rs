//! A screen without a monitor, and a look at what is on it.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::Context;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};
use x11rb::rust_connection::RustConnection;

const SIZE: &str = "1280x900x24";
/// A window without text has one or two colours; the edges of letters have many.
const COLOURS_OF_TEXT: usize = 8;

/// An Xvfb of its own.
pub(crate) struct Screen {
    server: Child,
    display: String,
    connection: RustConnection,
}

impl Screen {
    /// Starts it; it picks a free number.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        let mut number = String::new();
        let stdout = server.stdout.take().context("no output of Xvfb")?;
        BufReader::new(stdout).read_line(&mut number)?;
        let display = format!(":{}", number.trim());
        let (connection, _) = x11rb::connect(Some(&display))?;
        Ok(Self { server, display, connection })
    }

    /// Its name, for `DISPLAY`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// Whether there is text on it.
    pub(crate) fn shows_text(&self) -> anyhow::Result<bool> {
        let root = self.connection.setup().roots.first().context("no screen")?;
        let (width, height) = (root.width_in_pixels, root.height_in_pixels);
        let image =
            self.connection.get_image(ImageFormat::Z_PIXMAP, root.root, 0, 0, width, height, u32::MAX)?;
        let pixels = image.reply()?.data;
        let colours: BTreeSet<&[u8]> = pixels.chunks_exact(4).filter_map(|pixel| pixel.get(..3)).collect();
        Ok(colours.len() >= COLOURS_OF_TEXT)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

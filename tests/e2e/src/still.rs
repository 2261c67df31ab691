//! A picture of a window, taken from its screen: a driver's own picture needs a window drawn by a graphics card.

use std::time::Duration;

use anyhow::{Context, bail};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, MapState};
use x11rb::rust_connection::RustConnection;

/// A window is drawn a little after its page is; two looks this far apart must agree.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);
const LOOKS: usize = 50;

/// The colours of a window's points, row by row.
#[derive(PartialEq)]
struct Still {
    width: u16,
    height: u16,
    rgb: Vec<u8>,
}

/// The largest window on a screen, as a PNG file, once it stands still.
///
/// # Errors
/// If there is no screen or window, or it keeps changing for five seconds.
pub(crate) async fn of_window(display: &str) -> anyhow::Result<Vec<u8>> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let mut ticks = tokio::time::interval(BETWEEN_LOOKS);
    let mut before = None;
    for _ in 0..LOOKS {
        ticks.tick().await;
        let now = look(&connection, screen)?;
        if before.as_ref() == Some(&now) {
            return encode(&now);
        }
        before = Some(now);
    }
    bail!("the window does not stand still")
}

fn look(connection: &RustConnection, screen: usize) -> anyhow::Result<Still> {
    let root = connection.setup().roots.get(screen).context("no screen")?.root;
    let mut largest = None;
    for window in connection.query_tree(root)?.reply()?.children {
        if connection.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE {
            let place = connection.get_geometry(window)?.reply()?;
            let area = u32::from(place.width) * u32::from(place.height);
            if largest.as_ref().is_none_or(|(most, _)| area > *most) {
                largest = Some((area, place));
            }
        }
    }
    let (_, place) = largest.context("no window on the screen")?;
    let (width, height) = (place.width, place.height);
    let image =
        connection.get_image(ImageFormat::Z_PIXMAP, root, place.x, place.y, width, height, u32::MAX)?;
    // Four bytes a point: blue, green, red, and one that says nothing.
    let points = image.reply()?.data;
    let rgb = points.chunks_exact(4).flat_map(|point| point.iter().take(3).rev()).copied().collect();
    Ok(Still { width, height, rgb })
}

fn encode(still: &Still) -> anyhow::Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, still.width.into(), still.height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.write_header()?.write_image_data(&still.rgb)?;
    Ok(file)
}

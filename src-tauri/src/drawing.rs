//! How the window is drawn.

use tauri::WebviewWindow;

/// Draws the page on the processor alone. A page of text and a small picture gains nothing from a graphics card; to
/// set one up takes most of the time until there is something to read, and on a PC without one it is played by the
/// processor.
#[cfg(target_os = "linux")]
pub(crate) fn without_graphics_card(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    window.with_webview(|webview| {
        if let Some(settings) = WebViewExt::settings(&webview.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// As the system's web view draws by itself: nothing was measured elsewhere.
#[cfg(not(target_os = "linux"))]
pub(crate) fn without_graphics_card(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

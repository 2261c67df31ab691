//! Describes the window's two commands to Tauri, so that the capability file can name them and nothing else.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["subscribe", "act"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}

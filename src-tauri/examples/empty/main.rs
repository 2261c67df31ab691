//! A window with one line of text: the least that the wizard's window is measured against (`cargo xtask bench
//! desktop`).

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "empty", tauri::WebviewUrl::default())
                .inner_size(1080.0, 720.0)
                .center()
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/empty/tauri.conf.json"))
}

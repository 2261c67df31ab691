//! Links that the system brings as an event. macOS alone does; elsewhere they are arguments.

use tauri::RunEvent;

/// The links of an event; none, if it is about something else.
#[cfg(target_os = "macos")]
pub(crate) fn links(event: &RunEvent) -> Vec<String> {
    let RunEvent::Opened { urls } = event else { return Vec::new() };
    urls.iter().map(ToString::to_string).collect()
}

/// None: such an event is known on macOS alone.
#[cfg(not(target_os = "macos"))]
pub(crate) fn links(_: &RunEvent) -> Vec<String> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use porchlight_contract::INVITE_SCHEME;

    #[test]
    fn linux_and_macos_are_told_whose_links_invites_are() {
        let linux = include_str!("../porchlight.desktop");
        assert!(
            linux.contains(&format!("MimeType=x-scheme-handler/{INVITE_SCHEME};")) && linux.contains(" %u\n")
        );
        let macos = include_str!("../Info.plist");
        assert!(
            macos.contains("CFBundleURLSchemes")
                && macos.contains(&format!("<string>{INVITE_SCHEME}</string>"))
        );
    }
}

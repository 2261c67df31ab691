//! What apt and dpkg keep. Bytes: the state of dpkg, a release, a list and pins, with a zero byte between them.

use std::path::Path;

use tempfile::TempDir;

const FILES: [&str; 4] = [
    "var/lib/dpkg/status",
    "var/lib/apt/lists/packages.example_dists_stable_InRelease",
    "var/lib/apt/lists/packages.example_dists_stable_main_binary-amd64_Packages",
    "etc/apt/preferences",
];

thread_local! {
    /// One for all inputs of a thread: to make folders takes longer than to read what lies in them.
    static ROOT: TempDir = root();
}

/// Any bytes at all in these files end in an answer or an error, and an answer names each package once, in order.
pub(crate) fn packages(bytes: &[u8]) {
    ROOT.with(|root| read(root.path(), bytes));
}

fn read(root: &Path, bytes: &[u8]) {
    let mut parts = bytes.splitn(FILES.len(), |byte| *byte == 0);
    for file in FILES {
        std::fs::write(root.join(file), parts.next().unwrap_or_default()).unwrap();
    }
    if let Ok(updates) = porchlight_host_native::pending_packages(root) {
        let in_order = updates.windows(2).all(|pair| pair[0].item < pair[1].item);
        assert!(in_order, "{updates:?}");
    }
}

fn root() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for file in FILES {
        std::fs::create_dir_all(root.path().join(file).parent().unwrap_or(Path::new("/"))).unwrap();
    }
    root
}

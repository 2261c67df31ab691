//! Each thing that only one place may do is done in that place only.

use super::Source;

/// A word in the code, and the folders where it may stand.
struct Seam {
    words: &'static [&'static str],
    allowed: &'static [&'static str],
    why: &'static str,
}

const SEAMS: &[Seam] = &[
    Seam {
        words: &[
            "target_os",
            "cfg(windows)",
            "cfg(unix)",
            "cfg!(windows)",
            "cfg!(unix)",
            "cfg(not(windows))",
            "cfg(not(unix))",
        ],
        // The server stands on no device crate: it has a seam of its own, for signals and the rights of its files. Of
        // the window, one event is there on macOS alone, and one setting of the web view on Linux.
        allowed: &[
            "crates/host-native",
            "crates/collector",
            "src-tauri/src/drawing.rs",
            "src-tauri/src/opened.rs",
            "xtask",
        ],
        why: "only host-native knows which system it runs on",
    },
    Seam {
        words: &["@tauri-apps/"],
        allowed: &["ui/packages/bridge/src/tauri.ts", "ui/packages/bridge/tests", "xtask/src/package.rs"],
        why: "only the bridge speaks with Tauri",
    },
    Seam {
        words: &["rusqlite::"],
        // The simulations make statements and files fail, and look at the tables with eyes of their own.
        allowed: &["crates/device-db", "crates/collector-db", "tests/faults", "tests/sim"],
        why: "no SQL outside the databases",
    },
    Seam { words: &["TODO", "FIXME"], allowed: &[], why: "finish it, or open an issue" },
    Seam {
        words: &["thread::sleep", "time::sleep", "waitForTimeout"],
        // They wait for a clock: the next attempt of a delivery, the deadline of a header, a time that is simulated, the
        // next look at a screen that is measured.
        allowed: &[
            "crates/agent/src/report.rs",
            "crates/collector/src/server/accept.rs",
            "tests/bench/src/desktop.rs",
            "tests/sim",
        ],
        why: "await the event instead",
    },
];

pub(super) fn broken(sources: &[Source]) -> Vec<String> {
    SEAMS.iter().flat_map(|seam| sources.iter().flat_map(|source| crossings(seam, source))).collect()
}

fn crossings(seam: &Seam, source: &Source) -> Vec<String> {
    // The rules themselves name what they forbid.
    if source.below("xtask/src/tidy") || seam.allowed.iter().any(|folder| source.below(folder)) {
        return Vec::new();
    }
    let lines = source.text.lines().enumerate();
    lines
        .filter_map(|(at, line)| {
            let word = seam.words.iter().find(|word| line.contains(**word))?;
            Some(format!("{}: `{word}`: {}", source.place(at), seam.why))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_named_in_host_native_only() {
        let text = "#[cfg(target_os = \"linux\")]\n";
        let found = |path: &str| broken(&[Source { path: path.into(), text: text.into() }]);
        assert_eq!(found("crates/checks/src/lib.rs").len(), 1);
        assert!(found("crates/host-native/src/lib.rs").is_empty());
    }
}

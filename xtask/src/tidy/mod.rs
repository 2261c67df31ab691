//! Rules that the compiler does not know. Each one returns what breaks it, with its place.

mod budgets;
mod floors;
mod seams;
mod sentences;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::shell::{command, output, step};

/// A file of the repository with its text.
struct Source {
    path: PathBuf,
    text: String,
}

/// `cargo xtask tidy`.
pub(crate) fn run() -> anyhow::Result<()> {
    step("tidy", || {
        let sources = sources()?;
        let mut broken = floors::broken()?;
        broken.extend(budgets::broken(&sources));
        broken.extend(seams::broken(&sources));
        broken.extend(sentences::broken(&sources));
        if broken.is_empty() {
            return Ok(());
        }
        broken.sort();
        bail!("{} rules broken:\n{}", broken.len(), broken.join("\n"));
    })
}

/// The files that people write: what git tracks or would track, of the languages that the rules speak of.
fn sources() -> anyhow::Result<Vec<Source>> {
    let listed = output(&mut command("git", &["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let written = |path: &&str| {
        let wanted = [".rs", ".svelte", ".ts", ".js", ".mjs"].iter().any(|end| path.ends_with(end));
        wanted && Path::new(path).exists() && !is_generated(path)
    };
    listed
        .lines()
        .filter(written)
        .map(|path| {
            let text = std::fs::read_to_string(path).with_context(|| path.to_owned())?;
            Ok(Source { path: path.into(), text })
        })
        .collect()
}

fn is_generated(path: &str) -> bool {
    path.starts_with("ui/packages/api/src/") || path.starts_with("src-tauri/gen/")
}

impl Source {
    fn is(&self, extension: &str) -> bool {
        self.path.extension().is_some_and(|end| end == extension)
    }

    fn below(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{}", self.path.display(), line + 1)
    }

    /// The lines of a Rust file before its tests, each with its number from 0.
    fn lines_before_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().take_while(|(_, line)| line.trim() != "#[cfg(test)]")
    }

    fn is_test(&self) -> bool {
        let path = self.path.to_string_lossy();
        path.starts_with("tests/")
            || path.contains("/tests/")
            || path.ends_with("/tests.rs")
            || path.contains(".test.")
    }
}

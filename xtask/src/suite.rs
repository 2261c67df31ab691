//! `cargo xtask test`: everything that must pass, and its count.

use std::process::Command;

use anyhow::bail;

use crate::shell::{cargo, run as execute, step, tee};
use crate::{codegen, schemathesis, system, tidy, web};

/// What ran, over all runners.
#[derive(Default)]
struct Count {
    passed: u32,
    failed: u32,
    ignored: u32,
}

pub(crate) fn run() -> anyhow::Result<()> {
    system::provide(system::Purpose::Test)?;
    web::build()?;
    step("format", || execute(&mut cargo(&["fmt", "--all", "--check"])))?;
    tidy::run()?;
    step("build", || execute(&mut cargo(&["build", "--workspace", "--all-targets", "--locked"])))?;
    codegen::run(true)?;
    step("lints", || {
        execute(&mut cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
    })?;
    step("types of the web pages", || execute(&mut web::npm(&["run", "check", "--silent"])))?;
    schemathesis::ask(schemathesis::SEED, schemathesis::EXAMPLES)?;
    let mut count = Count::default();
    let runners: [(&str, Command); 3] = [
        (
            "tests in Rust, real window included",
            cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]),
        ),
        ("tests of the web packages", web::npm(&["test", "--silent"])),
        ("tests of the pages in Chromium and WebKit", web::npm(&["run", "test:pages", "--silent"])),
    ];
    for (what, mut command) in runners {
        step(what, || count.add(&mut command))?;
    }
    println!("{} passed, {} failed, {} skipped", count.passed, count.failed, count.ignored);
    if count.failed > 0 {
        bail!("{} tests failed", count.failed);
    }
    Ok(())
}

/// `cargo xtask sim`.
pub(crate) fn sim(seeds: u64, seed: Option<u64>) -> anyhow::Result<()> {
    let mut stories =
        cargo(&["test", "--package", "porchlight-sim", "--test", "outbox", "every_", "--", "--nocapture"]);
    stories.env("PORCHLIGHT_SIM_SEEDS", seeds.to_string());
    if let Some(seed) = seed {
        stories.env("PORCHLIGHT_SIM_SEED", seed.to_string());
    }
    execute(&mut stories)
}

/// `cargo xtask pictures`: the end-to-end tests take them on their way when they are told where to put them.
pub(crate) fn pictures() -> anyhow::Result<()> {
    system::provide(system::Purpose::Test)?;
    web::build()?;
    step("build", || execute(&mut cargo(&["build", "--workspace"])))?;
    let folder = crate::shell::root().join("docs/pictures");
    std::fs::create_dir_all(&folder)?;
    step("take pictures", || {
        let mut journey = cargo(&["test", "--workspace", "--test", "journey"]);
        execute(journey.env("PORCHLIGHT_PICTURES", folder))
    })
}

impl Count {
    /// Runs a test runner and adds what its closing lines say. One that fails without counting counts as one failure.
    fn add(&mut self, command: &mut Command) -> anyhow::Result<()> {
        let (text, succeeded) = tee(command)?;
        let failed_before = self.failed;
        let counted = text.lines().filter_map(|line| closing_line(line.trim()));
        let mut any = false;
        for (passed, failed, ignored) in counted {
            any = true;
            self.passed += passed;
            self.failed += failed;
            self.ignored += ignored;
        }
        if !any {
            bail!("no closing line: did any test run?");
        }
        if !succeeded && self.failed == failed_before {
            self.failed += 1;
        }
        Ok(())
    }
}

/// The counts in `test result: ok. 3 passed; 0 failed; 1 ignored; …` (cargo), in `3 passed, 0 failed` (the page tests),
/// or in `Tests  1 failed | 2 passed (3)` (vitest).
pub(crate) fn closing_line(line: &str) -> Option<(u32, u32, u32)> {
    if let Some(counts) = line.strip_prefix("Tests ") {
        return vitest_line(counts);
    }
    let (counts, separator) = match line.strip_prefix("test result: ") {
        Some(rest) => (rest.split_once(". ")?.1, "; "),
        None => (line, ", "),
    };
    let mut parts = counts.split(separator);
    let mut number = |word: &str| parts.next()?.strip_suffix(word)?.trim().parse::<u32>().ok();
    let passed = number("passed")?;
    let failed = number("failed")?;
    Some((passed, failed, number("ignored").unwrap_or(0)))
}

fn vitest_line(counts: &str) -> Option<(u32, u32, u32)> {
    let (counts, _) = counts.rsplit_once('(')?;
    let number = |word: &str| {
        let part = counts.split('|').find_map(|part| part.trim().strip_suffix(word));
        part.map_or(Some(0), |number| number.trim().parse().ok())
    };
    Some((number("passed")?, number("failed")?, number("skipped")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_all_runners_are_read() {
        let rust =
            "test result: ok. 27 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.14s";
        assert_eq!(closing_line(rust), Some((27, 1, 2)));
        assert_eq!(closing_line("5 passed, 0 failed"), Some((5, 0, 0)));
        assert_eq!(closing_line("Tests  13 passed (13)"), Some((13, 0, 0)));
        assert_eq!(closing_line("Tests  1 failed | 12 passed | 2 skipped (15)"), Some((12, 1, 2)));
        for line in ["", "5 passed", "all passed, none failed", "test result: ok."] {
            assert_eq!(closing_line(line), None, "{line}");
        }
    }
}

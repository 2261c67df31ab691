//! `cargo xtask fuzz`: feeds the parsers for as long as one likes, guided by what the inputs reach.

use anyhow::{Context, bail};

use crate::shell::{cargo, command, output, root, run as execute, step, tee};

const TOOL: &str = "cargo-fuzz";
const VERSION: &str = "0.13.2";
const FOLDER: &str = "tests/fuzz";

/// Feeds each of the targets, or all, for some seconds, and says how many inputs each was fed.
///
/// What is found out of the way lies in `target/fuzz/corpus` and makes the next run begin further on. An input that
/// breaks a promise lies in `target/fuzz/artifacts`: mend the code, and keep the input in `tests/fuzz/corpus`.
pub(crate) fn run(targets: &[String], seconds: u32) -> anyhow::Result<()> {
    if output(&mut cargo(&["fuzz", "--version"])).is_err() {
        step(&format!("install {TOOL}"), || {
            execute(&mut cargo(&["install", TOOL, "--locked", "--version", VERSION]))
        })?;
    }
    let all = all_targets()?;
    if let Some(unknown) = targets.iter().find(|target| !all.contains(target)) {
        bail!("no target {unknown}; there are {}", all.join(", "));
    }
    let chosen = if targets.is_empty() { &all } else { targets };
    let mut fed = Vec::new();
    for target in chosen {
        fed.push((target, step(&format!("feed {target}"), || feed(target, seconds))?));
    }
    for (target, inputs) in fed {
        println!("{target}: {inputs} inputs, no promise broken");
    }
    Ok(())
}

fn all_targets() -> anyhow::Result<Vec<String>> {
    let entries = std::fs::read_dir(root().join(FOLDER).join("libfuzzer/targets"))?;
    let stem = |path: std::path::PathBuf| Some(path.file_stem()?.to_string_lossy().into_owned());
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| stem(entry.path())).collect();
    names.sort();
    Ok(names)
}

/// How many inputs a target was fed. It fails when one broke a promise.
fn feed(target: &str, seconds: u32) -> anyhow::Result<u64> {
    let work = root().join("target/fuzz");
    let corpus = work.join("corpus").join(target);
    let artifacts = work.join("artifacts").join(target);
    std::fs::create_dir_all(&corpus)?;
    std::fs::create_dir_all(&artifacts)?;
    // libFuzzer writes to standard error, and that is read here.
    let mut fuzz = command("sh", &["-c", "exec cargo fuzz run \"$@\" 2>&1", "sh", "--fuzz-dir"]);
    fuzz.arg(format!("{FOLDER}/libfuzzer"))
        // The code is safe Rust: its own checks say what a sanitizer would, and the compiler needs no nightly features.
        .args(["--sanitizer", "none", "--target-dir"])
        .arg(work.join("build"))
        .arg(target)
        .arg(&corpus)
        .arg(root().join(FOLDER).join("corpus").join(target))
        .arg("--")
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args(["-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1", "-verbosity=0"]);
    let (text, succeeded) = tee(&mut fuzz)?;
    if !succeeded {
        bail!("{target}: a promise is broken; the input lies in {}", artifacts.display());
    }
    let inputs = text.lines().find_map(|line| line.trim().strip_prefix("stat::number_of_executed_units:"));
    inputs.and_then(|count| count.trim().parse().ok()).context("no count: was anything fed?")
}

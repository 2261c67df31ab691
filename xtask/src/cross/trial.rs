//! The programs that were built for Windows, tried out.

use std::path::Path;

use anyhow::{Context, ensure};
use serde_json::Value;

use super::Target;
use super::truths::try_truths;
use super::wine::Wine;
use crate::shell::{cargo, command, output, root, run as execute};

/// What must not be known of a Windows that lacks it: absent is not off, and not on either.
const ABSENT: &[&str] = &["disk.encryption", "firewall.host", "malware.protection"];

/// Runs the command line: its own test, on every recorded machine, on this Windows as it is, and as we set it.
pub(super) fn try_program(wine: &Wine, program: &Path) -> anyhow::Result<()> {
    try_selftest(wine, program)?;
    try_recordings(wine, program)?;
    let live = wine.json(program, &["check", "--json"])?;
    for check in checks(&live) {
        println!("   {}: {}", check["id"], check["outcome"]);
    }
    let system = check(&live, "os.supported")?;
    ensure!(system["facts"]["name"] == "windows-11", "the registry was not read: {system}");
    for id in ABSENT {
        let check = check(&live, id)?;
        ensure!(check["outcome"]["status"] == "unknown", "Wine has nothing for {id}: {check}");
    }
    try_truths(wine, program)
}

/// Asks everything that can be asked, and prints it for who reads along.
fn try_selftest(wine: &Wine, program: &Path) -> anyhow::Result<()> {
    let tested = wine.json(program, &["selftest", "--json"])?;
    println!("   key store: {}", tested["key_store"]);
    for question in tested["questions"].as_array().into_iter().flatten() {
        println!("   {}: {}", question["shown"], shortened(&question["result"].to_string()));
    }
    ensure!(tested["key_store"] == "works", "the Credential Manager of Wine works");
    Ok(())
}

/// Every recorded machine is judged as it is on Linux, where tests compare that with what is expected of it. The clock
/// is today's in both, and so an end of support that has come by now is no difference.
fn try_recordings(wine: &Wine, program: &Path) -> anyhow::Result<()> {
    execute(&mut cargo(&["build", "--quiet", "--package", "porchlight-cli"]))?;
    let here = root().join("target/debug/porchlight-cli");
    let mut folders: Vec<_> = std::fs::read_dir("tests/hosts")?.flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.join("machine.json").exists());
    folders.sort();
    for folder in &folders {
        let folder = folder.to_string_lossy();
        let arguments = ["check", "--json", "--recording", &folder];
        let there = judged(&wine.json(program, &arguments)?);
        let ran = command(&here, &arguments).output()?;
        let expected = judged(&serde_json::from_slice(&ran.stdout)?);
        ensure!(there == expected, "{folder} is judged otherwise: {there:?}, on Linux {expected:?}");
    }
    ensure!(!folders.is_empty(), "the recordings are gone");
    println!("   {} recordings judged as on Linux, by {}", folders.len(), Target::Windows.triple());
    Ok(())
}

/// Looks whether the window's program brings its icons and says what it is, as Explorer shows both.
pub(super) fn try_resources(program: &Path) -> anyhow::Result<()> {
    let mut read =
        command("x86_64-w64-mingw32-windres", &["--input-format", "coff", "--output-format", "rc"]);
    let resources = output(read.arg("--input").arg(program))?;
    for mark in ["GROUP_ICON", "VERSIONINFO", r#"VALUE "ProductName", "Porchlight""#] {
        ensure!(resources.contains(mark), "{} has no {mark}", program.display());
    }
    println!("   the window has icons, a version and its name");
    Ok(())
}

/// The outcome and the facts of each check.
fn judged(printed: &Value) -> Vec<[Value; 3]> {
    checks(printed).map(|check| ["id", "outcome", "facts"].map(|name| check[name].clone())).collect()
}

fn check<'a>(printed: &'a Value, id: &str) -> anyhow::Result<&'a Value> {
    checks(printed).find(|check| check["id"] == id).with_context(|| format!("no {id} in {printed}"))
}

fn checks(printed: &Value) -> impl Iterator<Item = &Value> {
    printed["checks"].as_array().into_iter().flatten()
}

fn shortened(text: &str) -> &str {
    text.get(..text.floor_char_boundary(160)).unwrap_or(text)
}

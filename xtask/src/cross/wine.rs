//! A Windows of our own, in a folder: Wine with a registry that looks like a home computer's.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use super::Target;
use crate::shell::{cargo, command, output, root, run as execute, step};

/// A key of the registry, a name, a type and a value: what the checks read first.
const REGISTRY: &[[&str; 4]] = &[
    [r"HKCU\Software\Wine", "Version", "REG_SZ", "win10"],
    [r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion", "CurrentBuildNumber", "REG_SZ", "26200"],
    [r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion", "EditionID", "REG_SZ", "Professional"],
    [r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion", "DisplayVersion", "REG_SZ", "25H2"],
    [r"HKCU\Control Panel\Desktop", "ScreenSaveActive", "REG_SZ", "1"],
    [r"HKCU\Control Panel\Desktop", "ScreenSaverIsSecure", "REG_SZ", "1"],
    [r"HKCU\Control Panel\Desktop", "ScreenSaveTimeOut", "REG_SZ", "600"],
    [r"HKCU\Control Panel\Desktop", "SCRNSAVE.EXE", "REG_SZ", r"C:\windows\system32\scrnsave.scr"],
];

/// A prefix of Wine.
pub(super) struct Wine {
    prefix: PathBuf,
}

impl Wine {
    /// Makes a new one in place of the last. Its first program, which sets it up, takes some seconds.
    pub(super) fn prepare(prefix: &Path) -> anyhow::Result<Self> {
        step("prepare Wine", || {
            if prefix.exists() {
                std::fs::remove_dir_all(prefix)?;
            }
            std::fs::create_dir_all(prefix)?;
            let wine = Self { prefix: prefix.to_owned() };
            for [key, name, kind, value] in REGISTRY {
                // 64 bits: what a program of 64 bits reads.
                let add = ["reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f", "/reg:64"];
                output(&mut wine.command("wine", &add))?;
            }
            wine.add_random_numbers()?;
            Ok(wine)
        })
    }

    /// Gives Wine the library from which Rust takes random numbers, if it lacks it.
    fn add_random_numbers(&self) -> anyhow::Result<()> {
        let library = self.prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
        if library.exists() {
            return Ok(());
        }
        let source = root().join("xtask/src/cross/process_prng.c");
        let mut compile = command("x86_64-w64-mingw32-gcc", &["-shared", "-O1", "-o"]);
        execute(compile.arg(&library).arg(source).arg("-ladvapi32"))
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
        let mut command = command(program, arguments);
        self.around(&mut command);
        command
    }

    /// A command of cargo that runs what it built in this Windows.
    pub(super) fn around<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("WINEPREFIX", &self.prefix)
            .env("WINEDEBUG", "-all")
            .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine")
            .env_remove("DISPLAY")
    }

    /// What a program of ours prints as JSON. An exit code of 2 is an answer too: the computer is not ready.
    fn json(&self, program: &Path, arguments: &[&str]) -> anyhow::Result<Value> {
        let mut command = self.command("wine", &[]);
        let ran = command.arg(program).args(arguments).output()?;
        let text = String::from_utf8(ran.stdout)?;
        if !matches!(ran.status.code(), Some(0 | 2)) {
            bail!("{arguments:?} ended with {}: {}", ran.status, String::from_utf8_lossy(&ran.stderr));
        }
        serde_json::from_str(&text).with_context(|| format!("{arguments:?} printed {text}"))
    }
}

/// Runs the command line: on this Windows, on every recorded machine, and its own test.
pub(super) fn try_program(wine: &Wine, program: &Path) -> anyhow::Result<()> {
    let live = wine.json(program, &["check", "--json"])?;
    let system = check(&live, "os.supported")?;
    ensure!(system["facts"]["name"] == "windows-11", "the registry was not read: {system}");
    // Wine has no BitLocker: absent is not off, and not on either.
    let disk = check(&live, "disk.encryption")?;
    ensure!(disk["outcome"]["status"] == "unknown", "Wine has no encryption to speak of: {disk}");
    for check in live["checks"].as_array().into_iter().flatten() {
        println!("   {}: {}", check["id"], check["outcome"]);
    }
    try_recordings(wine, program)?;
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

/// The outcome and the facts of each check.
fn judged(printed: &Value) -> Vec<[Value; 3]> {
    let checks = printed["checks"].as_array().into_iter().flatten();
    checks.map(|check| ["id", "outcome", "facts"].map(|name| check[name].clone())).collect()
}

fn check<'a>(printed: &'a Value, id: &str) -> anyhow::Result<&'a Value> {
    let mut checks = printed["checks"].as_array().into_iter().flatten();
    checks.find(|check| check["id"] == id).with_context(|| format!("no {id} in {printed}"))
}

fn shortened(text: &str) -> &str {
    text.get(..text.floor_char_boundary(160)).unwrap_or(text)
}

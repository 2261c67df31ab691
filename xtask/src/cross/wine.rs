//! A Windows of our own, in a folder: Wine with a registry that looks like a home computer's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

use super::truths::{Setting, VERSION};
use crate::shell::{command, output, root, run as execute, step};

/// What the checks read first.
const REGISTRY: &[Setting] = &[
    [r"HKEY_CURRENT_USER\Software\Wine", "Version", r#""win10""#],
    [VERSION, "CurrentBuildNumber", r#""26200""#],
    [VERSION, "EditionID", r#""Professional""#],
    [VERSION, "DisplayVersion", r#""25H2""#],
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
            wine.set(REGISTRY)?;
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

    /// Writes values into the registry, or takes them out of it.
    pub(super) fn set(&self, settings: &[Setting]) -> anyhow::Result<()> {
        let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for [key, name, value] in settings {
            keys.entry(key).or_default().push(format!("\"{name}\"={value}\r\n"));
        }
        let keys = keys.into_iter().map(|(key, values)| format!("[{key}]\r\n{}\r\n", values.concat()));
        let file = self.prefix.join("settings.reg");
        let text = format!("Windows Registry Editor Version 5.00\r\n\r\n{}", keys.collect::<String>());
        std::fs::write(&file, text)?;
        // 64 bits: what a program of 64 bits reads.
        let mut import = self.command("wine", &["reg", "import"]);
        output(import.arg(&file).arg("/reg:64")).map(drop)
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
    pub(super) fn json(&self, program: &Path, arguments: &[&str]) -> anyhow::Result<Value> {
        let mut command = self.command("wine", &[]);
        let ran = command.arg(program).args(arguments).output()?;
        let text = String::from_utf8(ran.stdout)?;
        if !matches!(ran.status.code(), Some(0 | 2)) {
            bail!("{arguments:?} ended with {}: {}", ran.status, String::from_utf8_lossy(&ran.stderr));
        }
        serde_json::from_str(&text).with_context(|| format!("{arguments:?} printed {text}"))
    }
}

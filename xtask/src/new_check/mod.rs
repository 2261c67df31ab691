//! `cargo xtask new-check`: a check that compiles, is listed, has words and tests, and says that it cannot read
//! anything yet.
//!
//! Invariant: all files are made up before the first one is written, and no file that is there loses anything.

mod edits;
mod name;

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, ensure};

use crate::shell::{self, cargo};
use name::Name;

const LIB: &str = "crates/checks/src/lib.rs";
const REGISTRY: &str = "crates/checks/src/registry.rs";
const POLICY: &str = "crates/policy/src/verdict.rs";
const TEXTS: &str = "ui/apps/wizard/tests/texts.test.ts";
const RECORDINGS: &str = "tests/hosts";

/// The check that all others are made from. Its files compile as they stand, once they lie where checks lie.
const SAMPLE: [(&str, &str); 5] = [
    ("mod.rs", include_str!("sample_name/mod.rs")),
    ("linux.rs", include_str!("sample_name/linux.rs")),
    ("macos.rs", include_str!("sample_name/macos.rs")),
    ("windows.rs", include_str!("sample_name/windows.rs")),
    ("tests.rs", include_str!("sample_name/tests.rs")),
];
const WORDS: [(&str, &str); 2] =
    [("en", include_str!("sample_name/en.ftl")), ("es", include_str!("sample_name/es.ftl"))];

/// What the check is to be.
#[derive(clap::Args)]
pub(crate) struct Wish {
    /// Topic and aspect, such as `browser.updates`.
    name: String,
    /// What people call it in English, such as "Browser updates".
    #[arg(long)]
    english: Option<String>,
    /// What people call it in Spanish, such as "Actualizaciones del navegador".
    #[arg(long)]
    spanish: Option<String>,
    /// Let companies that have no policy of their own ask for it, as advice.
    #[arg(long)]
    advised: bool,
}

pub(crate) fn run(wish: &Wish) -> anyhow::Result<()> {
    let root = shell::root();
    let plan = Plan::of(wish, &root)?;
    plan.write(&root)?;
    shell::run(&mut cargo(&["fmt", "--package", "porchlight-checks", "--package", "porchlight-policy"]))?;
    println!("{}", plan.next_steps());
    Ok(())
}

/// What will stand in which file, by its path in the repository.
struct Plan {
    name: Name,
    new: Vec<(String, String)>,
    changed: Vec<(String, String)>,
}

impl Plan {
    /// Makes all of it up. Nothing is written.
    ///
    /// # Errors
    /// If the name is malformed or taken, or a file is not as it was when this was written.
    fn of(wish: &Wish, root: &Path) -> anyhow::Result<Self> {
        let name = Name::parse(&wish.name)?;
        let titles = titles(wish, &name)?;
        refuse_taken(&name, root)?;
        let fill = |sample: &str| filled(sample, &name, &titles);
        let folder = format!("crates/checks/src/{}", name.module());
        let new = SAMPLE.map(|(file, sample)| (format!("{folder}/{file}"), fill(sample))).to_vec();
        let mut changed = Vec::new();
        let mut change = |path: &str, edit: &dyn Fn(&str) -> anyhow::Result<String>| {
            let text = std::fs::read_to_string(root.join(path)).with_context(|| path.to_owned())?;
            changed.push((path.to_owned(), edit(&text).with_context(|| path.to_owned())?));
            anyhow::Ok(())
        };
        change(LIB, &|text| edits::declared(text, &name))?;
        change(REGISTRY, &|text| edits::registered(text, &name))?;
        change(TEXTS, &|text| edits::looked_for(text, &name))?;
        for (locale, sample) in WORDS {
            change(&words_in(locale), &|text| edits::worded(text, &fill(sample)))?;
        }
        for machine in machines(root)? {
            change(&machine, &|text| edits::expected(text, &name))?;
        }
        if wish.advised {
            change(POLICY, &|text| edits::advised(text, &name))?;
        }
        Ok(Self { name, new, changed })
    }

    /// Writes all of it: first what is new, and a file that is there already stops it.
    fn write(&self, root: &Path) -> anyhow::Result<()> {
        for (path, text) in &self.new {
            let path = root.join(path);
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let file = File::create_new(&path).with_context(|| format!("cannot make {}", path.display()));
            file?.write_all(text.as_bytes())?;
        }
        for (path, text) in &self.changed {
            std::fs::write(root.join(path), text).with_context(|| format!("cannot write {path}"))?;
        }
        Ok(())
    }

    fn next_steps(&self) -> String {
        format!(
            "{id} is listed, and says of every system that it cannot read it yet. What is left to you:\n  \
             1. crates/checks/src/{module}/  what it reads, and what is right\n  \
             2. locales/*/checks.ftl  its words; every sentence there is a stand-in\n  \
             3. tests/hosts/*  the answers, and what is found\n\
             See it pass with `cargo test -p porchlight-checks`, then run `cargo xtask codegen` and `cargo xtask tidy`.\n\
             docs/ADDING_A_CHECK.md does it once from here to the end.",
            id = self.name.id(),
            module = self.name.module(),
        )
    }
}

/// What people call it, in English and in Spanish.
fn titles(wish: &Wish, name: &Name) -> anyhow::Result<[String; 2]> {
    let titles = [
        wish.english.clone().unwrap_or_else(|| name.english()),
        wish.spanish.clone().unwrap_or_else(|| name.spanish()),
    ];
    for title in &titles {
        let is_plain = !title.trim().is_empty() && !title.contains(['\n', '{', '}']);
        ensure!(is_plain, "`{title}` is no name for people: one line without braces");
    }
    Ok(titles)
}

/// A file of the sample with the names of the new check.
fn filled(sample: &str, name: &Name, [english, spanish]: &[String; 2]) -> String {
    sample
        .replace("sample.name", name.id())
        .replace("sample_name", &name.module())
        .replace("sample-name", &name.words())
        .replace("SampleName", &name.type_name())
        .replace("Sample name", english)
        .replace("Nombre de muestra", spanish)
}

/// Fails if a module, a type or words of another check would get into the way of this one.
fn refuse_taken(name: &Name, root: &Path) -> anyhow::Result<()> {
    let (module, type_name, words) = (name.module(), name.type_name(), name.words());
    let read = |path: &str| std::fs::read_to_string(root.join(path)).with_context(|| path.to_owned());
    let is_module = read(LIB)?.lines().any(|line| line == format!("mod {module};"));
    let is_there = root.join("crates/checks/src").join(&module).exists();
    ensure!(!is_module && !is_there, "{} is taken: crates/checks has a module {module}", name.id());
    let sources = [read(REGISTRY)?, SAMPLE.map(|(_, sample)| sample).concat()].concat();
    let mut spoken = sources.split(|c: char| !c.is_alphanumeric());
    ensure!(!spoken.any(|word| word == type_name), "{} is taken: there is a type {type_name}", name.id());
    for other in listed(&read(TEXTS)?) {
        // The ids of findings begin with the words of their check, and nothing says where these end.
        let mixed = other == words
            || words.starts_with(&format!("{other}-"))
            || other.starts_with(&format!("{words}-"));
        ensure!(!mixed, "{} is taken: its words would be mixed up with those of {other}", name.id());
    }
    Ok(())
}

/// The words of the checks that there are, out of the wizard's test.
fn listed(test: &str) -> Vec<&str> {
    let entries = test.lines().skip_while(|line| *line != "const CHECKS = [").skip(1);
    entries
        .take_while(|line| *line != "];")
        .map(|line| line.trim_matches(|c: char| !c.is_ascii_lowercase()))
        .collect()
}

fn words_in(locale: &str) -> String {
    format!("locales/{locale}/checks.ftl")
}

/// What is expected of each recorded machine.
fn machines(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut machines = Vec::new();
    for entry in std::fs::read_dir(root.join(RECORDINGS)).context(RECORDINGS)? {
        let expected = entry?.path().join("expected.json");
        if expected.exists() {
            machines.push(expected.strip_prefix(root)?.to_string_lossy().into_owned());
        }
    }
    machines.sort();
    Ok(machines)
}

#[cfg(test)]
mod tests;

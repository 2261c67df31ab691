//! Lines put into files that are there already. Nothing of what stands in them is changed.

use anyhow::{Context, ensure};
use serde_json::Value;

use super::name::Name;

/// Declares the module among those of `lib.rs`, by the alphabet.
pub(super) fn declared(lib: &str, name: &Name) -> anyhow::Result<String> {
    among(lib, "mod ", &format!("mod {};", name.module()))
}

/// Lists the check in `registry.rs`, after all others.
pub(super) fn registered(registry: &str, name: &Name) -> anyhow::Result<String> {
    let type_name = name.type_name();
    let import = format!("use crate::{}::{type_name};", name.module());
    let imported = among(registry, "use crate::", &import)?;
    at_the_end(&imported, "static REGISTRY: &[Row] = &[\n", &format!("    row::<{type_name}>(),\n"))
}

/// Lets the tests of the wizard look for the check's words.
pub(super) fn looked_for(test: &str, name: &Name) -> anyhow::Result<String> {
    at_the_end(test, "const CHECKS = [\n", &format!("  \"{}\",\n", name.words()))
}

/// Puts the block of a check's words behind those of all others.
pub(super) fn worded(words: &str, block: &str) -> anyhow::Result<String> {
    let others = words.find("\nunknown-").context("no words for what cannot be read")?;
    let heading = words[..others].rfind("\n## ").context("no heading above them")?;
    Ok(with(words, heading + 1, block))
}

/// Expects of a recorded machine that the check has no answer there.
pub(super) fn expected(machine: &str, name: &Name) -> anyhow::Result<String> {
    let start = machine.find("\n  \"checks\": {\n").context("no checks")?;
    let end = start + machine[start..].find("\n  }").context("no end of its checks")?;
    let entry = format!(
        ",\n    \"{}\": {{\n      \"facts\": {{}},\n      \"outcome\": {{\n        \
         \"cause\": \"unsupported_system\",\n        \"status\": \"unknown\"\n      }}\n    }}",
        name.id()
    );
    let more = with(machine, end, &entry);
    let outcome = serde_json::from_str::<Value>(&more)?;
    ensure!(outcome["checks"][name.id()].is_object(), "its checks are not where they were");
    Ok(more)
}

/// Lets the default policy ask for the check as advice, and its test know of it.
pub(super) fn advised(policy: &str, name: &Name) -> anyhow::Result<String> {
    let id = name.id();
    let asked =
        at_the_end(policy, "let asked = [\n", &format!("        (\"{id}\", Requirement::Advised),\n"))?;
    let list = "assert_eq!(of(Requirement::Advised), [";
    let start = asked.find(list).context("no test of what is advised")? + list.len();
    let end = start + asked[start..].find(']').context("its list has no end")?;
    let quoted = format!("\"{id}\"");
    let known = asked[start..end].split(',').map(str::trim).filter(|known| !known.is_empty());
    let mut all: Vec<&str> = known.chain([quoted.as_str()]).collect();
    all.sort_unstable();
    Ok(format!("{}{}{}", &asked[..start], all.join(", "), &asked[end..]))
}

/// Puts a line behind the last one of its kind that comes before it in the alphabet.
fn among(text: &str, kind: &str, line: &str) -> anyhow::Result<String> {
    let mut at = None;
    let mut place = 0;
    for known in text.split_inclusive('\n') {
        if known.starts_with(kind) && (at.is_none() || known < line) {
            at = Some(if known < line { place + known.len() } else { place });
        }
        place += known.len();
    }
    Ok(with(text, at.with_context(|| format!("no line begins with `{kind}`"))?, &format!("{line}\n")))
}

/// Puts lines at the end of a list, before the first line that begins with its closing bracket.
fn at_the_end(text: &str, opening: &str, lines: &str) -> anyhow::Result<String> {
    let start = text.find(opening).with_context(|| format!("no list `{}`", opening.trim_end()))?;
    let end = text[start..].find("];").with_context(|| format!("`{}` has no end", opening.trim_end()))?;
    let line = text[..start + end].rfind('\n').map_or(0, |at| at + 1);
    Ok(with(text, line, lines))
}

fn with(text: &str, at: usize, more: &str) -> String {
    format!("{}{more}{}", &text[..at], &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn a_line_stands_by_the_alphabet_and_never_under_the_attribute_of_another() {
        let lib =
            "//! Doc.\n\nmod beta;\nmod delta;\n#[cfg(test)]\nmod testing;\nmod time_sync;\n\npub use x;\n";
        let after = |id: &str| {
            let declared = declared(lib, &name(id)).unwrap();
            let line = format!("mod {};", name(id).module());
            let lines: Vec<&str> = declared.lines().collect();
            lines[lines.iter().position(|known| *known == line).unwrap() - 1].to_owned()
        };
        assert_eq!(after("a.a"), "");
        assert_eq!(after("c.c"), "mod beta;");
        assert_eq!(after("s.s"), "mod delta;");
        assert_eq!(after("the.end"), "mod testing;");
        assert_eq!(after("z.z"), "mod time_sync;");
    }

    #[test]
    fn a_file_that_is_not_as_it_was_is_refused() {
        let name = name("browser.updates");
        for text in ["", "{}\n", "fn main() {}\n"] {
            assert!(declared(text, &name).is_err(), "{text}");
            assert!(registered(text, &name).is_err(), "{text}");
            assert!(looked_for(text, &name).is_err(), "{text}");
            assert!(worded(text, "").is_err(), "{text}");
            assert!(expected(text, &name).is_err(), "{text}");
            assert!(advised(text, &name).is_err(), "{text}");
        }
        assert!(expected("{\n  \"hosts\": {\n    \"a\": {\n    }\n  }\n}\n", &name).is_err());
    }

    #[test]
    fn what_is_advised_is_tested_by_the_alphabet() {
        let policy = "let asked = [\n    (\"a.b\", Requirement::Required),\n    ];\n\
                      assert_eq!(of(Requirement::Advised), [\"a.c\", \"time.sync\"]);\n";
        let after = advised(policy, &name("browser.updates")).unwrap();
        assert!(after.contains("[\"a.c\", \"browser.updates\", \"time.sync\"]"), "{after}");
        assert!(after.contains("(\"browser.updates\", Requirement::Advised),\n    ];"), "{after}");
    }
}

//! The words of the checks: every code has some, in every language, and no word is left over.
#![allow(clippy::disallowed_methods, reason = "the texts lie in files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "all of this file is tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use porchlight_checks::catalogue;
use porchlight_contract::{NotApplicable, OsFamily, UnknownCause};

const LOCALES: [&str; 2] = ["en", "es"];

/// Words that employees do not use.
const JARGON: [&str; 5] = ["endpoint", "posture", "compliance", "compliant", "cumplimiento"];

/// Longer sentences are hard to read on a screen.
const WORDS_IN_A_SENTENCE: usize = 20;

#[derive(Default)]
struct Text {
    lines: String,
    variables: BTreeSet<String>,
}

/// Every text of a language by `message` or `message.attribute`.
fn texts(locale: &str) -> BTreeMap<String, Text> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(locale).join("checks.ftl");
    let source = std::fs::read_to_string(path).unwrap();
    let resource =
        fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{locale}: {errors:?}"));
    let mut texts = BTreeMap::new();
    let mut keep = |id: String, pattern: &Pattern<String>| {
        let mut text = Text::default();
        read(pattern, &mut text);
        assert!(texts.insert(id.clone(), text).is_none(), "{locale}: {id} stands there twice");
    };
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        keep(message.id.name.clone(), message.value.as_ref().expect(&message.id.name));
        for attribute in &message.attributes {
            keep(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
        }
    }
    texts
}

fn read(pattern: &Pattern<String>, into: &mut Text) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.lines.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                variable(inline, into);
                into.lines.push('0');
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                variable(selector, into);
                for variant in variants {
                    into.lines.push('\n');
                    read(&variant.value, into);
                }
                into.lines.push('\n');
            }
        }
    }
}

fn variable(expression: &InlineExpression<String>, into: &mut Text) {
    let InlineExpression::VariableReference { id } = expression else { return };
    into.variables.insert(id.name.clone());
}

fn part(code: &str) -> String {
    code.replace(['.', '_'], "-")
}

/// The name of a cause on the wire. The match is there so that a new cause cannot be forgotten.
fn causes() -> Vec<String> {
    use UnknownCause::{
        Inconclusive, Internal, NoPermission, NotShared, Parse, Sandboxed, SourceMissing, TableStale,
        Timeout, UnsupportedDesktop, UnsupportedSystem,
    };
    let all = [
        NoPermission,
        SourceMissing,
        Timeout,
        Parse,
        UnsupportedDesktop,
        Sandboxed,
        TableStale,
        UnsupportedSystem,
        Inconclusive,
        NotShared,
        Internal,
    ];
    let listed = |cause: UnknownCause| match cause {
        NoPermission | SourceMissing | Timeout | Parse | UnsupportedDesktop | Sandboxed | TableStale
        | UnsupportedSystem | Inconclusive | NotShared | Internal => all.contains(&cause),
    };
    assert!(all.into_iter().all(listed));
    all.iter().map(wire).collect()
}

fn wire(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// Every id that the catalogue and the contract call for.
fn wanted() -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for check in catalogue().checks {
        let name = part(check.id.as_str());
        wanted.extend(["", ".good", ".why", ".sent"].map(|attribute| format!("check-{name}{attribute}")));
        for reason in check.reasons {
            let id = format!("finding-{name}-{}", part(reason.code.as_str()));
            wanted.extend(["", ".what"].map(|attribute| format!("{id}{attribute}")));
            wanted.extend(reason.systems.iter().map(|system| format!("{id}.steps-{}", wire(system))));
        }
    }
    let whys = [NotApplicable::RollingRelease, NotApplicable::NoSuchPart].map(|why| wire(&why));
    let unknown = causes().into_iter().map(|cause| format!("unknown-{}", part(&cause)));
    let outside = whys.iter().map(|why| format!("not-applicable-{}", part(why)));
    for id in unknown.chain(outside) {
        wanted.insert(format!("{id}.what"));
        wanted.insert(id);
    }
    wanted
}

#[test]
fn every_code_has_its_words_in_every_language_and_no_word_is_left_over() {
    for locale in LOCALES {
        let texts: BTreeSet<_> = texts(locale).into_keys().collect();
        let wanted = wanted();
        let missing: Vec<_> = wanted.difference(&texts).collect();
        let unused: Vec<_> = texts.difference(&wanted).collect();
        assert!(missing.is_empty() && unused.is_empty(), "{locale}: missing {missing:?}, unused {unused:?}");
    }
}

#[test]
fn every_language_uses_the_same_variables_and_all_of_them_are_facts_of_the_check() {
    let english = texts("en");
    let facts: BTreeMap<String, BTreeSet<String>> = catalogue()
        .checks
        .into_iter()
        .map(|check| {
            let names = check.facts.iter().map(|fact| fact.name.to_string()).collect();
            (part(check.id.as_str()), names)
        })
        .collect();
    for locale in LOCALES {
        for (id, text) in texts(locale) {
            assert_eq!(text.variables, english[&id].variables, "{locale}: {id}");
            let of_check = facts.iter().find(|(check, _)| id.starts_with(&format!("finding-{check}-")));
            let known = of_check.map(|(_, names)| names.clone()).unwrap_or_default();
            assert!(text.variables.is_subset(&known), "{locale}: {id} uses {:?}", text.variables);
        }
    }
}

#[test]
fn sentences_are_short_and_in_the_words_of_people() {
    for locale in LOCALES {
        for (id, text) in texts(locale) {
            for sentence in text.lines.split(['\n', '.', '!', '?', ':']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= WORDS_IN_A_SENTENCE, "{locale}: {id} has {words} words: {sentence}");
            }
            let lower = text.lines.to_lowercase();
            assert!(!JARGON.iter().any(|word| lower.contains(word)), "{locale}: {id}");
        }
    }
}

#[test]
fn every_reason_has_steps_for_each_system_where_it_occurs_and_a_step_is_one_line() {
    let systems = [OsFamily::Linux, OsFamily::Macos, OsFamily::Windows].map(|system| wire(&system));
    for locale in LOCALES {
        let texts = texts(locale);
        let steps = texts.iter().filter(|(id, _)| id.contains(".steps-"));
        for (id, text) in steps {
            assert!(systems.iter().any(|system| id.ends_with(system.as_str())), "{locale}: {id}");
            let lines: Vec<_> = text.lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            assert!(lines.len() >= 2, "{locale}: {id}");
            assert!(lines.iter().all(|line| line.ends_with('.')), "{locale}: {id}: {lines:?}");
        }
    }
}

//! A check is made up out of the repository as it stands. Nothing is written.

use std::collections::BTreeSet;

use fluent_syntax::ast::Entry;
use serde_json::Value;

use super::*;

/// A name that no check will ever have.
const NAME: &str = "never.listed";

fn wish(name: &str) -> Wish {
    Wish { name: name.to_owned(), english: None, spanish: None, advised: true }
}

fn plan(name: &str) -> Plan {
    Plan::of(&wish(name), &shell::root()).unwrap()
}

fn kept(path: &str) -> String {
    std::fs::read_to_string(shell::root().join(path)).unwrap()
}

impl Plan {
    fn text(&self, path: &str) -> &str {
        let all = self.new.iter().chain(&self.changed);
        all.into_iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str()).unwrap()
    }
}

#[test]
fn a_new_check_is_the_last_of_the_list_and_a_module_like_the_others() {
    let plan = plan(NAME);
    let rows = |text: &str| {
        let rows = text.lines().filter_map(|line| line.trim().strip_prefix("row::<"));
        rows.map(|row| row.trim_end_matches(">(),").to_owned()).collect::<Vec<_>>()
    };
    let mut expected = rows(&kept(REGISTRY));
    expected.push("NeverListed".to_owned());
    assert_eq!(rows(plan.text(REGISTRY)), expected);
    assert!(plan.text(REGISTRY).contains("use crate::never_listed::NeverListed;\n"));
    assert!(plan.text(LIB).contains("\nmod never_listed;\n"));
    assert!(plan.text("crates/checks/src/never_listed/mod.rs").contains("id: \"never.listed\""));
    let words = kept(TEXTS);
    assert_eq!(listed(plan.text(TEXTS)), [listed(&words), vec!["never-listed"]].concat());
    assert!(plan.text(POLICY).contains("(\"never.listed\", Requirement::Advised)"));
}

#[test]
fn without_a_word_of_its_author_no_company_asks_for_it() {
    let plan = Plan::of(&Wish { advised: false, ..wish(NAME) }, &shell::root()).unwrap();
    assert!(!plan.changed.iter().any(|(path, _)| path == POLICY));
}

#[test]
fn files_that_are_there_lose_nothing() {
    for (path, text) in plan(NAME).changed.iter().filter(|(path, _)| path != POLICY) {
        let mut lines = text.lines();
        for line in kept(path).lines() {
            // In JSON, what was last gets a comma.
            let is_kept = |after: &str| after == line || after.strip_suffix(',') == Some(line);
            assert!(lines.any(is_kept), "{path}: {line}");
        }
    }
}

#[test]
fn both_languages_have_the_same_words_and_nothing_of_the_sample_is_left() {
    let plan = plan(NAME);
    let ids = |text: &str| {
        let resource = fluent_syntax::parser::parse(text.to_owned()).unwrap();
        let mut ids = BTreeSet::new();
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name;
            ids.extend(message.attributes.iter().map(|part| format!("{id}.{}", part.id.name)));
            ids.insert(id);
        }
        ids
    };
    let [english, spanish] = ["en", "es"].map(words_in);
    let added: BTreeSet<_> = ids(plan.text(&english)).difference(&ids(&kept(&english))).cloned().collect();
    assert_eq!(ids(plan.text(&english)), ids(plan.text(&spanish)));
    assert_eq!(added.len(), 9, "{added:?}");
    assert!(added.iter().all(|id| id.contains("-never-listed")), "{added:?}");
    for (path, text) in plan.new.iter().chain(&plan.changed) {
        let text = text.to_lowercase();
        let left = ["sample.name", "sample_name", "sample-name", "samplename", "sample name", "muestra\n"];
        assert!(!left.iter().any(|part| text.contains(part)), "{path}");
    }
}

#[test]
fn people_may_name_it_themselves_in_one_plain_line() {
    let named = |spanish: &str| Wish { spanish: Some(spanish.to_owned()), ..wish(NAME) };
    let plan = Plan::of(&named("Actualizaciones del navegador"), &shell::root()).unwrap();
    let spanish = plan.text("locales/es/checks.ftl");
    assert!(spanish.contains("\ncheck-never-listed = Actualizaciones del navegador\n"));
    for title in ["", " ", "a\nb", "{ $x }"] {
        assert!(Plan::of(&named(title), &shell::root()).is_err(), "{title}");
    }
}

#[test]
fn every_recorded_machine_expects_no_answer_and_what_it_did_before() {
    let plan = plan(NAME);
    let machines = machines(&shell::root()).unwrap();
    assert!(machines.len() >= 5);
    for path in machines {
        let mut expected: Value = serde_json::from_str(plan.text(&path)).unwrap();
        let new = expected["checks"].as_object_mut().unwrap().remove(NAME).unwrap();
        let unknown = serde_json::json!({ "status": "unknown", "cause": "unsupported_system" });
        assert_eq!(new["outcome"], unknown);
        assert_eq!(expected, serde_json::from_str::<Value>(&kept(&path)).unwrap());
    }
}

#[test]
fn the_sample_passes_on_no_system_before_somebody_wrote_it() {
    for (file, text) in SAMPLE.iter().filter(|(file, _)| !["mod.rs", "tests.rs"].contains(file)) {
        assert!(text.contains("Err(Obstacle::new(UnknownCause::UnsupportedSystem))"), "{file}");
        assert!(!text.contains("Ok("), "{file}");
    }
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let taken = [
        "time.sync",          // a check
        "time_sync.x",        // words that begin like those of a check
        "time.sync_off",      // the same
        "account.password",   // words that a check's begin with
        "os.info",            // a module
        "password.autologin", // a type of the registry
        "fact.kind",          // a type that every check uses
    ];
    for name in taken {
        let error = Plan::of(&wish(name), &shell::root()).err().unwrap().to_string();
        assert!(error.contains("is taken"), "{name}: {error}");
    }
}

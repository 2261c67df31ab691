//! `check`, `checks` and `record` on this machine and on recordings.
#![allow(clippy::disallowed_methods, reason = "these tests read and damage files")]

use std::path::{Path, PathBuf};

use porchlight_system_tests::Computer;
use serde_json::Value;

/// The recorded machines, each with the outcomes that are expected of it.
fn recordings() -> anyhow::Result<Vec<PathBuf>> {
    let hosts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hosts");
    let folders = std::fs::read_dir(hosts)?.flatten().map(|entry| entry.path());
    Ok(folders.filter(|folder| folder.join("machine.json").exists()).collect())
}

fn checks(json: &str) -> anyhow::Result<Vec<(String, Value)>> {
    let printed: Value = serde_json::from_str(json)?;
    let checks = printed["checks"].as_array().cloned().unwrap_or_default();
    Ok(checks
        .into_iter()
        .map(|check| (check["id"].as_str().unwrap_or_default().to_owned(), check["outcome"].clone()))
        .collect())
}

#[test]
fn every_recorded_machine_can_be_checked_from_the_command_line() -> anyhow::Result<()> {
    let computer = Computer::new()?;
    let catalogue: Value = serde_json::from_str(&computer.run(&["checks", "--json"])?.stdout)?;
    let listed = catalogue["checks"].as_array().map_or(0, Vec::len);
    let recordings = recordings()?;
    assert!(recordings.len() >= 5, "{recordings:?}");
    for folder in recordings {
        let outcome = computer.run(&["check", "--json", "--recording", &folder.to_string_lossy()])?;
        assert!(outcome.code == 0 || outcome.code == 2, "{}: {outcome:?}", folder.display());
        assert_eq!(checks(&outcome.stdout)?.len(), listed, "{}", folder.display());
    }
    Ok(())
}

#[test]
fn a_recording_of_this_machine_comes_to_the_same_outcomes() -> anyhow::Result<()> {
    let computer = Computer::new()?;
    let folder = computer.path().join("recording");
    let folder = folder.to_string_lossy();
    let recorded = computer.run(&["record", &folder, "--redact"])?;
    assert_eq!(recorded.code, 0, "{recorded:?}");
    let live = computer.run(&["check", "--json"])?;
    let replayed = computer.run(&["check", "--json", "--recording", &folder])?;
    assert_eq!(checks(&live.stdout)?, checks(&replayed.stdout)?);
    Ok(())
}

#[test]
fn only_what_was_asked_for_is_checked() -> anyhow::Result<()> {
    let computer = Computer::new()?;
    let outcome = computer.run(&["check", "--json", "--only", "os.supported"])?;
    assert_eq!(checks(&outcome.stdout)?.len(), 1);
    let unknown = computer.run(&["check", "--only", "no.such_check"])?;
    assert_eq!(unknown.code, 1);
    Ok(())
}

#[test]
fn a_damaged_recording_is_refused_with_its_path() -> anyhow::Result<()> {
    let computer = Computer::new()?;
    for text in ["", "{", "[]", "{\"schema\":\"porchlight.recording/9\",\"origin\":\"\",\"entries\":[]}"] {
        std::fs::write(computer.path().join("machine.json"), text)?;
        let outcome = computer.run(&["check", "--recording", &computer.path().to_string_lossy()])?;
        assert_eq!(outcome.code, 1, "{text}: {outcome:?}");
        assert!(outcome.stderr.contains("machine.json"), "{outcome:?}");
    }
    Ok(())
}

#[test]
fn the_list_of_checks_is_there_for_people_and_for_programs() -> anyhow::Result<()> {
    let computer = Computer::new()?;
    let listed = computer.run(&["checks"])?;
    let catalogue: Value = serde_json::from_str(&computer.run(&["checks", "--json"])?.stdout)?;
    let text = catalogue.to_string();
    for id in [
        "os.supported",
        "disk.encryption",
        "firewall.host",
        "malware.protection",
        "screen.lock",
        "account.password_autologin",
        "remote.access",
    ] {
        assert!(listed.stdout.contains(id) && text.contains(id), "{id}");
    }
    Ok(())
}

#[test]
fn a_self_test_says_of_every_question_what_came_back_and_that_there_is_no_key_store() -> anyhow::Result<()> {
    let computer = Computer::new()?;
    let outcome = computer.run(&["selftest", "--json"])?;
    assert_eq!(outcome.code, 2, "no key store: {outcome:?}");
    let printed: Value = serde_json::from_str(&outcome.stdout)?;
    assert_eq!(printed["key_store"], "missing");
    assert_eq!(checks(&outcome.stdout)?.len(), checks(&computer.run(&["check", "--json"])?.stdout)?.len());
    let questions = printed["questions"].as_array().cloned().unwrap_or_default();
    let asked = |shown: &str| questions.iter().find(|question| question["shown"] == shown);
    assert!(asked("processes").is_some_and(|question| question["result"]["Ok"]["names"].is_array()));
    assert!(asked("platform").is_some());

    let told = computer.run(&["selftest"])?;
    assert!(told.stdout.contains("platform\n") && told.stdout.contains("This session has no key store."));
    Ok(())
}

//! The whole sitting in a terminal, and the ways in which it can go wrong.

use porchlight_e2e::Collector;
use porchlight_system_tests::Computer;

fn collector() -> anyhow::Result<(tempfile::TempDir, Collector)> {
    let folder = tempfile::tempdir()?;
    let collector = Collector::open(folder.path().join("collector"))?;
    Ok((folder, collector))
}

/// The reference in a text, such as `PL-7F3K-Q2`.
fn reference(text: &str) -> Option<&str> {
    text.split_whitespace().map(|word| word.trim_end_matches('.')).find(|word| word.starts_with("PL-"))
}

#[test]
fn a_sitting_ends_with_a_reference() -> anyhow::Result<()> {
    let (_folder, collector) = collector()?;
    let outcome = Computer::new()?.onboard(&collector.invite("Ana Prieto")?)?;
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(reference(&outcome.stdout).is_some(), "{outcome:?}");
    Ok(())
}

#[test]
fn a_second_sitting_on_the_same_computer_sends_a_second_report() -> anyhow::Result<()> {
    let (_folder, collector) = collector()?;
    let computer = Computer::new()?;
    let link = collector.invite("Ana Prieto")?;
    let (first, second) = (computer.onboard(&link)?, computer.onboard(&link)?);
    assert_eq!((first.code, second.code), (0, 0), "{second:?}");
    assert_ne!(reference(&first.stdout), reference(&second.stdout));
    Ok(())
}

#[test]
fn without_a_key_store_nothing_is_kept_without_a_yes_and_the_invite_stays_good() -> anyhow::Result<()> {
    let (_folder, collector) = collector()?;
    let computer = Computer::new()?;
    let link = collector.invite("Ana Prieto")?;
    let data = computer.path().join("data");
    let refused = computer.run(&["onboard", &link, "--yes", "--data", &data.to_string_lossy()])?;
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(!data.join("keys").exists(), "no key was written");
    assert_eq!(computer.onboard(&link)?.code, 0);
    Ok(())
}

#[test]
fn an_invite_is_for_one_computer() -> anyhow::Result<()> {
    let (_folder, collector) = collector()?;
    let link = collector.invite("Ana Prieto")?;
    assert_eq!(Computer::new()?.onboard(&link)?.code, 0);
    let second = Computer::new()?.onboard(&link)?;
    assert_eq!(second.code, 1, "{second:?}");
    assert!(second.stderr.to_lowercase().contains("used"), "{second:?}");
    Ok(())
}

#[test]
fn a_mistyped_code_is_told_before_anybody_is_asked() -> anyhow::Result<()> {
    let (_folder, collector) = collector()?;
    let link = collector.invite("Ana Prieto")?;
    let code = link.trim_start_matches("porchlight://invite/").split('?').next().unwrap_or_default();
    let mut mistyped = code.to_owned();
    let last = mistyped.pop();
    mistyped.push(if last == Some('7') { '8' } else { '7' });
    let computer = Computer::new()?;
    let data = computer.path().join("data");
    let outcome = computer.run(&[
        "onboard",
        &mistyped,
        "--at",
        "https://nobody.invalid",
        "--yes",
        "--data",
        &data.to_string_lossy(),
    ])?;
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(!outcome.stderr.contains("error-"), "the words are there: {outcome:?}");
    Ok(())
}

#[test]
fn a_report_waits_while_the_collector_is_down_and_arrives_once() -> anyhow::Result<()> {
    let (_folder, mut collector) = collector()?;
    let computer = Computer::new()?;
    let link = collector.invite("Ana Prieto")?;
    assert_eq!(computer.onboard(&link)?.code, 0);
    collector.crash()?;
    let waiting = computer.onboard(&link)?;
    assert_eq!(waiting.code, 1, "{waiting:?}");
    assert_eq!(reference(&waiting.stdout), None, "queued is not sent: {waiting:?}");
    collector.serve()?;
    let sent = computer.onboard(&link)?;
    assert_eq!(sent.code, 0, "{sent:?}");
    assert!(reference(&sent.stdout).is_some());
    Ok(())
}

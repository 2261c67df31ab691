//! Devices, people, and one device with its reports.

use porchlight_contract::PersonAnswer;
use porchlight_e2e::{COMPANY, Computer};

use crate::office::{OSTLER, Office};

const ANA: &str = "Ana Prieto";
/// One more than a page shows.
const MANY: usize = 51;

#[tokio::test]
async fn the_filter_is_the_address_and_the_way_back_undoes_it() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    office.computer(COMPANY, ANA, "debian-13-gnome-left-open").await?.report(&[]).await?;
    office.computer(OSTLER, "Cleo Marsh", "macos-15-firewall-off").await?.report(&[]).await?;
    let sent = office.computer(OSTLER, "Ben Ito", "fedora-44-kde").await?.report(&[]).await?;
    office.visit("devices").await?;
    console.see_row(&["Ben Ito", &office.say("state-ready")?, &sent.reference]).await?;

    console.choose(&office.say("filter-check")?, &office.check("disk.encryption")?).await?;
    console.choose(&office.say("filter-outcome")?, &office.say("outcome-fail")?).await?;
    console.see_no_row(&["Cleo Marsh"]).await?;
    console.see_row(&[ANA]).await?;
    console.see_address("/devices?check=disk.encryption&outcome=fail").await?;
    console.go_back().await?;
    console.see_row(&["Cleo Marsh"]).await?;
    console.see_address("/devices?check=disk.encryption").await?;
    console.press(&office.say("devices-clear")?).await?;

    // What was read out on the phone, without its hyphens and in small letters.
    let heard = sent.reference.to_lowercase().replace('-', " ");
    console.fill(&office.say("devices-search")?, &heard).await?;
    console.see_no_row(&[ANA]).await?;
    console.see_row(&["Ben Ito"]).await?;
    console.go_back().await?;
    console.see_row(&[ANA]).await?;
    console.see_address("/devices").await
}

#[tokio::test]
async fn a_report_from_the_command_line_shows_by_itself() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    office.visit("devices").await?;
    console.see(&office.say("live-on")?).await?;
    let invite = office.collector.invite("Dee Kwan")?;
    let outcome = tokio::task::spawn_blocking(move || Computer::new()?.onboard(&invite)).await??;
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let mut told = outcome.stdout.split_whitespace().map(|word| word.trim_end_matches('.'));
    let reference = told.rfind(|word| word.starts_with("PL-")).unwrap_or_default();
    console.see_row(&["Dee Kwan", COMPANY, reference]).await
}

#[tokio::test]
async fn there_is_a_second_page_and_the_file_has_all_of_them() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    for number in 1..=MANY {
        office.computer(COMPANY, &format!("Person {number}"), "fedora-44-kde").await?;
    }
    let shown = |shown: &str| office.words.say("devices-shown", &[("shown", shown), ("total", "51")]);
    office.visit("devices").await?;
    console.see(&shown("50")?).await?;
    console.press(&office.say("devices-more")?).await?;
    console.see(&shown("51")?).await?;
    console.see_row(&["Person 1", &office.say("state-never-reported")?]).await?;
    console.press(&office.say("devices-csv")?).await?;
    let file = console.downloaded("devices.csv").await?;
    assert_eq!(file.lines().count(), MANY + 1, "a head and a line for each");
    assert!(file.contains("\"Person 1\"") && file.contains("\"Person 51\""), "{file}");
    office.visit("audit").await?;
    console.see_row(&["Sam", &office.say("audit-did-devices-exported")?]).await
}

#[tokio::test]
async fn a_device_shows_what_fails_first_what_changed_and_the_very_report() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    let computer = office.computer(COMPANY, ANA, "debian-13-gnome-left-open").await?;
    computer.report(&[("disk.encryption", PersonAnswer::Disagree)]).await?;
    let computer = computer.becomes("debian-13-gnome-luks-home-ufw")?;
    let sent = computer.report(&[("disk.encryption", PersonAnswer::CannotDo)]).await?;

    office.visit("people").await?;
    console.see_row(&[ANA, COMPANY, "Debian 13"]).await?;
    console.press_in_row(&[ANA], "Debian 13").await?;
    console.see_heading(ANA).await?;
    let disk = office.check("disk.encryption")?;
    let [home_only, off] =
        [office.say("finding-disk-encryption-home-only")?, office.say("finding-disk-encryption-off")?];
    console.see_row(&[&disk, &home_only, &office.say("today-says-cannot-do")?]).await?;
    let order =
        "return [...document.querySelectorAll('[data-standing]')].map((check) => check.dataset.standing)";
    let standings: Vec<String> = serde_json::from_value(console.run(order).await?)?;
    assert_eq!(standings.first().map(String::as_str), Some("worth_mending"), "{standings:?}");
    let rest = standings.iter().skip_while(|standing| *standing == "worth_mending");
    assert!(rest.clone().all(|standing| standing != "worth_mending"), "{standings:?}");

    let changes = office.words.say("device-history", &[("count", "2")])?;
    console.press_in_row(&[&disk], &changes).await?;
    console.see_row(&[&disk, &office.say("outcome-warn")?, &office.say("outcome-fail")?]).await?;
    console.press(&office.say("exact-title")?).await?;
    console.see("SHA-256").await?;
    assert_eq!(console.content_of("pre").await?, sent.exact, "the newest report stands first");

    console.press(&office.say("compare-link")?).await?;
    console.see_heading(&office.say("compare-title")?).await?;
    console.see_row(&[&disk, &off, &home_only]).await?;
    console.see_row(&[&office.check("firewall.host")?, &office.say("outcome-pass")?]).await?;
    office.visit("audit").await?;
    console.see_row(&["Sam", &office.say("audit-did-report-read")?, COMPANY]).await
}

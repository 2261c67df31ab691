//! What waits, and what is done about it.

use porchlight_contract::PersonAnswer;
use porchlight_e2e::COMPANY;

use crate::office::{OSTLER, Office};

const ANA: &str = "Ana Prieto";
const CLEO: &str = "Cleo Marsh";

#[tokio::test]
async fn one_click_leads_from_what_waits_to_why_it_is_red() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    // Nobody reloads: the page follows.
    console.see(&office.say("today-nothing")?).await?;
    let ana = office.computer(COMPANY, ANA, "debian-13-gnome-left-open").await?;
    console.see_row(&[ANA, &office.say("today-state-never-reported")?]).await?;
    ana.report(&[("disk.encryption", PersonAnswer::CannotDo)]).await?;
    let says = office.say("today-says-cannot-do")?;
    console.see_row(&[ANA, COMPANY, &says, &office.say("today-state-person-says")?]).await?;
    let firewall = office.check("firewall.host")?;
    let off = office.say("finding-firewall-host-off")?;
    console.see_row(&[ANA, &firewall, &off, &office.say("today-state-must-mend")?]).await?;

    console.press_in_row(&[ANA, &firewall], &firewall).await?;
    console.see_heading(ANA).await?;
    console.see_address("#firewall.host").await?;
    console.see_row(&[&firewall, &off, &office.say("requirement-required")?]).await?;
    console.see_row(&[&office.check("disk.encryption")?, &says]).await
}

#[tokio::test]
async fn what_is_taken_on_put_off_and_done_is_told_to_the_others() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    let mend = office.say("today-state-must-mend")?;
    office.computer(OSTLER, CLEO, "macos-15-firewall-off").await?.report(&[]).await?;
    let ana = office.computer(COMPANY, ANA, "debian-13-gnome-left-open").await?;
    ana.report(&[]).await?;
    console.see_row(&[ANA, &mend]).await?;

    console.press_in_row(&[CLEO, &mend], &office.say("today-assign")?).await?;
    console.see_row(&[CLEO, "Sam"]).await?;
    console.press_in_row(&[CLEO, &mend], &office.say("today-snooze")?).await?;
    console.fill(&office.say("note-reason")?, "Back on Monday").await?;
    console.agree(&office.say("snooze-action")?).await?;
    console.see_no_row(&[CLEO]).await?;
    console.press(&office.words.say("today-snoozed-show", &[("count", "1")])?).await?;
    console.see_address("?snoozed=true").await?;
    console.press_in_row(&[CLEO, &mend], &office.check("firewall.host")?).await?;
    console.see_all(&[&office.say("note-title")?, "Sam", "Back on Monday"]).await?;

    office.visit("").await?;
    console.press_in_row(&[ANA, &office.check("firewall.host")?], &office.say("today-done")?).await?;
    console.fill(&office.say("note-reason")?, "Called her").await?;
    console.agree(&office.say("done-action")?).await?;
    console.see_no_row(&[ANA]).await?;
    // What she sends after that is new.
    ana.report(&[]).await?;
    console.see_row(&[ANA, &mend]).await?;
    console.press_in_row(&[ANA, &office.check("firewall.host")?], &office.check("firewall.host")?).await?;
    console.see_all(&[&office.say("note-title")?, "Called her"]).await?;

    office.visit("audit").await?;
    for did in ["device-assigned", "device-snoozed", "device-done", "device-viewed"] {
        console.see_row(&["Sam", &office.say(&format!("audit-did-{did}"))?]).await?;
    }
    Ok(())
}

//! Companies: how ready they are, what they ask for, whom their people call.

use porchlight_e2e::COMPANY;

use crate::office::{OSTLER, Office};

#[tokio::test]
async fn a_policy_is_tried_out_saved_and_judges_what_was_sent_before() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    office.computer(COMPANY, "Ben Ito", "windows-11-25h2-es-third-party-rdp").await?.report(&[]).await?;
    office.computer(COMPANY, "Eva Lind", "windows-11-25h2-good").await?.report(&[]).await?;

    office.visit("companies").await?;
    console.see_row(&[COMPANY, "2 of 2"]).await?;
    console.see_row(&[OSTLER, "0 of 0"]).await?;
    console.press(COMPANY).await?;
    console.see_heading(COMPANY).await?;
    console.press(&office.say("policy-change")?).await?;
    console.see_heading(&office.say("policy-title")?).await?;
    let remote = office.check("remote.access")?;
    let asked = office.words.say("policy-requirement", &[("check", &remote)])?;
    console.choose(&asked, &office.say("requirement-required")?).await?;
    console.press(&office.say("policy-preview")?).await?;
    console.see(&office.words.say("impact-title", &[("changed", "1"), ("devices", "2")])?).await?;
    console.see_all(&["Ben Ito", &remote]).await?;
    console.press(&office.say("policy-save")?).await?;
    console.see_heading(COMPANY).await?;
    console.see_all(&[&office.words.say("device-policy-version", &[("version", "2")])?]).await?;

    office.visit("companies").await?;
    console.see_row(&[COMPANY, "1 of 2"]).await?;
    office.visit("devices").await?;
    let failing = office.words.say("state-must-mend-count", &[("count", "1")])?;
    console.see_row(&["Ben Ito", &failing]).await?;
    console.see_row(&["Eva Lind", &office.say("state-ready")?]).await?;
    office.visit("").await?;
    console.see_row(&["Ben Ito", &remote]).await?;
    office.visit("audit").await?;
    console.see_row(&[COMPANY, &office.say("audit-did-policy-changed")?]).await
}

#[tokio::test]
async fn a_company_is_added_renamed_and_loses_its_phone() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    let [phone, hours] = [office.say("company-phone")?, office.say("company-hours")?];
    office.visit("companies").await?;
    console.press(&office.say("companies-add")?).await?;
    console.fill(&office.say("company-name")?, "Juniper Sons").await?;
    console.fill(&phone, "020 7946 0999").await?;
    console.agree(&office.say("company-save")?).await?;
    console.see_heading("Juniper Sons").await?;
    console.see("020 7946 0999").await?;

    console.press(&office.say("company-change")?).await?;
    console.fill(&office.say("company-name")?, "Juniper & Sons").await?;
    console.empty(&phone).await?;
    console.fill(&hours, "9 to 17").await?;
    console.agree(&office.say("company-save")?).await?;
    console.see_heading("Juniper & Sons").await?;
    console.see("9 to 17").await?;
    assert!(!console.text_of("main").await?.contains("020 7946"), "the phone is gone");
    office.visit("companies").await?;
    console.see_row(&["Juniper & Sons"]).await
}

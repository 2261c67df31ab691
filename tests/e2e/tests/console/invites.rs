//! Invites: one, many out of a file, on paper, and taken back.

use porchlight_e2e::COMPANY;

use crate::computers::RecordedComputer;
use crate::office::{OSTLER, Office};

#[tokio::test]
async fn an_invite_is_made_printed_and_used() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    office.visit("invites").await?;
    console.press(&office.say("invites-new")?).await?;
    console.choose(&office.say("invite-company")?, COMPANY).await?;
    console.fill(&office.say("invite-people")?, "Ana Prieto").await?;
    console.press(&office.words.say("invite-send", &[("count", "1")])?).await?;
    console.see_heading(&office.words.say("made-title", &[("count", "1")])?).await?;

    // On paper stand the code and its picture, and nothing of the frame.
    console.run("window.print = () => { document.title = 'printed'; }").await?;
    console.press(&office.say("made-print")?).await?;
    assert_eq!(console.run("return document.title").await?, "printed");
    console.lay_out_for("print").await?;
    let shown = "return ['.sheet .qr', '.sheet .code', '.sheet .how', '.rail', 'main .button']
        .map((part) => (document.querySelector(part)?.getClientRects().length ?? 0) > 0)";
    assert_eq!(console.run(shown).await?, serde_json::json!([true, true, true, false, false]));
    console.lay_out_for("screen").await?;

    let link =
        console.run("return document.querySelector('.sheet dl div:last-child code').textContent").await?;
    RecordedComputer::set_up("fedora-44-kde", link.as_str().unwrap_or_default()).await?;
    office.visit("invites").await?;
    console.see_row(&["Ana Prieto", COMPANY, &office.say("invite-state-used")?]).await?;
    console.see_row(&[&office.words.say("invite-made-by", &[("name", "Sam")])?]).await?;
    console.press("Ana Prieto").await?;
    console.see_heading("Ana Prieto").await?;
    console.see(&office.say("device-no-report")?).await.map(drop)
}

#[tokio::test]
async fn a_file_of_people_becomes_invites_and_one_is_taken_back() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    let file = office.folder.path().join("people.csv");
    std::fs::write(&file, "\u{feff}Team;Name\r\nSales;Elif Demir\r\nSales;\"Vidal, Rosa\"\r\n")?;
    office.visit("invites").await?;
    console.press(&office.say("invites-new")?).await?;
    console.choose(&office.say("invite-company")?, OSTLER).await?;
    console.hand_over(&file).await?;
    console.see(&office.words.say("preview-title", &[("count", "2")])?).await?;
    console.press(&office.words.say("invite-send", &[("count", "2")])?).await?;
    console.see_heading(&office.words.say("made-title", &[("count", "2")])?).await?;
    assert_eq!(console.run("return document.querySelectorAll('svg.qr path').length").await?, 2);

    office.visit("invites").await?;
    console.see_row(&["Vidal, Rosa", OSTLER, &office.say("invite-state-open")?]).await?;
    console.press_in_row(&["Elif Demir"], &office.say("revoke-action")?).await?;
    console.agree(&office.say("revoke-action")?).await?;
    console.see_row(&["Elif Demir", &office.say("invite-state-revoked")?]).await?;
    console.choose(&office.say("invites-state")?, &office.say("invite-state-open")?).await?;
    console.see_no_row(&["Elif Demir"]).await?;
    console.see_row(&["Vidal, Rosa"]).await?;
    office.visit("audit").await?;
    console.see_row(&["Sam", &office.say("audit-did-invite-revoked")?, OSTLER]).await
}

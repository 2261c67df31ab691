//! Staff: somebody for one company, who sees that company and no other.

use porchlight_e2e::COMPANY;

use crate::office::{OSTLER, Office};

const KIM: (&str, &str, &str) = ("Kim Vale", "kim@northgate.example", "a sentence that Kim can keep");

#[tokio::test]
async fn a_technician_of_one_company_comes_in_by_a_link_and_sees_only_that_company() -> anyhow::Result<()> {
    let office = Office::open().await?;
    let console = &office.console;
    office.computer(COMPANY, "Ana Prieto", "debian-13-gnome-left-open").await?.report(&[]).await?;
    office.computer(OSTLER, "Cleo Marsh", "macos-15-firewall-off").await?.report(&[]).await?;
    office.visit("devices").await?;
    console.press("Ana Prieto").await?;
    console.see_heading("Ana Prieto").await?;
    let anas = console.run("return location.href").await?;

    let link = add_kim(&office).await?;
    office.sign_out().await?;
    console.go_to(&link).await?;
    console.see_heading(&office.say("set-up-title")?).await?;
    console.fill(&office.say("password-new")?, KIM.2).await?;
    console.fill(&office.say("password-again")?, KIM.2).await?;
    console.press(&office.say("set-up-save")?).await?;
    console.see_heading(&office.say("set-up-done")?).await?;
    console.press(&office.say("sign-in-submit")?).await?;
    office.sign_in(KIM.1, KIM.2).await?;
    console.see_heading(&office.say("today-title")?).await?;

    for place in ["", "companies", "people", "devices"] {
        office.visit(place).await?;
        console.see_row(&[OSTLER]).await?;
        console.see_no_row(&[COMPANY]).await?;
    }
    let places = "return [...document.querySelectorAll('#pages a')].map((link) => link.getAttribute('href'))";
    let expected = serde_json::json!(["/", "/companies", "/people", "/devices", "/invites"]);
    assert_eq!(console.run(places).await?, expected);
    console.go_to(anas.as_str().unwrap_or_default()).await?;
    console.see_all(&[&office.say("console-error-not-found")?]).await?;
    office.sign_out().await?;

    shut_out(&office).await
}

/// The link with which Kim chooses her password.
async fn add_kim(office: &Office) -> anyhow::Result<String> {
    let console = &office.console;
    office.visit("staff").await?;
    console.press(&office.say("staff-add")?).await?;
    console.fill(&office.say("column-name")?, KIM.0).await?;
    console.fill(&office.say("sign-in-email")?, KIM.1).await?;
    console.tick(&office.say("staff-all-companies")?).await?;
    console.tick(OSTLER).await?;
    console.agree(&office.say("staff-add")?).await?;
    console.see_row(&[KIM.0, OSTLER, &office.say("role-technician")?, &office.say("staff-never")?]).await?;
    console.text_of("main .note code").await
}

async fn shut_out(office: &Office) -> anyhow::Result<()> {
    let console = &office.console;
    console.go_to(&office.collector.url()).await?;
    let (email, password) = office.collector.technician.clone();
    office.sign_in(&email, &password).await?;
    console.see_heading(&office.say("today-title")?).await?;
    office.visit("staff").await?;
    let disable = office.words.say("staff-disable-of", &[("name", KIM.0)])?;
    console.press_in_row(&[KIM.0], &disable).await?;
    console.agree(&office.say("staff-disable")?).await?;
    console.see_row(&[KIM.0, &office.say("staff-disabled")?]).await?;

    office.visit("audit").await?;
    for (who, did) in [
        ("Sam", "technician-added"),
        ("Sam", "technician-disabled"),
        (KIM.0, "set-up"),
        (KIM.0, "signed-in"),
        (KIM.0, "signed-out"),
    ] {
        console.see_row(&[who, &office.say(&format!("audit-did-{did}"))?]).await?;
    }
    let entries = console.count_rows().await?.to_string();
    console.see(&office.words.say("audit-whole", &[("count", &entries)])?).await?;
    console.choose(&office.say("audit-actor")?, KIM.0).await?;
    console.see_no_row(&["Sam"]).await?;
    console.see_row(&[KIM.0]).await?;
    office.sign_out().await?;
    office.sign_in(KIM.1, KIM.2).await?;
    console.see_all(&[&office.say("error-sign-in-failed")?]).await
}

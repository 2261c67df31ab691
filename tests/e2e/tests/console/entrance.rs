//! The way in: the first owner's link, the second factor, recovery codes.

use std::time::Duration;

use porchlight_e2e::{Collector, Page, Words};

use crate::office::Office;
use crate::totp::code;

const EMAIL: &str = "nora@northgate.example";
const PASSWORD: &str = "correct horse battery staple";
/// How long a code holds.
const PERIOD: Duration = Duration::from_secs(30);

#[tokio::test]
async fn the_first_owner_comes_in_by_the_printed_link_and_then_with_codes() -> anyhow::Result<()> {
    let (office, link) = unowned().await?;
    become_owner(&office, &link).await?;
    let console = &office.console;
    office.sign_in(EMAIL, PASSWORD).await?;
    console.see_heading(&office.say("today-title")?).await?;

    let (secret, recovery) = add_second_factor(&office).await?;
    office.sign_out().await?;

    // A code is good once, so the next one is entered a little early.
    office.sign_in(EMAIL, PASSWORD).await?;
    console.see_heading(&office.say("sign-in-code-title")?).await?;
    console.fill(&office.say("factor-code")?, "000000").await?;
    console.press(&office.say("sign-in-submit")?).await?;
    console.see(&office.say("sign-in-code-wrong")?).await?;
    console.fill(&office.say("factor-code")?, &code(&secret, PERIOD)?).await?;
    console.press(&office.say("sign-in-submit")?).await?;
    console.see_heading(&office.say("today-title")?).await?;
    office.sign_out().await?;

    office.sign_in(EMAIL, PASSWORD).await?;
    console.see_heading(&office.say("sign-in-code-title")?).await?;
    console.fill(&office.say("factor-code")?, &recovery).await?;
    console.press(&office.say("sign-in-submit")?).await?;
    console.see_heading(&office.say("today-title")?).await?;
    console.press(&office.say("nav-account")?).await?;
    console.see(&office.words.say("factor-codes-left", &[("count", "9")])?).await?;

    the_audit_has_all_of_it(&office).await?;
    // The link was used up.
    office.sign_out().await?;
    console.go_to("about:blank").await?;
    console.go_to(&link).await?;
    console.see_heading(&office.say("set-up-gone")?).await
}

/// A collector that nobody can sign in to yet, and the link that it printed.
async fn unowned() -> anyhow::Result<(Office, String)> {
    let folder = tempfile::tempdir()?;
    let (collector, link) = Collector::first_start(folder.path().join("collector"))?;
    let console = Page::in_browser(folder.path()).await?;
    Ok((Office { words: Words::of("en")?, collector, console, folder }, link))
}

async fn become_owner(office: &Office, link: &str) -> anyhow::Result<()> {
    let console = &office.console;
    console.go_to(link).await?;
    console.see_heading(&office.say("set-up-title")?).await?;
    console.see(&office.words.say("set-up-lead-first", &[("provider", "Northgate IT")])?).await?;
    console.fill(&office.say("sign-in-email")?, EMAIL).await?;
    console.fill(&office.say("set-up-name")?, "Nora Quist").await?;
    console.fill(&office.say("password-new")?, "fourteen chars").await?;
    console.fill(&office.say("password-again")?, "fourteen chars").await?;
    console.press(&office.say("set-up-save")?).await?;
    console.see_all(&[&office.words.say("password-too-short", &[("count", "15")])?]).await?;
    console.fill(&office.say("password-new")?, PASSWORD).await?;
    console.fill(&office.say("password-again")?, PASSWORD).await?;
    console.press(&office.say("set-up-save")?).await?;
    console.see_heading(&office.say("set-up-done")?).await?;
    console.press(&office.say("sign-in-submit")?).await?;
    console.see_heading(&office.say("sign-in-title")?).await
}

/// The secret in the app, and a recovery code.
async fn add_second_factor(office: &Office) -> anyhow::Result<(String, String)> {
    let console = &office.console;
    console.press(&office.say("nav-account")?).await?;
    console.see_heading(&office.say("nav-account")?).await?;
    console.press(&office.say("factor-begin")?).await?;
    let secret = console.text_of("main .secret code").await?;
    console.text_of("main svg.qr path").await?;
    console.fill(&office.say("factor-code")?, &code(&secret, Duration::ZERO)?).await?;
    console.press(&office.say("factor-confirm")?).await?;
    console.see(&office.say("recovery-title")?).await?;
    console.see(&office.words.say("factor-codes-left", &[("count", "10")])?).await?;
    Ok((secret, console.text_of("main ol code").await?))
}

async fn the_audit_has_all_of_it(office: &Office) -> anyhow::Result<()> {
    let console = &office.console;
    office.visit("audit").await?;
    for did in ["set-up", "signed-in", "second-factor-on", "signed-out"] {
        console.see_row(&[&office.say(&format!("audit-did-{did}"))?, "Nora Quist"]).await?;
    }
    // The wrong code was entered by somebody who had not proved who they are.
    console.see_row(&[&office.say("audit-did-sign-in-failed")?, &office.say("audit-actor-nobody")?]).await?;
    let entries = console.count_rows().await?.to_string();
    console.see(&office.words.say("audit-whole", &[("count", &entries)])?).await?;

    console.choose(&office.say("audit-actor")?, &office.say("audit-actor-operator")?).await?;
    console.see_no_row(&["Nora Quist"]).await?;
    console.see_row(&[&office.say("audit-did-company-added")?]).await?;
    console.see_address("?actor=operator").await
}

//! From a home PC to the help desk: the real window to the receipt, then the same report in the console.

use porchlight_e2e::{COMPANY, Collector, Stage, Words};

#[tokio::test]
async fn a_report_goes_from_the_window_to_the_console() -> anyhow::Result<()> {
    let words = Words::of("en")?;
    let stage = Stage::set_up().await?;
    let collector = Collector::open(stage.folder("collector"))?;

    // The help desk is there first, so that the report has to arrive by itself.
    let console = stage.open_browser().await?;
    console.go_to(&collector.url()).await?;
    let (email, password) = &collector.technician;
    console.fill(&words.say("sign-in-email", &[])?, email).await?;
    console.fill(&words.say("sign-in-password", &[])?, password).await?;
    console.press(&words.say("sign-in-submit", &[])?).await?;
    console.see_heading(&words.say("today-title", &[])?).await?;
    console.press(&words.say("nav-devices", &[])?).await?;
    console.see_heading(&words.say("devices-title", &[])?).await?;

    // The employee.
    let company = [("company", COMPANY)];
    let wizard = stage.open_wizard(Some(&collector.invite("Ana Prieto")?)).await?;
    wizard.see_heading(&words.say("notice-title", &[])?).await?;
    wizard.picture("wizard-notice").await?;
    wizard.press(&words.say("notice-accept", &[])?).await?;
    wizard.see_heading(&words.say("confirm-title", &company)?).await?;
    wizard.picture("wizard-confirm").await?;
    wizard.press(&words.say("confirm-yes", &company)?).await?;
    wizard.see_heading(&words.say("home-title-new", &[])?).await?;
    wizard.press(&words.say("home-start", &[])?).await?;
    wizard.press(&words.say("check-start", &[])?).await?;
    wizard.see(&words.say("check-to-report", &[])?).await?;
    wizard.picture("wizard-checks").await?;
    wizard.press(&words.say("check-to-report", &[])?).await?;
    wizard.see_heading(&words.say("report-title", &[])?).await?;
    wizard.picture("wizard-report").await?;
    let shown = wizard.content_of("pre").await?;
    wizard.press(&words.say("report-send", &company)?).await?;
    wizard.see_heading(&words.say("receipt-title-sent", &[])?).await?;
    let reference = wizard.text_of(".reference").await?;
    wizard.picture("wizard-receipt").await?;

    // The help desk sees it without doing anything, opens it, and reads the very bytes.
    console.see(&reference).await?;
    console.picture("console-devices").await?;
    console.press("Ana Prieto").await?;
    console.see_heading("Ana Prieto").await?;
    console.see(&reference).await?;
    console.picture("console-device").await?;
    console.press(&words.say("exact-title", &[])?).await?;
    console.see("SHA-256").await?;
    assert_eq!(console.content_of("pre").await?, shown, "the console shows the bytes that the person read");

    // What she has to mend is the help desk's work of today.
    console.go_to(&collector.url()).await?;
    console.see_heading(&words.say("today-title", &[])?).await?;
    console.see("Ana Prieto").await?;
    console.picture("console-today").await?;

    wizard.close().await?;
    console.close().await
}

//! The wizard is killed in the middle, and goes on where it was.

use porchlight_e2e::{COMPANY, Collector, Stage, Words};

#[tokio::test]
async fn a_wizard_killed_in_the_middle_goes_on_and_finishes() -> anyhow::Result<()> {
    let words = Words::of("en")?;
    let company = [("company", COMPANY)];
    let stage = Stage::set_up().await?;
    let mut collector = Collector::open(stage.folder("collector"))?;
    let link = collector.invite("Ana Prieto")?;

    // Killed before the yes: the invite still waits for it, and was not used up.
    let wizard = stage.open_wizard(Some(&link)).await?;
    wizard.press(&words.say("notice-accept", &[])?).await?;
    wizard.see_heading(&words.say("confirm-title", &company)?).await?;
    stage.kill_wizard(wizard).await?;
    let wizard = stage.open_wizard(None).await?;
    wizard.see_heading(&words.say("confirm-title", &company)?).await?;
    wizard.press(&words.say("confirm-yes", &company)?).await?;
    wizard.press(&words.say("home-start", &[])?).await?;
    wizard.press(&words.say("check-start", &[])?).await?;
    wizard.press(&words.say("check-to-report", &[])?).await?;
    wizard.see_heading(&words.say("report-title", &[])?).await?;
    let shown = wizard.content_of("pre").await?;

    // Killed while reading: the same bytes are there again.
    stage.kill_wizard(wizard).await?;
    let wizard = stage.open_wizard(None).await?;
    wizard.see_heading(&words.say("report-title", &[])?).await?;
    assert_eq!(wizard.content_of("pre").await?, shown);

    // Sent while the collector is down: it waits, and says that it is not sent.
    collector.crash()?;
    wizard.press(&words.say("report-send", &company)?).await?;
    wizard.see_heading(&words.say("receipt-title-waiting", &[])?).await?;

    // Killed while it waits: it still waits after the start, and arrives once the collector is back.
    stage.kill_wizard(wizard).await?;
    let wizard = stage.open_wizard(None).await?;
    wizard.see_heading(&words.say("receipt-title-waiting", &[])?).await?;
    collector.serve()?;
    wizard.press(&words.say("receipt-deliver", &[])?).await?;
    wizard.see_heading(&words.say("receipt-title-sent", &[])?).await?;
    wizard.close().await
}

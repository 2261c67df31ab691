//! An invite link that is clicked again and again: one window, one computer enrolled.

use porchlight_e2e::{COMPANY, Collector, Stage, Words};

#[tokio::test]
async fn a_link_clicked_while_the_window_is_open_arrives_in_that_window() -> anyhow::Result<()> {
    let words = Words::of("en")?;
    let company = [("company", COMPANY)];
    let stage = Stage::set_up().await?;
    let collector = Collector::open(stage.folder("collector"))?;
    let link = collector.invite("Ana Prieto")?;

    let wizard = stage.open_wizard(None).await?;
    wizard.press(&words.say("notice-accept", &[])?).await?;
    wizard.see_heading(&words.say("invite-title", &[])?).await?;
    // Each click starts the program again: it hands the link over and ends, and there is no second window.
    stage.click_link(&link)?;
    wizard.see_heading(&words.say("confirm-title", &company)?).await?;
    stage.click_link(&link)?;
    wizard.press(&words.say("confirm-yes", &company)?).await?;
    wizard.see_heading(&words.say("home-title-new", &[])?).await?;
    stage.click_link(&link)?;
    wizard.press(&words.say("home-start", &[])?).await?;
    wizard.see(&words.say("check-start", &[])?).await?;
    wizard.close().await
}

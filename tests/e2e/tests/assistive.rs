//! The main journey of the real window as a screen reader sees it: by roles and names, without a mouse.

use porchlight_e2e::{COMPANY, Collector, Role, Stage, Words};

#[tokio::test]
async fn a_screen_reader_finds_its_way_from_the_notice_to_the_receipt() -> anyhow::Result<()> {
    let words = Words::of("en")?;
    let stage = Stage::set_up().await?;
    let collector = Collector::open(stage.folder("collector"))?;
    let reader = stage.attend().await?;
    let _wizard = stage.start_wizard(&collector.invite("Ana Prieto")?)?;
    let company = [("company", COMPANY)];

    reader.find(Role::Heading, &words.say("notice-title", &[])?).await?;
    reader.press(Role::Button, &words.say("notice-accept", &[])?).await?;
    reader.read_page(&words.say("confirm-title", &company)?).await?;
    reader.press(Role::Button, &words.say("confirm-yes", &company)?).await?;
    reader.read_page(&words.say("home-title-new", &[])?).await?;
    reader.press(Role::Button, &words.say("home-start", &[])?).await?;
    reader.press(Role::Button, &words.say("check-start", &[])?).await?;
    reader.press(Role::Button, &words.say("check-to-report", &[])?).await?;
    reader.read_page(&words.say("report-title", &[])?).await?;
    reader.press(Role::Button, &words.say("report-send", &company)?).await?;
    reader.read_page(&words.say("receipt-title-sent", &[])?).await
}

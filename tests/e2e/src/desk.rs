//! What somebody at a help desk does besides pressing and typing: looks at rows, chooses, downloads, prints.

use std::time::Duration;

use anyhow::{Context, bail};
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use crate::Page;
use crate::page::{PATIENCE, says};

/// Texts as people read them, for the conditions below.
const TEXTS: &str = r"
    const plain = (element) => element.textContent.replaceAll(/[\u2066-\u2069]/g, '').replaceAll(/\s+/g, ' ').trim();
    const says = (element) => words.every((each) => plain(element).includes(each));
    const rows = () => [...document.querySelectorAll('main tbody tr, main li[data-check]')].filter(says);
";

impl Page {
    /// Waits until a row, or a check on a device's page, has all these words in it.
    ///
    /// # Errors
    /// If none comes to have them, with what is on the page instead.
    pub async fn see_row(&self, words: &[&str]) -> anyhow::Result<()> {
        self.until("rows().length > 0", words).await
    }

    /// Waits until no row has all these words in it, while there is a page that could have it.
    ///
    /// # Errors
    /// If one stays.
    pub async fn see_no_row(&self, words: &[&str]) -> anyhow::Result<()> {
        self.until("document.querySelector('main h1') !== null && rows().length === 0", words).await
    }

    /// Waits until the page as a whole has all these words in it.
    ///
    /// # Errors
    /// If it does not come to have them.
    pub async fn see_all(&self, words: &[&str]) -> anyhow::Result<()> {
        self.until("says(document.body)", words).await
    }

    /// Waits until the address ends like this.
    ///
    /// # Errors
    /// If it does not.
    pub async fn see_address(&self, end: &str) -> anyhow::Result<()> {
        self.until("location.href.endsWith(words[0])", &[end]).await
    }

    /// How many rows there are.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn count_rows(&self) -> anyhow::Result<u64> {
        let count = self.run("return document.querySelectorAll('main tbody tr').length").await?;
        count.as_u64().context("no number")
    }

    /// Waits until a button or link whose words begin like this is in a row with these words, and presses it.
    ///
    /// # Errors
    /// If there is none.
    pub async fn press_in_row(&self, row: &[&str], words: &str) -> anyhow::Result<()> {
        self.see_row(row).await?;
        let row: Vec<String> = row.iter().map(|words| format!("contains({PLAIN}, \"{words}\")")).collect();
        let inside = format!("*[self::button or self::a][starts-with({PLAIN}, \"{words}\")]");
        let path = format!("//main//*[self::tr or self::li][{}]//{inside}", row.join(" and "));
        Ok(self.wait_for(&path, words).await?.click().await?)
    }

    /// Presses a button of the dialog that is open, and waits until the dialog is gone.
    ///
    /// # Errors
    /// If there is no such button, or the dialog stays.
    pub async fn agree(&self, words: &str) -> anyhow::Result<()> {
        let path = format!("//*[@role='dialog']//button[{}]", says(words));
        self.wait_for(&path, words).await?.click().await?;
        self.until("document.querySelector('[role=dialog]') === null", &[]).await
    }

    /// Follows a link of the side bar, by where it leads.
    ///
    /// # Errors
    /// If there is none.
    pub async fn follow(&self, address: &str) -> anyhow::Result<()> {
        let path = format!("//nav[@id='pages']/a[@href='{address}']");
        Ok(self.wait_for(&path, address).await?.click().await?)
    }

    /// Chooses one of a few, both by their words. The label may stand beside it, or be said only.
    ///
    /// # Errors
    /// If there is no such choice.
    pub async fn choose(&self, label: &str, option: &str) -> anyhow::Result<()> {
        let said = says(label).replace("(.,", "(@aria-label,");
        let path = format!("//select[@id=//label[{}]/@for or {said}]/option[{}]", says(label), says(option));
        Ok(self.wait_for(&path, option).await?.click().await?)
    }

    /// Ticks a box, or takes the tick away.
    ///
    /// # Errors
    /// If there is no such box.
    pub async fn tick(&self, label: &str) -> anyhow::Result<()> {
        let path = format!("//label[{}]//input[@type='checkbox']", says(label));
        Ok(self.wait_for(&path, label).await?.click().await?)
    }

    /// Empties the field with this label, as a person does: what is in it is marked and deleted.
    ///
    /// # Errors
    /// If there is no such field.
    pub async fn empty(&self, label: &str) -> anyhow::Result<()> {
        let field = self.wait_for(&format!("//input[@id=//label[{}]/@for]", says(label)), label).await?;
        Ok(field.send_keys(MARK_ALL_AND_DELETE).await?)
    }

    /// Hands a file to the page as one that the person chose.
    ///
    /// # Errors
    /// If the page takes no files.
    pub async fn hand_over(&self, file: &std::path::Path) -> anyhow::Result<()> {
        let field: Element = self.client.find(Locator::Css("input[type=file]")).await?;
        Ok(field.send_keys(&file.to_string_lossy()).await?)
    }

    /// The way back.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn go_back(&self) -> anyhow::Result<()> {
        Ok(self.client.back().await?)
    }

    /// Waits until a download of this name is whole, and reads it.
    ///
    /// # Errors
    /// If it does not come.
    pub async fn downloaded(&self, name: &str) -> anyhow::Result<String> {
        let file = self.downloads.as_ref().context("only a browser downloads")?.join(name);
        let mut ticks = tokio::time::interval(Duration::from_millis(50));
        let deadline = tokio::time::Instant::now() + PATIENCE;
        // A browser writes to another name first, and renames what is whole.
        while tokio::time::Instant::now() < deadline {
            ticks.tick().await;
            if let Ok(text) = std::fs::read_to_string(&file) {
                return Ok(text);
            }
        }
        bail!("{} did not come", file.display())
    }

    /// Lays the page out for paper, or for the screen again.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn lay_out_for(&self, medium: &'static str) -> anyhow::Result<()> {
        self.client.issue_cmd(Medium(medium)).await?;
        Ok(())
    }

    /// Waits until a condition on `words` holds, which is looked at again whenever the page changes.
    async fn until(&self, condition: &str, words: &[&str]) -> anyhow::Result<()> {
        let script = format!(
            "const [words, patience, done] = arguments;
            {TEXTS}
            const holds = () => {condition};
            let timer;
            const observer = new MutationObserver(() => holds() && end(true));
            const end = (held) => {{ observer.disconnect(); clearTimeout(timer); done(held); }};
            if (holds()) return done(true);
            observer.observe(document, {{ subtree: true, childList: true, characterData: true, attributes: true }});
            timer = setTimeout(() => end(holds()), patience);"
        );
        let patience = u64::try_from(PATIENCE.as_millis())?;
        let held = self.client.execute_async(&script, vec![json!(words), json!(patience)]).await?;
        if held == Value::Bool(true) {
            return Ok(());
        }
        let body = self.client.find(Locator::Css("body")).await?.text().await.unwrap_or_default();
        bail!("{words:?} did not come about ({condition}). The page says:\n{body}")
    }
}

/// Ctrl with A, then Backspace, by their numbers in WebDriver.
const MARK_ALL_AND_DELETE: &str = "\u{e009}a\u{e000}\u{e003}";

/// In an XPath: the text of an element as people read it.
const PLAIN: &str = "normalize-space(translate(., '\u{2068}\u{2069}', ''))";

/// Chromium's own command for the medium that a page is laid out for.
#[derive(Debug)]
struct Medium(&'static str);

impl WebDriverCompatibleCommand for Medium {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let command = json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "media": self.0 } });
        (http::Method::POST, Some(command.to_string()))
    }
}

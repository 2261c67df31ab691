//! A page in a window or a browser, used by what a person sees on it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};

use crate::{Program, still};

/// How long something may take to appear.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A page, with the driver that holds it.
pub struct Page {
    pub(crate) client: Client,
    driver: Program,
    /// The screen of a window that its driver cannot take a picture of.
    display: Option<String>,
    /// Where a browser puts what it downloads.
    pub(crate) downloads: Option<PathBuf>,
}

impl Page {
    pub(crate) fn new(client: Client, driver: Program, display: Option<String>) -> Self {
        Self { client, driver, display, downloads: None }
    }

    pub(crate) fn with_downloads(self, folder: PathBuf) -> Self {
        Self { downloads: Some(folder), ..self }
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn go_to(&self, url: &str) -> anyhow::Result<()> {
        Ok(self.client.goto(url).await?)
    }

    /// Waits until a button or link with these words is there, and presses it.
    ///
    /// # Errors
    /// If it does not appear, with what is on the page instead.
    pub async fn press(&self, words: &str) -> anyhow::Result<()> {
        let path = format!("//*[self::button or self::a][{} and not(@aria-disabled='true')]", says(words));
        Ok(self.wait_for(&path, words).await?.click().await?)
    }

    /// Waits until an element with exactly these words is there.
    ///
    /// # Errors
    /// If it does not appear, with what is on the page instead.
    pub async fn see(&self, words: &str) -> anyhow::Result<Element> {
        self.wait_for(&format!("//*[{} and not(descendant::*[{}])]", says(words), says(words)), words).await
    }

    /// Waits for the heading of the page.
    ///
    /// # Errors
    /// If another heading stays.
    pub async fn see_heading(&self, words: &str) -> anyhow::Result<()> {
        self.wait_for(&format!("//h1[{}]", says(words)), words).await.map(drop)
    }

    /// Types into the field with this label.
    ///
    /// # Errors
    /// If there is no such field.
    pub async fn fill(&self, label: &str, text: &str) -> anyhow::Result<()> {
        let path = format!("//*[self::input or self::textarea][@id=//label[{}]/@for]", says(label));
        let field = self.wait_for(&path, label).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// The text of an element, found by a CSS selector.
    ///
    /// # Errors
    /// If it does not appear.
    pub async fn text_of(&self, selector: &str) -> anyhow::Result<String> {
        let element = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await;
        Ok(element.with_context(|| format!("no {selector}"))?.text().await?)
    }

    /// The text content of an element whether it is visible or not, exactly.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn content_of(&self, selector: &str) -> anyhow::Result<String> {
        let script = "return document.querySelector(arguments[0])?.textContent ?? null";
        let content = self.client.execute(script, vec![selector.into()]).await?;
        content.as_str().map(str::to_owned).with_context(|| format!("no {selector}"))
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// If it throws.
    pub async fn run(&self, script: &str) -> anyhow::Result<serde_json::Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Takes a picture, if the run was asked for pictures.
    ///
    /// # Errors
    /// If it cannot be taken or kept.
    pub async fn picture(&self, name: &str) -> anyhow::Result<()> {
        let Some(folder) = std::env::var_os("PORCHLIGHT_PICTURES") else { return Ok(()) };
        // From the top, wherever the last press scrolled to. What is in the page is not on the screen before it is
        // painted, and lights fade in.
        let settled = "const done = arguments[arguments.length - 1];
            document.scrollingElement.scrollTo({ top: 0, behavior: 'instant' });
            const painted = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
            painted()
              .then(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))))
              .then(painted).then(() => done(null));";
        self.client.execute_async(settled, Vec::new()).await?;
        let png = match &self.display {
            Some(display) => still::of_window(display).await?,
            None => self.client.screenshot().await?,
        };
        Ok(std::fs::write(Path::new(&folder).join(format!("{name}.png")), png)?)
    }

    /// Closes the window or browser as a person does.
    ///
    /// # Errors
    /// If the driver does not answer.
    pub async fn close(self) -> anyhow::Result<()> {
        Ok(self.client.close().await?)
    }

    /// Lets go of a window that is no longer there.
    pub(crate) fn abandon(self) {
        drop(self.driver);
    }

    pub(crate) async fn wait_for(&self, path: &str, words: &str) -> anyhow::Result<Element> {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(path)).await {
            Ok(element) => Ok(element),
            Err(error) => {
                let body = self.client.find(Locator::Css("body")).await?.text().await.unwrap_or_default();
                bail!("“{words}” did not appear ({error}). The page says:\n{body}")
            }
        }
    }
}

/// An XPath condition: the element's whole text, without the marks that keep the direction of inserted names.
pub(crate) fn says(words: &str) -> String {
    let words = words.replace(['\u{2068}', '\u{2069}'], "");
    format!("normalize-space(translate(., '\u{2068}\u{2069}', ''))=\"{words}\"")
}

/// Waits until a driver takes sessions. It listens before it is ready, and says so at `/status`.
pub(crate) async fn ready(port: u16) -> anyhow::Result<()> {
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    let deadline = tokio::time::Instant::now() + PATIENCE;
    while tokio::time::Instant::now() < deadline {
        ticks.tick().await;
        if status(port).await.is_ok_and(|answer| answer.contains("\"ready\":true")) {
            return Ok(());
        }
    }
    bail!("the driver at port {port} did not become ready")
}

async fn status(port: u16) -> std::io::Result<String> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await?;
    let request = format!("GET /status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = vec![0; 4096];
    let length = stream.read(&mut answer).await?;
    let mut text = String::from_utf8_lossy(&answer[..length]).into_owned();
    let mut rest = String::new();
    // The body may come in a second packet; a driver that keeps the connection open is not waited for.
    if !text.contains("ready") && stream.read_to_string(&mut rest).await.is_ok() {
        text.push_str(&rest);
    }
    Ok(text.replace(' ', ""))
}

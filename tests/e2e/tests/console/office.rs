//! A help desk with two companies, an owner who is signed in, and whoever reports.

use porchlight_e2e::{Collector, Page, Words};
use tempfile::TempDir;

use crate::computers::RecordedComputer;

/// The second company; the first is [`porchlight_e2e::COMPANY`].
pub(crate) const OSTLER: &str = "Ostler Ltd";

pub(crate) struct Office {
    pub(crate) words: Words,
    pub(crate) collector: Collector,
    pub(crate) console: Page,
    pub(crate) folder: TempDir,
}

impl Office {
    /// The owner looks at today.
    pub(crate) async fn open() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let collector = Collector::open(folder.path().join("collector"))?;
        collector.add_company(OSTLER)?;
        let console = Page::in_browser(folder.path()).await?;
        let office = Self { words: Words::of("en")?, collector, console, folder };
        office.console.go_to(&office.collector.url()).await?;
        let (email, password) = office.collector.technician.clone();
        office.sign_in(&email, &password).await?;
        office.console.see_heading(&office.say("today-title")?).await?;
        Ok(office)
    }

    /// A message without arguments.
    pub(crate) fn say(&self, id: &str) -> anyhow::Result<String> {
        self.words.say(id, &[])
    }

    /// The name of a check.
    pub(crate) fn check(&self, id: &str) -> anyhow::Result<String> {
        self.say(&format!("check-{}", id.replace(['.', '_'], "-")))
    }

    /// Types the e-mail address and the password, and sends them.
    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> anyhow::Result<()> {
        self.console.fill(&self.say("sign-in-email")?, email).await?;
        self.console.fill(&self.say("sign-in-password")?, password).await?;
        self.console.press(&self.say("sign-in-submit")?).await
    }

    pub(crate) async fn sign_out(&self) -> anyhow::Result<()> {
        self.console.press(&self.say("shell-sign-out")?).await?;
        self.console.see_heading(&self.say("sign-in-title")?).await
    }

    /// Goes to one of the pages in the side bar.
    pub(crate) async fn visit(&self, place: &str) -> anyhow::Result<()> {
        self.console.follow(&format!("/{place}")).await?;
        let name = if place.is_empty() { "today" } else { place };
        self.console.see_heading(&self.say(&format!("nav-{name}"))?).await
    }

    /// A recorded machine that accepts an invite of a company, and has not reported yet.
    pub(crate) async fn computer(
        &self,
        company: &str,
        person: &str,
        recording: &str,
    ) -> anyhow::Result<RecordedComputer> {
        RecordedComputer::set_up(recording, &self.collector.invite_to(company, person)?).await
    }
}

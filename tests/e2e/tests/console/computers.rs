//! Home computers: real agents whose machines are recordings.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use porchlight_agent::Agent;
use porchlight_contract::wizard::{Action, Delivery, Page, WizardState};
use porchlight_contract::{CheckId, PersonAnswer};
use porchlight_host::{Recording, ReplayHost};
use tempfile::TempDir;

/// A report that has arrived.
pub(crate) struct Sent {
    /// What the person reads out on the phone.
    pub(crate) reference: String,
    /// What they read before they sent it.
    pub(crate) exact: String,
}

/// A computer whose person has said yes to an invite.
pub(crate) struct RecordedComputer {
    folder: TempDir,
    agent: Agent,
}

impl RecordedComputer {
    /// Goes as far as the home page.
    pub(crate) async fn set_up(recording: &str, invite: &str) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let computer = Self { agent: agent(folder.path(), recording)?, folder };
        computer.act(Action::AcceptNotice).await?;
        computer.act(Action::LookUpInvite { text: invite.to_owned(), address: None }).await?;
        computer.act(Action::ConfirmOffer).await?;
        Ok(computer)
    }

    /// The same computer, after its person has changed it to what another recording says.
    pub(crate) fn becomes(self, recording: &str) -> anyhow::Result<Self> {
        let Self { folder, agent: before } = self;
        drop(before);
        Ok(Self { agent: agent(folder.path(), recording)?, folder })
    }

    /// Checks, says this to findings, and sends the report.
    pub(crate) async fn report(&self, answers: &[(&str, PersonAnswer)]) -> anyhow::Result<Sent> {
        self.act(Action::RunChecks).await?;
        for (check, answer) in answers {
            let check = CheckId::parse(*check)?;
            self.act(Action::AnswerFinding { check, answer: Some(*answer) }).await?;
        }
        self.act(Action::Open { page: Page::Report }).await?;
        let report = self.state().report.context("no report")?;
        self.act(Action::SendReport { report: report.id }).await?;
        match self.state().delivery {
            Some(Delivery::Sent { reference, .. }) => {
                Ok(Sent { reference: reference.to_string(), exact: report.exact })
            }
            other => bail!("the report did not arrive: {other:?}"),
        }
    }

    async fn act(&self, action: Action) -> anyhow::Result<()> {
        self.agent.act(action).await;
        self.state().problem.map_or(Ok(()), |problem| bail!("{:?}", problem.code))
    }

    fn state(&self) -> WizardState {
        self.agent.state().borrow().clone()
    }
}

fn agent(folder: &Path, recording: &str) -> anyhow::Result<Agent> {
    let hosts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hosts");
    let text = std::fs::read_to_string(hosts.join(recording).join("machine.json")).context("recording")?;
    let mut parts =
        porchlight_device::parts(Some(folder)).map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    parts.host = Arc::new(ReplayHost::new(Recording::parse(&text)?)?);
    parts.keyring = Arc::clone(&parts.key_file);
    Agent::resume(parts).map_err(|problem| anyhow::anyhow!("{problem:?}"))
}

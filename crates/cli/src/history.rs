//! `history`, `export`, `withdraw`: what was sent, through the same actions as the window.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use porchlight_agent::{Agent, Parts};
use porchlight_contract::wizard::{Action, SentReport, SentState};
use porchlight_contract::{Reference, ReportId};
use porchlight_host::{Exports, NotSaved};

use crate::arguments::{Place, WithdrawOptions};
use crate::onboard::agent;
use crate::output;
use crate::text::Text;

/// `history`.
pub(crate) fn list(text: &Text, json: bool, place: &Place) -> anyhow::Result<ExitCode> {
    let agent = agent(text, porchlight_device::parts(place.data.as_deref()))?;
    let history = agent.state().borrow().history.clone();
    if json {
        output::json(&history)?;
    } else if history.is_empty() {
        output::line(&text.get("cli-history-empty", &[]));
    } else {
        history.iter().for_each(|report| output::line(&line(text, report)));
    }
    Ok(ExitCode::SUCCESS)
}

fn line(text: &Text, report: &SentReport) -> String {
    match &report.state {
        SentState::Waiting => text.get("cli-history-waiting", &[("time", report.signed_at.as_str())]),
        SentState::Received { reference, received_at } => text.get(
            "cli-history-received",
            &[("reference", reference.as_str()), ("time", received_at.as_str())],
        ),
        SentState::Withdrawn { reference, withdrawn_at } => text.get(
            "cli-history-withdrawn",
            &[("reference", reference.as_str()), ("time", withdrawn_at.as_str())],
        ),
    }
}

/// `export`.
pub(crate) async fn export(text: &Text, file: PathBuf, place: &Place) -> anyhow::Result<ExitCode> {
    let to_file = |parts| Parts { exports: Arc::new(ToFile(file)), ..parts };
    let agent = agent(text, porchlight_device::parts(place.data.as_deref()).map(to_file))?;
    if agent.state().borrow().history.is_empty() {
        bail!(text.get("cli-history-empty", &[]));
    }
    act(text, &agent, Action::ExportReports).await?;
    let path = agent.state().borrow().exported_to.clone().unwrap_or_default();
    output::line(&text.get("cli-exported", &[("path", &path)]));
    Ok(ExitCode::SUCCESS)
}

/// The file that the command line names, whatever name the agent proposes.
struct ToFile(PathBuf);

impl Exports for ToFile {
    fn save(&self, _: &str, bytes: &[u8]) -> Result<String, NotSaved> {
        let new = std::fs::OpenOptions::new().write(true).create_new(true).open(&self.0);
        new.and_then(|mut file| file.write_all(bytes)).map_err(|_| NotSaved)?;
        Ok(self.0.display().to_string())
    }
}

/// `withdraw`.
pub(crate) async fn withdraw(text: &Text, options: &WithdrawOptions) -> anyhow::Result<ExitCode> {
    let agent = agent(text, porchlight_device::parts(options.place.data.as_deref()))?;
    let reference = &options.reference;
    let named = [("reference", reference.as_str())];
    let Some(report) = report_of(&agent, reference) else { bail!(text.get("cli-withdraw-unknown", &named)) };
    let question = text.get("cli-withdraw-question", &named);
    if !options.yes && !output::confirmed(&question, &text.get("cli-yes", &[]))? {
        output::line(&text.get("cli-not-withdrawn", &[]));
        return Ok(ExitCode::FAILURE);
    }
    act(text, &agent, Action::WithdrawReport { report }).await?;
    output::line(&text.get("cli-withdrawn", &named));
    Ok(ExitCode::SUCCESS)
}

fn report_of(agent: &Agent, wanted: &Reference) -> Option<ReportId> {
    agent.state().borrow().history.iter().find_map(|report| match &report.state {
        SentState::Received { reference, .. } | SentState::Withdrawn { reference, .. } => {
            (reference == wanted).then(|| report.id.clone())
        }
        SentState::Waiting => None,
    })
}

async fn act(text: &Text, agent: &Agent, action: Action) -> anyhow::Result<()> {
    agent.act(action).await;
    let problem = agent.state().borrow().problem.clone();
    match problem {
        Some(problem) => bail!(text.problem(&problem)),
        None => Ok(()),
    }
}

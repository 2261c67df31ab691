//! `onboard`: the whole sitting in a terminal, through the same actions as the window.

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use porchlight_agent::{Agent, Parts};
use porchlight_contract::wizard::{Action, Delivery, Page, WizardState};
use porchlight_contract::{CheckId, ErrorCode, Problem};

use crate::arguments::OnboardOptions;
use crate::check::sign;
use crate::output;
use crate::text::Text;

/// A sitting in a terminal.
struct Sitting<'a> {
    text: &'a Text,
    agent: Agent,
    options: OnboardOptions,
}

/// This computer's agent, or in words why there is none.
pub(crate) fn agent(text: &Text, parts: Result<Parts, Problem>) -> anyhow::Result<Agent> {
    parts.and_then(Agent::resume).map_err(|problem| anyhow!(text.problem(&problem)))
}

pub(crate) async fn onboard(text: &Text, options: OnboardOptions) -> anyhow::Result<ExitCode> {
    let agent = agent(text, porchlight_device::parts(options.place.data.as_deref()))?;
    let sitting = Sitting { text, agent, options };
    if !sitting.enrolled().await? {
        return Ok(ExitCode::FAILURE);
    }
    sitting.check().await?;
    if !sitting.send().await? {
        return Ok(ExitCode::FAILURE);
    }
    sitting.tell_delivery()
}

impl Sitting<'_> {
    fn state(&self) -> WizardState {
        self.agent.state().borrow().clone()
    }

    fn say(&self, id: &str, arguments: &[(&str, &str)]) {
        output::line(&self.text.get(id, arguments));
    }

    /// Does an action; a problem that it leads to ends the sitting.
    async fn act(&self, action: Action) -> anyhow::Result<()> {
        self.agent.act(action).await;
        match self.state().problem {
            Some(problem) => bail!(self.text.problem(&problem)),
            None => Ok(()),
        }
    }

    fn yes(&self, question: &str, arguments: &[(&str, &str)]) -> anyhow::Result<bool> {
        let question = self.text.get(question, arguments);
        if self.options.yes {
            output::line(&question);
            return Ok(true);
        }
        output::confirmed(&question, &self.text.get("cli-yes", &[]))
    }

    /// From the notice to the enrolment; `false` if the person said no.
    async fn enrolled(&self) -> anyhow::Result<bool> {
        if self.state().page == Page::Notice || self.state().page == Page::Declined {
            self.say("cli-notice", &[]);
            if !self.yes("cli-notice-question", &[])? {
                self.agent.act(Action::Decline).await;
                self.say("cli-declined", &[]);
                return Ok(false);
            }
            self.act(Action::AcceptNotice).await?;
        }
        if self.state().page == Page::Invite {
            let (text, address) = (self.options.invite.clone(), self.options.at.clone());
            self.act_with_key(Action::LookUpInvite { text, address }).await?;
        }
        if self.state().page == Page::Confirm {
            self.tell_offer();
            let company = self.company();
            if !self.yes("cli-confirm-question", &[("company", &company)])? {
                self.agent.act(Action::ForgetOffer).await;
                return Ok(false);
            }
            self.act_with_key(Action::ConfirmOffer).await?;
            if self.state().page == Page::Confirm {
                self.act(Action::ConfirmOffer).await?;
            }
            self.say("cli-enrolled", &[("company", &company)]);
        }
        Ok(true)
    }

    /// Does an action that needs this computer's key. A computer without a key store needs one more yes for it, and the
    /// page is still the same then.
    async fn act_with_key(&self, action: Action) -> anyhow::Result<()> {
        self.agent.act(action).await;
        let Some(problem) = self.state().problem else { return Ok(()) };
        let words = self.text.problem(&problem);
        let without_store = matches!(
            problem.code,
            ErrorCode::KeyStoreMissing | ErrorCode::KeyStoreLocked | ErrorCode::KeyStoreFailed
        );
        if !without_store {
            bail!(words);
        }
        output::line(&words);
        let agreed = self.options.key_in_file
            || output::confirmed(
                &self.text.get("cli-key-file-question", &[]),
                &self.text.get("cli-yes", &[]),
            )?;
        if !agreed {
            bail!(self.text.get("cli-key-file-declined", &[]));
        }
        self.act(Action::KeepKeyInFile).await
    }

    fn company(&self) -> String {
        self.state().company.map(|company| company.name.to_string()).unwrap_or_default()
    }

    fn tell_offer(&self) {
        let state = self.state();
        let (Some(offer), Some(company)) = (state.offer, state.company) else { return };
        self.say(
            "cli-offer",
            &[
                ("company", company.name.as_str()),
                ("provider", company.provider.as_str()),
                ("address", &offer.address),
                ("collector", &offer.collector_fingerprint),
                ("device", offer.device_fingerprint.as_deref().unwrap_or_default()),
            ],
        );
    }

    /// Runs the checks, and prints each finding as it comes.
    async fn check(&self) -> anyhow::Result<()> {
        self.say("cli-checking", &[]);
        let mut states = self.agent.state();
        let mut told = BTreeSet::new();
        let action = self.agent.act(Action::RunChecks);
        tokio::pin!(action);
        loop {
            tokio::select! {
                () = &mut action => break,
                changed = states.changed() => {
                    changed?;
                    let state = states.borrow_and_update().clone();
                    self.tell_findings(&state, &mut told);
                }
            }
        }
        let state = self.state();
        self.tell_findings(&state, &mut told);
        match state.problem {
            Some(problem) => bail!(self.text.problem(&problem)),
            None => Ok(()),
        }
    }

    fn tell_findings(&self, state: &WizardState, told: &mut BTreeSet<CheckId>) {
        for card in &state.checks {
            let Some(finding) = &card.finding else { continue };
            if card.running || !told.insert(card.id.clone()) {
                continue;
            }
            let sign = sign(finding.standing);
            let name = self.text.get(&format!("check-{}", card.id.message_part()), &[]);
            output::line(&format!("  {sign} {name}: {}", self.text.headline(&card.id, &finding.outcome)));
        }
    }

    /// Shows the report, and sends it after a yes; `false` if the person said no.
    async fn send(&self) -> anyhow::Result<bool> {
        self.act(Action::Open { page: Page::Report }).await?;
        let Some(report) = self.state().report else { bail!(self.text.get("error-out-of-order", &[])) };
        self.say("cli-report", &[]);
        output::line(&report.exact);
        if !self.yes("cli-send-question", &[("company", &self.company())])? {
            self.say("cli-not-sent", &[]);
            return Ok(false);
        }
        self.act(Action::SendReport { report: report.id }).await?;
        Ok(true)
    }

    fn tell_delivery(&self) -> anyhow::Result<ExitCode> {
        match self.state().delivery {
            Some(Delivery::Sent { reference, received_at }) => {
                self.say("cli-sent", &[("reference", reference.as_str()), ("time", received_at.as_str())]);
                Ok(ExitCode::SUCCESS)
            }
            Some(Delivery::Waiting { problem, .. }) => {
                let why = problem.map(|problem| self.text.problem(&problem)).unwrap_or_default();
                self.say("cli-waiting", &[("why", &why)]);
                Ok(ExitCode::FAILURE)
            }
            None => bail!(self.text.get("error-internal", &[])),
        }
    }
}

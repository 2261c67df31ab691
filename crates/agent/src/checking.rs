//! Running checks, keeping what they find as it comes, and what the person says to it.

use std::sync::Arc;

use porchlight_checks::{CheckResult, Event, Memories};
use porchlight_contract::wizard::Busy;
use porchlight_contract::{CheckId, ErrorCode, PersonAnswer, Problem};
use porchlight_device_db::StoredFinding;
use porchlight_host::NotOpened;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

use crate::clock_offset::WithCollector;
use crate::{Agent, problem_of};

impl Agent {
    /// Runs some checks; each finding is stored and shown as soon as it is there.
    pub(crate) async fn run_checks(&self, ids: Vec<CheckId>) -> Result<(), Problem> {
        let Some(address) = self.model().enrolment.as_ref().map(|enrolment| enrolment.address.clone()) else {
            return Err(Problem::new(ErrorCode::OutOfOrder));
        };
        // Listened for before anybody can see that checks run, so that no word is missed.
        let cancelled = self.shared.checks_cancelled.notified();
        tokio::pin!(cancelled);
        cancelled.as_mut().enable();
        let Some(_busy) = self.begin(Busy::Checking) else { return Ok(()) };
        self.change(|model| model.running = ids.iter().cloned().collect());
        let (sender, mut events) = mpsc::channel(16);
        let clock = Arc::clone(&self.parts().clock);
        let (machine, runtime) = (Arc::clone(&self.parts().host), Handle::current());
        let host = Arc::new(WithCollector::new(machine, Arc::clone(&clock), address, runtime));
        let memories = self.memories();
        let run =
            tokio::spawn(async move { porchlight_checks::run(host, clock, &ids, &memories, sender).await });
        let mut outcome = Ok(());
        loop {
            let event = tokio::select! {
                event = events.recv() => event,
                () = &mut cancelled => {
                    // No check is begun any more. What hangs in a question now ends by its deadline, unheard.
                    run.abort();
                    None
                }
            };
            match event {
                None => break,
                Some(Event::Started(_)) => {}
                Some(Event::Finished(result)) => outcome = outcome.and(self.keep(*result)),
            }
        }
        self.change(|model| model.running.clear());
        self.renew_report()?;
        match run.await {
            Err(error) if error.is_panic() => Err(Problem::new(ErrorCode::Internal)),
            Ok(()) | Err(_) => outcome,
        }
    }

    /// Stops the checks that are running. What they found so far stays.
    pub(crate) fn cancel_checks(&self) {
        self.shared.checks_cancelled.notify_waiters();
    }

    /// Opens the page of the system's settings for a check.
    pub(crate) async fn open_settings(&self, check: &CheckId) -> Result<(), Problem> {
        let page = porchlight_checks::settings_page(check);
        let page = page.ok_or_else(|| Problem::new(ErrorCode::OutOfOrder))?;
        let settings = Arc::clone(&self.parts().settings);
        let opened = tokio::task::spawn_blocking(move || settings.open(page)).await;
        match opened {
            Ok(Ok(())) => Ok(()),
            Ok(Err(NotOpened)) => Err(Problem::new(ErrorCode::SettingsNotOpened)),
            Err(_) => Err(Problem::new(ErrorCode::Internal)),
        }
    }

    /// Keeps what the person says to a finding. There must be one that leaves something to say.
    pub(crate) fn answer_finding(&self, check: CheckId, answer: Option<PersonAnswer>) -> Result<(), Problem> {
        let fits = self
            .model()
            .findings
            .get(&check)
            .is_some_and(|finding| answer.is_none() || finding.outcome.can_be_answered());
        if !fits {
            return Err(Problem::new(ErrorCode::OutOfOrder));
        }
        self.parts().db.put_answer(&check, answer).map_err(|error| problem_of(&error))?;
        self.change(|model| {
            match answer {
                Some(answer) => model.answers.insert(check, answer),
                None => model.answers.remove(&check),
            };
            model.draft = None;
        });
        self.renew_report()
    }

    /// What each check remembers of its last run.
    fn memories(&self) -> Memories {
        let model = self.model();
        model.findings.iter().map(|(id, finding)| (id.clone(), finding.memory.clone().into())).collect()
    }

    fn keep(&self, result: CheckResult) -> Result<(), Problem> {
        let CheckResult { id, outcome, facts, readings, memory, observed_at, duration } = result;
        tracing::debug!(check.id = %id, check.ms = duration.as_millis(), "check finished");
        let finding = StoredFinding { outcome, facts, readings, memory: memory.into_inner(), observed_at };
        let stored = self.parts().db.put_finding(&id, &finding).map_err(|error| problem_of(&error));
        self.change(|model| {
            model.running.remove(&id);
            if stored.is_ok() {
                if !finding.outcome.can_be_answered() {
                    model.answers.remove(&id);
                }
                model.findings.insert(id, finding);
                model.draft = None;
            }
        });
        stored
    }
}

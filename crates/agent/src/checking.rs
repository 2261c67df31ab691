//! Running checks, and keeping what they find as it comes.

use std::sync::Arc;

use porchlight_checks::{CheckResult, Event, Memories};
use porchlight_contract::wizard::Busy;
use porchlight_contract::{CheckId, ErrorCode, Problem};
use porchlight_device_db::StoredFinding;
use tokio::sync::mpsc;

use crate::{Agent, problem_of};

impl Agent {
    /// Runs some checks; each finding is stored and shown as soon as it is there.
    pub(crate) async fn run_checks(&self, ids: Vec<CheckId>) -> Result<(), Problem> {
        if !self.model().progress().enrolled {
            return Err(Problem::new(ErrorCode::OutOfOrder));
        }
        let Some(_busy) = self.begin(Busy::Checking) else { return Ok(()) };
        self.change(|model| model.running = ids.iter().cloned().collect());
        let (sender, mut events) = mpsc::channel(16);
        let (host, clock) = (Arc::clone(&self.parts().host), Arc::clone(&self.parts().clock));
        let memories = self.memories();
        let run =
            tokio::spawn(async move { porchlight_checks::run(host, clock, &ids, &memories, sender).await });
        let mut outcome = Ok(());
        while let Some(event) = events.recv().await {
            if let Event::Finished(result) = event {
                outcome = outcome.and(self.keep(*result));
            }
        }
        self.change(|model| model.running.clear());
        run.await.map_err(|_| Problem::new(ErrorCode::Internal))?;
        outcome
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
                model.findings.insert(id, finding);
                model.draft = None;
            }
        });
        stored
    }
}

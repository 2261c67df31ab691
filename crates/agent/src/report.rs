//! The report: made to be read, signed as it was read, delivered until there is a receipt.

use std::collections::BTreeSet;
use std::time::Duration;

use porchlight_client::{Collector, Delivered, deliver, is_due};
use porchlight_contract::wizard::{Busy, Page};
use porchlight_contract::{
    AppInfo, CheckEntry, CheckId, DeviceInfo, ErrorCode, Facts, Grade, OsInfo, Outcome, Ownership, Problem,
    REPORT_SCHEMA, Report, ReportId, Timestamp, UnknownCause,
};
use porchlight_device_db::{DbError, Draft, StoredFinding};
use porchlight_host::between;
use porchlight_jws::Kind;
use porchlight_policy::journey;

use crate::model::Model;
use crate::{Agent, problem_of};

/// The delivery loop looks at the clock at least this often: a computer that slept wakes up late.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

impl Agent {
    /// Makes the report that the person will read, unless it is there already.
    pub(crate) fn prepare_report(&self) -> Result<(), Problem> {
        if self.model().draft.is_some() {
            return Ok(());
        }
        let os = self.os_info();
        let draft = {
            let model = self.model();
            self.draft(&model, &model.left_out, os)?
        };
        self.parts().db.put_draft(&draft).map_err(|error| problem_of(&error))?;
        self.change(|model| model.draft = Some(draft));
        Ok(())
    }

    /// Makes the report anew if the person has it before their eyes and something in it has changed.
    pub(crate) fn renew_report(&self) -> Result<(), Problem> {
        let is_read = {
            let model = self.model();
            model.page == Page::Report && journey::is_open(&Page::Report, model.progress())
        };
        if is_read { self.prepare_report() } else { Ok(()) }
    }

    /// Leaves a check out of the report that is being read, and of those to come, or puts it back.
    pub(crate) fn leave_out(&self, check: CheckId, left_out: bool) -> Result<(), Problem> {
        let os = self.os_info();
        let (chosen, draft) = {
            let model = self.model();
            if model.draft.is_none() || !model.optional().contains(&check) {
                return Err(Problem::new(ErrorCode::OutOfOrder));
            }
            let mut chosen = model.left_out.clone();
            if left_out {
                chosen.insert(check);
            } else {
                chosen.remove(&check);
            }
            let draft = self.draft(&model, &chosen, os)?;
            (chosen, draft)
        };
        self.parts().db.put_left_out(&chosen, &draft).map_err(|error| problem_of(&error))?;
        self.change(|model| {
            model.left_out = chosen;
            model.draft = Some(draft);
        });
        Ok(())
    }

    fn os_info(&self) -> Option<OsInfo> {
        porchlight_checks::os_info(self.parts().host.as_ref())
    }

    fn draft(
        &self,
        model: &Model,
        left_out: &BTreeSet<CheckId>,
        os: Option<OsInfo>,
    ) -> Result<Draft, Problem> {
        let internal = || Problem::new(ErrorCode::Internal);
        let enrolment = model.enrolment.as_ref().ok_or_else(|| Problem::new(ErrorCode::NotEnrolled))?;
        let created_at = self.parts().clock.now();
        let optional = model.optional();
        let entry = |id: &CheckId| {
            let finding = model.findings.get(id)?;
            let not_shared = left_out.contains(id) && optional.contains(id);
            Some(if not_shared { kept_back(id, &created_at) } else { shared(model, id, finding) })
        };
        let report = Report {
            schema: REPORT_SCHEMA.to_owned(),
            report_id: ReportId::parse(uuid::Uuid::new_v4().to_string()).map_err(|_| internal())?,
            company_id: enrolment.company.id.clone(),
            device_id: enrolment.device_id.clone(),
            created_at: created_at.clone(),
            app: AppInfo { version: self.parts().version.clone(), policy_version: enrolment.policy.version },
            device: DeviceInfo {
                ownership: Ownership::Personal,
                os: os.unwrap_or(OsInfo { family: model.os, name: None, version: None }),
            },
            checks: model.checks.iter().filter_map(entry).collect(),
        };
        report.validate().map_err(|_| internal())?;
        // Indented, because these bytes are what the person reads and what is signed.
        let exact = serde_json::to_string_pretty(&report).map_err(|_| internal())?;
        Ok(Draft { report_id: report.report_id, exact })
    }

    /// Signs the very bytes that were read, and sends them.
    pub(crate) async fn send_report(&self, report: &ReportId) -> Result<(), Problem> {
        let (draft, place) = {
            let model = self.model();
            (model.draft.clone(), model.key_place())
        };
        let draft = draft.filter(|draft| draft.report_id == *report);
        let draft = draft.ok_or_else(|| Problem::new(ErrorCode::OutOfOrder))?;
        let Some(busy) = self.begin(Busy::Sending) else { return Ok(()) };
        let key = self.existing_key(place).await?;
        let jws =
            key.sign(Kind::Report, draft.exact.as_bytes()).map_err(|_| Problem::new(ErrorCode::Internal))?;
        let now = self.parts().clock.now();
        self.parts().db.sign_draft(&draft, &jws, &now).map_err(|error| match error {
            // It was made anew while the key store took its time: nobody has read this one.
            DbError::Malformed(_) => Problem::new(ErrorCode::OutOfOrder),
            DbError::Newer { .. } | DbError::Sqlite(_) => problem_of(&error),
        })?;
        self.change(|model| model.draft = None);
        self.show_history()?;
        self.go_to(Page::Receipt)?;
        self.deliver(Attempt::Now).await?;
        drop(busy);
        self.shared.outbox_changed.notify_one();
        Ok(())
    }

    pub(crate) async fn deliver_now(&self) -> Result<(), Problem> {
        let Some(_busy) = self.begin(Busy::Sending) else { return Ok(()) };
        self.deliver(Attempt::Now).await
    }

    /// Delivers what waits, now and whenever it is due, until the program ends. Run it once.
    pub async fn keep_delivering(self) {
        loop {
            let pause = match self.deliver(Attempt::IfDue).await {
                Ok(()) => self.until_next_attempt(),
                Err(problem) => {
                    tracing::error!(error.code = %problem.code.as_str(), "outbox");
                    // What could not be stored is still due, and a full disk is not helped by trying each second.
                    LONGEST_WAIT
                }
            };
            tokio::select! {
                () = self.shared.outbox_changed.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    fn until_next_attempt(&self) -> Duration {
        let now = self.parts().clock.now();
        let outbox = self.parts().db.outbox().unwrap_or_default();
        let next = outbox.iter().map(|entry| between(&now, &entry.next_attempt_at)).min();
        next.unwrap_or(LONGEST_WAIT).clamp(Duration::from_secs(1), LONGEST_WAIT)
    }

    async fn deliver(&self, attempt: Attempt) -> Result<(), Problem> {
        let _turn = self.shared.delivering.lock().await;
        let Some(enrolment) = self.model().enrolment.clone() else { return Ok(()) };
        let waiting = self.parts().db.outbox().map_err(|error| problem_of(&error))?;
        let now = self.parts().clock.now();
        let due = waiting.into_iter().filter(|entry| attempt == Attempt::Now || is_due(entry, &now));
        let collector = Collector::new(enrolment.address.clone()).map_err(|error| error.problem)?;
        for entry in due {
            let delivered =
                deliver(&self.parts().db, self.parts().clock.as_ref(), &collector, &enrolment, &entry).await;
            let delivered = delivered.map_err(|error| problem_of(&error))?;
            self.show_history()?;
            if matches!(delivered, Delivered::Waiting { .. }) {
                break;
            }
        }
        Ok(())
    }
}

/// What a check found, with what the person says to it.
fn shared(model: &Model, id: &CheckId, finding: &StoredFinding) -> CheckEntry {
    CheckEntry {
        id: id.clone(),
        outcome: finding.outcome.clone(),
        grade: Grade::Observed,
        observed_at: finding.observed_at.clone(),
        facts: finding.facts.clone(),
        person: model.answers.get(id).copied(),
    }
}

/// That the person keeps a check to themselves: their word and not an observation, and nothing of what was found.
fn kept_back(id: &CheckId, said_at: &Timestamp) -> CheckEntry {
    CheckEntry {
        id: id.clone(),
        outcome: Outcome::Unknown { cause: UnknownCause::NotShared },
        grade: Grade::Declared,
        observed_at: said_at.clone(),
        facts: Facts::new(),
        person: None,
    }
}

/// Whether to wait for the time that was set for the next attempt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    Now,
    IfDue,
}

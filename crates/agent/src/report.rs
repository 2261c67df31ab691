//! The report: made to be read, signed as it was read, delivered until there is a receipt.

use std::time::Duration;

use porchlight_client::{Collector, Delivered, deliver, is_due};
use porchlight_contract::wizard::{Busy, Delivery, KeyPlace, Page};
use porchlight_contract::{
    AppInfo, CheckEntry, DeviceInfo, ErrorCode, Grade, OsInfo, Ownership, Problem, REPORT_SCHEMA, Report,
    ReportId,
};
use porchlight_device_db::{Draft, EnrolmentRecord};
use porchlight_host::between;
use porchlight_jws::Kind;

use crate::model::{Model, delivery};
use crate::{Agent, problem_of};

/// The delivery loop looks at the clock at least this often: a computer that slept wakes up late.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

impl Agent {
    /// Makes the report that the person will read, unless it is there already.
    pub(crate) fn prepare_report(&self) -> Result<(), Problem> {
        let os = porchlight_checks::os_info(self.parts().host.as_ref());
        let draft = {
            let model = self.model();
            if model.draft.is_some() {
                return Ok(());
            }
            let enrolment = model.enrolment.as_ref().ok_or_else(|| Problem::new(ErrorCode::NotEnrolled))?;
            let os = os.unwrap_or(OsInfo { family: model.os, name: None, version: None });
            self.draft(&model, enrolment, os)?
        };
        self.parts().db.put_draft(&draft).map_err(|error| problem_of(&error))?;
        self.change(|model| model.draft = Some(draft));
        Ok(())
    }

    fn draft(&self, model: &Model, enrolment: &EnrolmentRecord, os: OsInfo) -> Result<Draft, Problem> {
        let internal = || Problem::new(ErrorCode::Internal);
        let entries =
            model.checks.iter().filter_map(|id| model.findings.get(id).map(|finding| (id, finding)));
        let report = Report {
            schema: REPORT_SCHEMA.to_owned(),
            report_id: ReportId::parse(uuid::Uuid::new_v4().to_string()).map_err(|_| internal())?,
            company_id: enrolment.company.id.clone(),
            device_id: enrolment.device_id.clone(),
            created_at: self.parts().clock.now(),
            app: AppInfo { version: self.parts().version.clone(), policy_version: enrolment.policy.version },
            device: DeviceInfo { ownership: Ownership::Personal, os },
            checks: entries
                .map(|(id, finding)| CheckEntry {
                    id: id.clone(),
                    outcome: finding.outcome.clone(),
                    grade: Grade::Observed,
                    observed_at: finding.observed_at.clone(),
                    facts: finding.facts.clone(),
                    person: None,
                })
                .collect(),
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
            (model.draft.clone(), model.key_place.unwrap_or(KeyPlace::Keyring))
        };
        let draft = draft.filter(|draft| draft.report_id == *report);
        let draft = draft.ok_or_else(|| Problem::new(ErrorCode::OutOfOrder))?;
        let Some(busy) = self.begin(Busy::Sending) else { return Ok(()) };
        let key = self.existing_key(place).await?;
        let jws =
            key.sign(Kind::Report, draft.exact.as_bytes()).map_err(|_| Problem::new(ErrorCode::Internal))?;
        let now = self.parts().clock.now();
        self.parts().db.sign_draft(&draft, &jws, &now).map_err(|error| problem_of(&error))?;
        self.change(|model| {
            model.draft = None;
            model.delivery = Some(Delivery::Waiting { since: now, problem: None });
        });
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
            if let Err(problem) = self.deliver(Attempt::IfDue).await {
                tracing::error!(error.code = %problem.code.as_str(), "outbox");
            }
            let pause = self.until_next_attempt();
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
            let state = delivery(&self.parts().db).map_err(|error| problem_of(&error))?;
            self.change(|model| model.delivery = state);
            if matches!(delivered, Delivered::Waiting { .. }) {
                break;
            }
        }
        Ok(())
    }
}

/// Whether to wait for the time that was set for the next attempt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    Now,
    IfDue,
}

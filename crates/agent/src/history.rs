//! What was sent: read again, copied, taken back.

use std::sync::Arc;

use porchlight_client::{Collector, withdraw};
use porchlight_contract::wizard::{Busy, Page, SentState};
use porchlight_contract::{
    DeviceId, ErrorCode, PlainText, Problem, Reference, ReportId, Timestamp, WITHDRAWAL_SCHEMA, Withdrawal,
};
use porchlight_device_db::DbError;
use porchlight_host::NotSaved;
use porchlight_jws::Kind;
use porchlight_policy::journey;
use serde::Serialize;

use crate::model::{delivery, history};
use crate::{Agent, problem_of};

/// The schema of [`Export`].
const EXPORT_SCHEMA: &str = "porchlight.export/1";

/// Everything that was signed on this computer, for the person to keep.
#[derive(Serialize)]
struct Export {
    schema: &'static str,
    exported_at: Timestamp,
    company: PlainText,
    device_id: DeviceId,
    /// The newest first.
    reports: Vec<ExportedReport>,
}

/// A report with all that proves what became of it.
#[derive(Serialize)]
struct ExportedReport {
    report_id: ReportId,
    signed_at: Timestamp,
    /// The very bytes that were shown and signed.
    exact: String,
    /// The same bytes as they travelled.
    jws: String,
    /// The collector's receipt, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<ExportedReceipt>,
    /// The collector's word that it is erased, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<ExportedErasure>,
}

#[derive(Serialize)]
struct ExportedReceipt {
    reference: Reference,
    at: Timestamp,
    receipt: String,
}

#[derive(Serialize)]
struct ExportedErasure {
    at: Timestamp,
    erasure: String,
}

impl Agent {
    /// Shows where the reports are by now.
    pub(crate) fn show_history(&self) -> Result<(), Problem> {
        let db = &self.parts().db;
        let delivery = delivery(db).map_err(|error| problem_of(&error))?;
        let history = history(db).map_err(|error| problem_of(&error))?;
        self.change(|model| {
            model.delivery = delivery;
            model.history = history;
        });
        Ok(())
    }

    /// Writes a copy of everything that was signed here to a new file of the person's.
    pub(crate) async fn export_reports(&self) -> Result<(), Problem> {
        let now = self.parts().clock.now();
        let export = self.export(now.clone())?;
        let bytes = serde_json::to_vec_pretty(&export).map_err(|_| Problem::new(ErrorCode::Internal))?;
        let name = format!("porchlight-reports-{}.json", now.as_str().get(..10).unwrap_or_default());
        let exports = Arc::clone(&self.parts().exports);
        let saved = tokio::task::spawn_blocking(move || exports.save(&name, &bytes)).await;
        match saved {
            Ok(Ok(path)) => {
                self.change(|model| model.exported_to = Some(path));
                Ok(())
            }
            Ok(Err(NotSaved)) => Err(Problem::new(ErrorCode::ExportFailed)),
            Err(_) => Err(Problem::new(ErrorCode::Internal)),
        }
    }

    fn export(&self, exported_at: Timestamp) -> Result<Export, Problem> {
        let enrolment = self.model().enrolment.clone().ok_or_else(|| Problem::new(ErrorCode::NotEnrolled))?;
        let reports = self.exported().map_err(|error| problem_of(&error))?;
        if reports.is_empty() {
            return Err(Problem::new(ErrorCode::OutOfOrder));
        }
        Ok(Export {
            schema: EXPORT_SCHEMA,
            exported_at,
            company: enrolment.company.name,
            device_id: enrolment.device_id,
            reports,
        })
    }

    fn exported(&self) -> Result<Vec<ExportedReport>, DbError> {
        let db = &self.parts().db;
        let waiting = db.outbox()?.into_iter().rev().map(|entry| ExportedReport {
            report_id: entry.report_id,
            signed_at: entry.signed_at,
            exact: entry.exact,
            jws: entry.jws,
            received: None,
            withdrawn: None,
        });
        let sent = db.history()?.into_iter().map(|sent| ExportedReport {
            report_id: sent.report_id,
            signed_at: sent.signed_at,
            exact: sent.exact,
            jws: sent.jws,
            received: Some(ExportedReceipt {
                reference: sent.reference,
                at: sent.received_at,
                receipt: sent.receipt,
            }),
            withdrawn: sent
                .withdrawn
                .map(|withdrawn| ExportedErasure { at: withdrawn.at, erasure: withdrawn.erasure }),
        });
        Ok(waiting.chain(sent).collect())
    }

    /// Has the collector erase a report. Only with its signed word is it shown as taken back; the copy here stays.
    pub(crate) async fn withdraw_report(&self, report: &ReportId) -> Result<(), Problem> {
        let (state, enrolment, place) = {
            let model = self.model();
            let sent = model.history.iter().find(|sent| sent.id == *report);
            (sent.map(|sent| sent.state.clone()), model.enrolment.clone(), model.key_place())
        };
        match state {
            Some(SentState::Received { .. }) => {}
            // A click too many.
            Some(SentState::Withdrawn { .. }) => return Ok(()),
            // What waits may have arrived without our knowing: first it has to be known where it is.
            Some(SentState::Waiting) | None => return Err(Problem::new(ErrorCode::OutOfOrder)),
        }
        let enrolment = enrolment.ok_or_else(|| Problem::new(ErrorCode::NotEnrolled))?;
        let Some(_busy) = self.begin(Busy::Withdrawing) else { return Ok(()) };
        let key = self.existing_key(place).await?;
        let withdrawal = Withdrawal {
            schema: WITHDRAWAL_SCHEMA.to_owned(),
            device_id: enrolment.device_id.clone(),
            report_id: report.clone(),
            withdrawn_at: self.parts().clock.now(),
        };
        let payload = serde_json::to_vec(&withdrawal).map_err(|_| Problem::new(ErrorCode::Internal))?;
        let jws = key.sign(Kind::Withdrawal, &payload).map_err(|_| Problem::new(ErrorCode::Internal))?;
        let collector = Collector::new(enrolment.address.clone()).map_err(|error| error.problem)?;
        let answer = withdraw(&collector, &enrolment, report, jws).await;
        let (signed, erasure) = answer.map_err(|error| error.problem)?;
        let stored = self.parts().db.put_withdrawal(report, &signed, &erasure.withdrawn_at);
        stored.map_err(|error| problem_of(&error))?;
        self.show_history()?;
        let stays = {
            let model = self.model();
            journey::is_open(&model.page, model.progress())
        };
        // The receipt says nothing any more once its report is taken back.
        if stays { Ok(()) } else { self.go_to(Page::History) }
    }
}

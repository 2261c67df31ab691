//! Taking a report back: verified like a report, erased for good, and only then answered.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use porchlight_collector_db::{Device, NewWithdrawal, ReportRecord, WithdrawOutcome};
use porchlight_contract::{
    ERASURE_SCHEMA, Erasure, ErrorCode, Problem, WITHDRAWAL_SCHEMA, Withdrawal, limits,
};
use porchlight_jws::Kind;

use super::jose;
use super::reports::{refuse_future, verified};
use crate::app::{App, Shared};
use crate::events::{Event, ReportEvent};
use crate::http::{Failure, Signed};

/// Erases a report. The body is a compact JWS over a `Withdrawal`, the answer one over an `Erasure`.
#[utoipa::path(
    post, path = "/withdrawals", tag = "device", operation_id = "withdraw_report",
    request_body(content = String, content_type = "application/jose"),
    responses(
        (status = 201, description = "Erased.", body = String, content_type = "application/jose"),
        (status = 200, description = "Was erased before.", body = String, content_type = "application/jose"),
        (status = "default", description = "What went wrong.", body = Problem),
    ),
)]
pub(super) async fn withdraw(
    State(app): State<Shared>,
    Signed(jws): Signed<{ limits::BODY_BYTES }>,
) -> Result<Response, Failure> {
    let (device, payload) = verified(&app, &jws, Kind::Withdrawal)?;
    let withdrawal: Withdrawal =
        serde_json::from_slice(&payload).map_err(|_| Failure::from(ErrorCode::RequestMalformed))?;
    check(&app, &device, &withdrawal)?;
    let new = NewWithdrawal {
        company_id: device.company_id.clone(),
        device_id: device.id.clone(),
        report_id: withdrawal.report_id,
        at: app.now()?,
    };
    match erase(&app, new).await? {
        WithdrawOutcome::New(record) => Ok(jose(StatusCode::CREATED, erasure(&app, record)?)),
        WithdrawOutcome::Repeated(record) => Ok(jose(StatusCode::OK, erasure(&app, record)?)),
        WithdrawOutcome::Unknown => Err(ErrorCode::ReportUnknown.into()),
    }
}

/// Erases a report, and tells whoever has to know. If the device goes away meanwhile, all of this is done all the same.
async fn erase(app: &Shared, new: NewWithdrawal) -> Result<WithdrawOutcome, Failure> {
    let app = Arc::clone(app);
    let erasing = tokio::spawn(async move {
        let outcome = app.store.withdraw_report(new).await?;
        if let WithdrawOutcome::New(record) = &outcome {
            app.roster.refresh(record).await?;
            app.runs.forget(&record.device_id);
            app.events.tell(Event::Withdrawal(ReportEvent::from(record)));
        }
        Ok(outcome)
    });
    erasing.await.map_err(Failure::internal)?
}

fn check(app: &App, device: &Device, withdrawal: &Withdrawal) -> Result<(), Failure> {
    if withdrawal.schema != WITHDRAWAL_SCHEMA {
        return Err(ErrorCode::RequestMalformed.into());
    }
    if withdrawal.device_id != device.id {
        return Err(ErrorCode::Forbidden.into());
    }
    refuse_future(app, &withdrawal.withdrawn_at)
}

/// The word that a report is erased: the same bytes however often it is asked for.
fn erasure(app: &App, record: ReportRecord) -> Result<String, Failure> {
    let erasure = Erasure {
        schema: ERASURE_SCHEMA.to_owned(),
        report_id: record.id,
        device_id: record.device_id,
        reference: record.reference,
        withdrawn_at: record.withdrawn_at.ok_or_else(|| Failure::from(ErrorCode::Internal))?,
    };
    let payload = serde_json::to_vec(&erasure).map_err(Failure::internal)?;
    app.key.sign(Kind::Erasure, &payload).map_err(Failure::internal)
}

//! Taking a report: verified, stored for good, and only then answered with a receipt.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::SignedDuration;
use porchlight_collector_db::{Device, NewReport, ReportOutcome, ReportRecord};
use porchlight_contract::{
    CheckEntry, ErrorCode, Problem, RECEIPT_SCHEMA, Receipt, Report, Timestamp, limits,
};
use porchlight_jws::{Kind, Unverified, sha256};

use super::enrolments::clock_wrong;
use super::jose;
use crate::app::{App, Shared};
use crate::clock;
use crate::events::{Event, ReportEvent};
use crate::http::{Failure, Signed};
use crate::random;

/// How far ahead of ours a device's clock may be. It may be behind by any time: a report waits for a connection.
const CLOCK_AHEAD: SignedDuration = SignedDuration::from_mins(10);

/// Stores a report. The body is a compact JWS over a `Report`, the answer one over a `Receipt`.
#[utoipa::path(
    post, path = "/reports", tag = "device", operation_id = "send_report",
    request_body(content = String, content_type = "application/jose"),
    responses(
        (status = 201, description = "Stored.", body = String, content_type = "application/jose"),
        (status = 200, description = "Was stored before.", body = String, content_type = "application/jose"),
        (status = "default", description = "What went wrong.", body = Problem),
    ),
)]
pub(super) async fn accept(
    State(app): State<Shared>,
    Signed(jws): Signed<{ limits::REPORT_BYTES }>,
) -> Result<Response, Failure> {
    let (device, payload) = verified(&app, &jws, Kind::Report)?;
    let report: Report =
        serde_json::from_slice(&payload).map_err(|_| Failure::from(ErrorCode::ReportMalformed))?;
    check(&app, &device, &report)?;
    let new = NewReport {
        company_id: report.company_id,
        device_id: report.device_id,
        id: report.report_id,
        sha256: sha256(&payload).map_err(Failure::internal)?,
        jws,
        references: random::references().map_err(Failure::internal)?,
        created_at: report.created_at,
        received_at: app.now()?,
    };
    match store(&app, new, report.checks).await? {
        ReportOutcome::New(record) => Ok(jose(StatusCode::CREATED, receipt(&app, record)?)),
        ReportOutcome::Repeated(record) => Ok(jose(StatusCode::OK, receipt(&app, record)?)),
        ReportOutcome::Withdrawn => Err(ErrorCode::ReportUnknown.into()),
        ReportOutcome::Conflict => Err(ErrorCode::ReportConflict.into()),
    }
}

/// Stores a report, and tells whoever has to know. If the device goes away meanwhile, all of this is done all the same.
async fn store(app: &Shared, new: NewReport, checks: Vec<CheckEntry>) -> Result<ReportOutcome, Failure> {
    let app = Arc::clone(app);
    let storing = tokio::spawn(async move {
        let outcome = app.store.accept_report(new).await?;
        if let ReportOutcome::New(record) = &outcome {
            app.roster.reported(record, &checks);
            app.events.tell(Event::Report(ReportEvent::from(record)));
        }
        Ok(outcome)
    });
    storing.await.map_err(Failure::internal)?
}

/// The device that signed, and what it signed. Nothing of the payload is looked at before.
pub(super) fn verified(app: &App, jws: &str, kind: Kind) -> Result<(Arc<Device>, Vec<u8>), Failure> {
    let unverified = Unverified::parse(jws, kind).map_err(|_| Failure::from(ErrorCode::RequestMalformed))?;
    let device = app.roster.by_key(unverified.kid());
    let device = device.ok_or_else(|| Failure::from(ErrorCode::DeviceUnknown))?;
    let payload = unverified.verify(&device.key).map_err(|_| Failure::from(ErrorCode::SignatureInvalid))?;
    Ok((device, payload))
}

fn check(app: &App, device: &Device, report: &Report) -> Result<(), Failure> {
    report.validate().map_err(|_| Failure::from(ErrorCode::ReportMalformed))?;
    if report.device_id != device.id || report.company_id != device.company_id {
        return Err(ErrorCode::Forbidden.into());
    }
    refuse_future(app, &report.created_at)
}

/// Refuses what a device says of a time that is still to come.
pub(super) fn refuse_future(app: &App, created_at: &Timestamp) -> Result<(), Failure> {
    let off = clock::ahead(created_at, app.clock.now()).map_err(Failure::internal)?;
    if off > CLOCK_AHEAD { Err(clock_wrong(off)) } else { Ok(()) }
}

/// The receipt of a stored report: the same bytes however often it is asked for, as Ed25519 has no randomness.
fn receipt(app: &App, record: ReportRecord) -> Result<String, Failure> {
    let receipt = Receipt {
        schema: RECEIPT_SCHEMA.to_owned(),
        report_id: record.id,
        report_sha256: record.sha256,
        device_id: record.device_id,
        reference: record.reference,
        received_at: record.received_at,
    };
    let payload = serde_json::to_vec(&receipt).map_err(Failure::internal)?;
    app.key.sign(Kind::Receipt, &payload).map_err(Failure::internal)
}

//! A report as it was sent.

use axum::Json;
use axum::extract::{Extension, Path, State};
use porchlight_collector_db::{Action, SignedReport};
use porchlight_contract::{ErrorCode, Problem, ReportId};
use porchlight_jws::{Kind, Unverified};

use super::guard::SignedIn;
use super::types::ReportOriginal;
use crate::app::{App, Shared};
use crate::http::Failure;

/// Shows a report's original. Who read it is audited.
#[utoipa::path(
    get, path = "/reports/{id}", tag = "console", operation_id = "get_report", security(("session" = [])),
    params(("id" = ReportId, Path)),
    responses((status = 200, description = "The original.", body = ReportOriginal), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn original(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Json<ReportOriginal>, Failure> {
    let not_found = || Failure::from(ErrorCode::NotFound);
    let id = ReportId::parse(id).map_err(|_| not_found())?;
    let report = app.store.report(&id).await?.ok_or_else(not_found)?;
    signed_in.sees(&report.record.company_id)?;
    let action = Action::ReportRead(report.record.company_id.clone(), id);
    app.store.append_audit(action, signed_in.by(&app)?).await?;
    let exact = exact(&app, &report).await?;
    let SignedReport { record, jws } = report;
    Ok(Json(ReportOriginal {
        id: record.id,
        device_id: record.device_id,
        reference: record.reference,
        received_at: record.received_at,
        sha256: record.sha256,
        exact,
        jws,
    }))
}

/// What the person read. It is verified once more: what is shown is what was signed, also if the disk has changed.
async fn exact(app: &App, report: &SignedReport) -> Result<String, Failure> {
    let device = app.store.device(&report.record.device_id).await?;
    let device = device.ok_or_else(|| Failure::from(ErrorCode::Internal))?.device;
    let unverified = Unverified::parse(&report.jws, Kind::Report).map_err(Failure::internal)?;
    let payload = unverified.verify(&device.key).map_err(Failure::internal)?;
    String::from_utf8(payload).map_err(Failure::internal)
}

//! Whether the server lives, and whether it can work.

use axum::extract::State;
use axum::http::StatusCode;
use porchlight_contract::Problem;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::http::Failure;

pub(super) fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(live)).routes(routes!(ready))
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "health", operation_id = "live", responses((status = 204, description = "It is so.")))]
async fn live() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The database can be read and written.
#[utoipa::path(
    get, path = "/readyz", tag = "health", operation_id = "ready",
    responses((status = 204, description = "It is so."), (status = "default", description = "What went wrong.", body = Problem)),
)]
async fn ready(State(app): State<Shared>) -> Result<StatusCode, Failure> {
    app.store.ready().await?;
    Ok(StatusCode::NO_CONTENT)
}

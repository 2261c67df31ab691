//! The time, for a computer that wonders whether its own clock is right.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use jiff::fmt::rfc2822::DateTimePrinter;
use porchlight_contract::Problem;

use crate::app::Shared;
use crate::http::Failure;

/// Says what time it is, in the answer's `Date`.
#[utoipa::path(
    get, path = "/time", tag = "device", operation_id = "tell_time",
    responses((status = 204, description = "The header `Date` says it."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn time(State(app): State<Shared>) -> Result<impl IntoResponse, Failure> {
    // The server would write its own: this is the clock that reports are judged by.
    let now = DateTimePrinter::new().timestamp_to_rfc9110_string(&app.clock.now());
    Ok((StatusCode::NO_CONTENT, [(header::DATE, now.map_err(Failure::internal)?)]))
}

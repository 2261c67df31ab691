//! What devices call: look an invite up, be enrolled, send a report and take it back, ask for the time. Nothing here
//! reaches back.

mod enrolments;
mod invites;
mod reports;
mod time;
mod withdrawals;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;

/// The media type of a compact JWS (RFC 7515 §9.2.1).
const JOSE: &str = "application/jose";

pub(crate) fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(invites::look_up))
        .routes(routes!(enrolments::enrol))
        .routes(routes!(reports::accept))
        .routes(routes!(withdrawals::withdraw))
        .routes(routes!(time::time))
}

fn jose(status: StatusCode, jws: String) -> Response {
    (status, [(header::CONTENT_TYPE, JOSE)], Body::from(jws)).into_response()
}

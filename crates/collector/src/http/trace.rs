//! One line in the log a request, and the body of every error.

use std::any::Any;
use std::net::IpAddr;

use axum::Json;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use porchlight_contract::{ErrorCode, TraceId};
use tokio::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

use super::{Failure, FailureReport};

/// The address that a request comes from, as the socket has it. Never logged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Gives the request its trace id, writes its line in the log, and its error if it has one.
///
/// The log gets the route's pattern and not the address: that may hold ids and what people typed.
pub(crate) async fn trace(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let trace_id = Uuid::new_v4();
    let route = request.extensions().get::<MatchedPath>().map_or("file", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %trace_id, method = %request.method(), route);
    let response = next.run(request).instrument(span.clone()).await;
    let _entered = span.enter();
    let status = response.status();
    let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    if !status.is_client_error() && !status.is_server_error() {
        tracing::debug!(status = status.as_u16(), took_ms, "answered");
        return response;
    }
    let report = response.extensions().get().cloned().unwrap_or_else(|| FailureReport::from(status));
    log(&report, status.as_u16(), took_ms);
    with_problem(response, report, trace_id)
}

fn log(report: &FailureReport, status: u16, took_ms: u64) {
    let code = report.problem.code.as_str();
    match &report.cause {
        Some(cause) => {
            let cause: &(dyn std::error::Error + 'static) = &**cause;
            tracing::error!(status, took_ms, code, cause, "failed");
        }
        None if status >= 500 => tracing::warn!(status, took_ms, code, "failed"),
        None => tracing::info!(status, took_ms, code, "refused"),
    }
}

/// The answer with the problem as its body, and with the headers it had.
fn with_problem(response: Response, report: FailureReport, trace_id: Uuid) -> Response {
    let (mut parts, _) = response.into_parts();
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        parts.headers.remove(name);
    }
    let mut problem = report.problem;
    if let Some(seconds) = problem.args.get("seconds").and_then(|text| HeaderValue::from_str(text).ok()) {
        parts.headers.insert(header::RETRY_AFTER, seconds);
    }
    problem.trace_id = TraceId::parse(trace_id.to_string()).ok();
    let body = Json(problem).into_response();
    let mut answer = (parts.status, parts.headers, body).into_response();
    answer.extensions_mut().extend(parts.extensions);
    answer
}

/// A handler that panicked: a fault of ours, and no word of it to the client.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub(crate) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(what, "a handler panicked");
    Failure::from(ErrorCode::Internal).into_response()
}

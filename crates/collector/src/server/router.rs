//! All routes, and what is wrapped around them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use super::metrics::Metrics;
use super::{health, metrics as figures};
use crate::app::Shared;
use crate::http::{panicked, security_headers, trace};
use crate::{console, device, files, openapi};

/// The whole server.
pub(super) fn router(app: &Shared, metrics: &Arc<Metrics>, answer_deadline: Duration) -> Router {
    let (routes, mut document) = api(console::routes(app)).split_for_parts();
    openapi::say_shapes(&mut document);
    let document = document.to_json().unwrap_or_default();
    let document = move || async move { ([(header::CONTENT_TYPE, "application/json")], document) };
    routes
        .route("/api/openapi.json", get(document))
        .fallback(files::serve)
        .layer(
            // Outermost first. Tracing sees what the inner ones refuse, and writes the body of every error.
            ServiceBuilder::new()
                .layer(middleware::from_fn_with_state(Arc::clone(metrics), figures::count))
                .layer(middleware::from_fn_with_state(app.clone(), security_headers))
                .layer(middleware::from_fn(trace))
                .layer(CatchPanicLayer::custom(panicked))
                .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, answer_deadline)),
        )
        .with_state(app.clone())
}

/// The document of the API, without a server to ask.
pub(crate) fn api_document() -> OpenApi {
    let mut document = api(console::unguarded()).split_for_parts().1;
    openapi::say_shapes(&mut document);
    document
}

fn api(console: OpenApiRouter<Shared>) -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(openapi::base())
        .nest("/api/device/v1", device::routes())
        .nest("/api/console/v1", console)
        .merge(health::routes())
}

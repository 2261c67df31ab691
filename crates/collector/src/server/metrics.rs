//! Figures for those who run the collector, in the text format of OpenMetrics. They say how much and how long, never
//! who: no address, id or name is in them.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use porchlight_collector_db::Store;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use tokio::time::Instant;

use crate::cli::words::figures;

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is counted.
pub(super) struct Metrics {
    registry: Registry,
    answered: Family<Answered, Counter>,
    took: Family<Route, Histogram>,
    under_way: Gauge,
    writes: Counter,
    commits: Counter,
    waiting: Gauge,
    store: Arc<dyn Store>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

impl Metrics {
    pub(super) fn new(store: Arc<dyn Store>) -> Self {
        let mut registry = Registry::with_prefix("porchlight");
        let answered = Family::<Answered, Counter>::default();
        registry.register("requests", figures::REQUESTS, answered.clone());
        // From a quarter of a millisecond to eight seconds.
        let took = Family::<Route, Histogram>::new_with_constructor(|| {
            Histogram::new(exponential_buckets(0.000_25, 2.0, 16))
        });
        registry.register_with_unit(
            "request_duration",
            figures::REQUEST_DURATION,
            Unit::Seconds,
            took.clone(),
        );
        let under_way = Gauge::default();
        registry.register("requests_under_way", figures::REQUESTS_UNDER_WAY, under_way.clone());
        let writes = Counter::default();
        registry.register("writes", figures::WRITES, writes.clone());
        let commits = Counter::default();
        registry.register("commits", figures::COMMITS, commits.clone());
        let waiting = Gauge::default();
        registry.register("writes_waiting", figures::WRITES_WAITING, waiting.clone());
        Self { registry, answered, took, under_way, writes, commits, waiting, store }
    }

    /// All figures as they are now.
    fn text(&self) -> Result<String, std::fmt::Error> {
        let load = self.store.load();
        self.writes.inner().store(load.writes, Ordering::Relaxed);
        self.commits.inner().store(load.commits, Ordering::Relaxed);
        self.waiting.set(i64::try_from(load.waiting).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// The one route that says the figures. It has a door of its own: they are not for everybody who can reach the rest.
pub(super) fn router(metrics: Arc<Metrics>) -> Router {
    Router::new().route("/metrics", get(say)).with_state(metrics)
}

async fn say(State(metrics): State<Arc<Metrics>>) -> Response {
    match metrics.text() {
        Ok(text) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Counts a request when its answer begins.
pub(super) async fn count(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("file", MatchedPath::as_str).to_owned();
    let under_way = UnderWay::begin(&metrics.under_way);
    let response = next.run(request).await;
    drop(under_way);
    metrics.took.get_or_create(&Route { route: route.clone() }).observe(began.elapsed().as_secs_f64());
    let status = response.status().as_u16();
    metrics.answered.get_or_create(&Answered { method, route, status }).inc();
    response
}

/// Counts down also for a client that has gone away.
struct UnderWay<'a>(&'a Gauge);

impl<'a> UnderWay<'a> {
    fn begin(gauge: &'a Gauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The methods that have a row of their own: a client can make up as many others as it likes.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

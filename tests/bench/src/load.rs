//! The load: requests over connections that stay open.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::http::request::Builder;
use hyper::http::response::Parts;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// How many connections send at once.
pub(crate) const CONNECTIONS: usize = 64;

/// What is sent, and what must come back.
#[derive(Clone)]
pub(crate) struct Requests {
    pub(crate) path: &'static str,
    pub(crate) bodies: Arc<Vec<Bytes>>,
    pub(crate) expected: StatusCode,
}

/// How long one run took.
pub(crate) struct Run {
    /// From the first request to the last answer.
    pub(crate) wall: Duration,
    /// For each request, shortest first.
    pub(crate) latencies: Vec<Duration>,
}

impl Run {
    /// The latency that a share of the requests stays under, in milliseconds.
    pub(crate) fn percentile(&self, share: f64) -> f64 {
        percentile(&self.latencies, share)
    }
}

/// What a share of these, shortest first, stays under, in milliseconds.
pub(crate) fn percentile(latencies: &[Duration], share: f64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index into a list that is in memory"
    )]
    let index = (latencies.len().saturating_sub(1) as f64 * share).round() as usize;
    latencies.get(index).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1000.0)
}

/// A connection that stays open.
pub(crate) struct Wire(SendRequest<Full<Bytes>>);

impl Wire {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends with its sender; what goes wrong with it is seen by the request.
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Sends one request and reads the whole answer.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        kind: &str,
        body: Bytes,
    ) -> anyhow::Result<(StatusCode, Bytes)> {
        let (parts, body) = self.ask(Request::post(path).header("content-type", kind), body).await?;
        Ok((parts.status, body))
    }

    /// Asks for something with a session's cookie, which must be answered with 200.
    pub(crate) async fn get(&mut self, path: &str, cookie: &str) -> anyhow::Result<Bytes> {
        let (parts, body) = self.ask(Request::get(path).header("cookie", cookie), Bytes::new()).await?;
        ensure!(parts.status == StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
        Ok(body)
    }

    /// Signs in; returns the session's cookie.
    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> anyhow::Result<String> {
        let body = serde_json::to_vec(&serde_json::json!({ "email": email, "password": password }))?;
        let request = Request::post("/api/console/v1/session")
            .header("content-type", "application/json")
            .header("x-porchlight", "console");
        let (parts, body) = self.ask(request, body.into()).await?;
        let cookie = parts.headers.get("set-cookie").and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        Ok(cookie.with_context(|| String::from_utf8_lossy(&body).into_owned())?.to_owned())
    }

    async fn ask(&mut self, request: Builder, body: Bytes) -> anyhow::Result<(Parts, Bytes)> {
        self.0.ready().await?;
        let request = request.header("host", "127.0.0.1").body(Full::new(body))?;
        let (parts, body) = self.0.send_request(request).await?.into_parts();
        Ok((parts, body.collect().await?.to_bytes()))
    }

    async fn send(&mut self, requests: &Requests, index: usize) -> anyhow::Result<()> {
        let body = requests.bodies.get(index % requests.bodies.len()).context("no bodies")?.clone();
        let (status, answer) = self.post(requests.path, "application/jose", body).await?;
        ensure!(status == requests.expected, "{status}: {}", String::from_utf8_lossy(&answer));
        Ok(())
    }
}

/// Sends `count` requests as quickly as the answers come.
pub(crate) async fn flood(address: SocketAddr, requests: &Requests, count: usize) -> anyhow::Result<Run> {
    let mut wires = open_all(address).await?;
    let next = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    let began = Instant::now();
    while let Some(mut wire) = wires.pop() {
        let (requests, next) = (requests.clone(), Arc::clone(&next));
        tasks.spawn(async move {
            let mut latencies = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return anyhow::Ok(latencies);
                }
                let sent = Instant::now();
                wire.send(&requests, index).await?;
                latencies.push(sent.elapsed());
            }
        });
    }
    finish(tasks, began).await
}

/// Sends `count` requests at `rate` a second, whether the answers keep up or not: a late one counts from when it was
/// due.
pub(crate) async fn pace(
    address: SocketAddr,
    requests: &Requests,
    count: usize,
    rate: u32,
) -> anyhow::Result<Run> {
    let wires = open_all(address).await?;
    let mut tasks = JoinSet::new();
    let between = Duration::from_secs(1) / rate;
    let began = Instant::now();
    for (index, mut wire) in wires.into_iter().enumerate() {
        let requests = requests.clone();
        let first = began + between * u32::try_from(index)?;
        let mut due = interval_at(first, between * u32::try_from(CONNECTIONS)?);
        due.set_missed_tick_behavior(MissedTickBehavior::Burst);
        tasks.spawn(async move {
            let mut latencies = Vec::new();
            for index in (index..count).step_by(CONNECTIONS) {
                let due = due.tick().await;
                wire.send(&requests, index).await?;
                latencies.push(due.elapsed());
            }
            anyhow::Ok(latencies)
        });
    }
    finish(tasks, began).await
}

async fn open_all(address: SocketAddr) -> anyhow::Result<Vec<Wire>> {
    let mut wires = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        wires.push(Wire::open(address).await?);
    }
    Ok(wires)
}

async fn finish(mut tasks: JoinSet<anyhow::Result<Vec<Duration>>>, began: Instant) -> anyhow::Result<Run> {
    let mut latencies = Vec::new();
    while let Some(done) = tasks.join_next().await {
        latencies.extend(done??);
    }
    let wall = began.elapsed();
    latencies.sort_unstable();
    Ok(Run { wall, latencies })
}

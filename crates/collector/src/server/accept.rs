//! The accept loop. `axum::serve` sets no timer, so that a connection which never finishes its request's head would
//! stay for ever; this one cuts it.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use futures::future::BoxFuture;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

use super::Deadlines;
use crate::http::Peer;

/// The largest head of a request, in bytes.
const HEAD_BYTES: usize = 16 * 1024;
/// How long to wait when the system has no more file descriptors.
const EXHAUSTED_PAUSE: Duration = Duration::from_millis(100);

/// Accepts connections until told to stop, then lets those that are open finish.
pub(super) async fn accept(
    listener: TcpListener,
    router: Router,
    mut stopping: watch::Receiver<bool>,
    deadlines: Deadlines,
    connections: usize,
) {
    let places = Arc::new(Semaphore::new(connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(deadlines.head).max_buf_size(HEAD_BYTES);
    loop {
        // Without a free place nobody is accepted: new connections wait in the system's queue.
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        let (Ok(place), Ok((stream, peer))) = (place, accepted) else {
            tracing::warn!("a connection could not be accepted");
            tokio::time::sleep(EXHAUSTED_PAUSE).await;
            continue;
        };
        // Small answers go out at once. If the socket refuses, they only go a little later.
        let _ = stream.set_nodelay(true);
        let connection = http.serve_connection(TokioIo::new(stream), service(router.clone(), peer));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // How a client broke its connection off is its own affair.
            if let Err(error) = connection.await {
                tracing::debug!(error = &error as &dyn std::error::Error, "connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(deadlines.shutdown, graceful.shutdown()).await.is_err() {
        tracing::warn!("connections were cut that did not finish in time");
    }
}

type Answer = BoxFuture<'static, Result<Response, Infallible>>;

/// The router for one connection, told whose it is.
fn service(
    router: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<hyper::Request<Incoming>, Response = Response, Error = Infallible, Future = Answer>
{
    service_fn(move |request: hyper::Request<Incoming>| -> Answer {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        Box::pin(router.clone().oneshot(request))
    })
}

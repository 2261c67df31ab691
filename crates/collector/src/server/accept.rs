//! The accept loop. `axum::serve` sets no timer, so that a connection which never finishes its request's head would
//! stay for ever; this one cuts it.

use std::convert::Infallible;
use std::net::IpAddr;
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
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use super::Deadlines;
use super::places::{Capacity, Places};
use super::proxies::Proxies;
use crate::http::Peer;

/// The largest head of a request, in bytes.
const HEAD_BYTES: usize = 16 * 1024;
/// How long to wait when the system has no more file descriptors.
const EXHAUSTED_PAUSE: Duration = Duration::from_millis(100);

/// What every connection needs.
#[derive(Clone)]
pub(super) struct Doors {
    pub(super) router: Router,
    pub(super) deadlines: Deadlines,
    /// With it, everybody has to speak TLS.
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) proxies: Arc<Proxies>,
}

/// Accepts connections until told to stop, then lets those that are open finish.
pub(super) async fn accept(
    listener: TcpListener,
    doors: Doors,
    mut stopping: watch::Receiver<bool>,
    capacity: Capacity,
) {
    let places = Places::new(capacity, Arc::clone(&doors.proxies));
    let graceful = GracefulShutdown::new();
    loop {
        // Without a free place nobody is accepted: new connections wait in the system's queue.
        let next = async {
            let free = places.free().await;
            (free, listener.accept().await)
        };
        let (free, accepted) = tokio::select! {
            next = next => next,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        let (Ok(free), Ok((stream, peer))) = (free, accepted) else {
            tracing::warn!("a connection could not be accepted");
            tokio::time::sleep(EXHAUSTED_PAUSE).await;
            continue;
        };
        let Some(place) = places.give(free, peer.ip()) else { continue };
        // Small answers go out at once. If the socket refuses, they only go a little later.
        let _ = stream.set_nodelay(true);
        let (doors, watcher, stopping) = (doors.clone(), graceful.watcher(), stopping.clone());
        tokio::spawn(async move {
            if doors.speaks(&stream, stopping).await {
                doors.open(stream, peer.ip(), watcher).await;
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(doors.deadlines.shutdown, graceful.shutdown()).await.is_err() {
        tracing::warn!("connections were cut that did not finish in time");
    }
}

impl Doors {
    /// Waits for the first byte. `false` if there is none in time, or the server stops before.
    async fn speaks(&self, stream: &TcpStream, mut stopping: watch::Receiver<bool>) -> bool {
        let mut first = [0];
        tokio::select! {
            biased;
            peeked = tokio::time::timeout(self.deadlines.first, stream.peek(&mut first)) => {
                matches!(peeked, Ok(Ok(1..)))
            }
            _ = stopping.wait_for(|stopping| *stopping) => false,
        }
    }

    /// Serves one connection to its end.
    async fn open(self, stream: TcpStream, peer: IpAddr, watcher: Watcher) {
        let Some(tls) = &self.tls else { return self.serve(stream, peer, watcher).await };
        match tokio::time::timeout(self.deadlines.head, tls.accept(stream)).await {
            Ok(Ok(stream)) => self.serve(stream, peer, watcher).await,
            Ok(Err(error)) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "no agreement on TLS");
            }
            Err(_) => tracing::debug!("no agreement on TLS in time"),
        }
    }

    async fn serve<S>(self, stream: S, peer: IpAddr, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.deadlines.head).max_buf_size(HEAD_BYTES);
        let connection =
            http.serve_connection(TokioIo::new(stream), service(self.router, self.proxies, peer));
        // How a client broke its connection off is its own affair.
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(error = &error as &dyn std::error::Error, "connection ended early");
        }
    }
}

type Answer = BoxFuture<'static, Result<Response, Infallible>>;

/// The router for one connection, told whose it is.
fn service(
    router: Router,
    proxies: Arc<Proxies>,
    peer: IpAddr,
) -> impl hyper::service::Service<hyper::Request<Incoming>, Response = Response, Error = Infallible, Future = Answer>
{
    service_fn(move |request: hyper::Request<Incoming>| -> Answer {
        let mut request = request.map(Body::new);
        let client = proxies.client(peer, request.headers());
        request.extensions_mut().insert(Peer(client));
        Box::pin(router.clone().oneshot(request))
    })
}

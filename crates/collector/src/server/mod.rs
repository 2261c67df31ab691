//! The server as a whole: started, and stopped without losing anything.

mod accept;
mod health;
mod metrics;
mod places;
mod proxies;
mod router;
mod tls;

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use porchlight_collector_db::sqlite::Limits;
use porchlight_collector_db::{Store, StoreError};
use porchlight_contract::CollectorAddress;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle};

use crate::app::{App, Parts};
use crate::clock::{Clock, SystemClock};
use crate::data_dir::{DataDir, DataDirError, Serving};
use crate::files;
use crate::roster::Roster;

use accept::Doors;
use metrics::Metrics;
use places::Capacity;
use proxies::Proxies;
use tls::Tls;

pub(crate) use router::api_document;
pub use tls::{TlsError, TlsFiles};

/// Connections at a time from one address, unless somebody says otherwise.
pub(crate) const CONNECTIONS_OF_ONE: NonZeroUsize = NonZeroUsize::new(256).unwrap();
/// Connections at a time that ask for figures.
const METRICS_CONNECTIONS: usize = 16;

/// How long things may take on a connection.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For the first byte of a connection: who has something to ask says so at once.
    pub first: Duration,
    /// For a request's head, from the moment that the connection waits for one. It ends idle connections too.
    pub head: Duration,
    /// For a request's body, from its first byte to its last.
    pub body: Duration,
    /// For the answer's head, from the moment that the request's head is there.
    pub answer: Duration,
    /// For requests that are under way when the server stops.
    pub shutdown: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(5),
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            shutdown: Duration::from_secs(10),
        }
    }
}

/// How to serve.
pub struct Config {
    /// The folder with the database and the key.
    pub data: DataDir,
    /// Where to listen. Port 0 takes any free one.
    pub listen: SocketAddr,
    /// Where people reach it, if that is somewhere else than where it listens.
    pub address: Option<CollectorAddress>,
    /// The certificate to speak TLS with; without one it speaks plain HTTP, for a proxy that speaks TLS.
    pub tls: Option<TlsFiles>,
    /// Proxies whose word for a client's address is taken.
    pub proxies: Vec<IpAddr>,
    /// Where to say figures for those who run it, if anywhere; never where people reach it.
    pub metrics: Option<SocketAddr>,
    /// How long things may take.
    pub deadlines: Deadlines,
    /// Connections at a time.
    pub connections: usize,
    /// Connections at a time from one address that is none of the proxies.
    pub connections_of_one: usize,
    /// How much the database takes on.
    pub limits: Limits,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Config {
    /// The usual limits and the system's clock.
    #[must_use]
    pub fn new(data: DataDir, listen: SocketAddr) -> Self {
        Self {
            data,
            listen,
            address: None,
            tls: None,
            proxies: Vec::new(),
            metrics: None,
            deadlines: Deadlines::default(),
            connections: 4096,
            connections_of_one: CONNECTIONS_OF_ONE.get(),
            limits: Limits::default(),
            clock: Arc::new(SystemClock),
        }
    }
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder cannot be used, or another program serves it.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no TLS with the files that were given.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The MSP has no name yet, and nobody could be told who invites.
    #[error("the MSP has no name yet; say it with --provider")]
    NoProvider,
    /// It listens where people cannot reach it by the same address, and it was not said by which they can.
    #[error("people cannot reach {0} by that address; say --public-url https://…")]
    NoAddress(SocketAddr),
    /// It cannot listen there.
    #[error("cannot listen on {address}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something that never fails did.
    #[error("cannot start")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A server that is running. Dropping it stops it too, without waiting.
pub struct Running {
    local: SocketAddr,
    metrics: Option<SocketAddr>,
    address: CollectorAddress,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<()>,
    _serving: Serving,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn local_address(&self) -> SocketAddr {
        self.local
    }

    /// Where it says its figures.
    #[must_use]
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics
    }

    /// Where people reach it.
    #[must_use]
    pub fn address(&self) -> &CollectorAddress {
        &self.address
    }

    /// Stops: takes no more connections, ends event streams, lets requests finish, commits what is queued.
    ///
    /// # Errors
    /// If the server had panicked.
    pub async fn stop(self) -> Result<(), JoinError> {
        self.stop.send_replace(true);
        self.accepting.await
    }
}

/// Starts a server. It serves when this returns.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: Config) -> Result<Running, StartError> {
    let serving = config.data.serve()?;
    let key = config.data.signing_key()?;
    let vault = config.data.vault()?;
    let (data, limits) = (config.data.clone(), config.limits);
    let store = tokio::task::spawn_blocking(move || data.store(limits)).await.map_err(internal)??;
    let store: Arc<dyn Store> = Arc::new(store);
    let provider = store.provider().await?;
    if provider.name.is_none() {
        return Err(StartError::NoProvider);
    }
    let tls = match config.tls {
        Some(files) => Some(tokio::task::spawn_blocking(|| Tls::open(files)).await.map_err(internal)??),
        None => None,
    };
    let (listener, local) = listen(config.listen).await?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let address = public_address(config.address, provider.address.clone(), scheme, local)?;
    if provider.address.as_ref() != Some(&address) {
        store.set_address(address.clone()).await?;
    }
    if !files::are_built() {
        tracing::warn!("the console is not built: there are no pages to serve");
    }
    let (stop, stopping) = watch::channel(false);
    let metrics = Arc::new(Metrics::new(Arc::clone(&store)));
    let app = App::new(Parts {
        roster: Roster::load(Arc::clone(&store)).await?,
        store,
        key,
        vault,
        clock: config.clock,
        address: address.clone(),
        body_deadline: config.deadlines.body,
        stopping: stopping.clone(),
    });
    let router = router::router(&Arc::new(app.map_err(internal)?), &metrics, config.deadlines.answer);
    let doors = Doors {
        router,
        deadlines: config.deadlines,
        tls: tls.as_ref().map(|tls| tls.acceptor.clone()),
        proxies: Arc::new(Proxies::new(config.proxies)),
    };
    let metrics = match config.metrics {
        Some(address) => Some(say_figures(address, metrics, config.deadlines, stopping.clone()).await?),
        None => None,
    };
    if let Some(tls) = tls {
        tokio::spawn(tls.follow(stopping.clone()));
    }
    let capacity = Capacity { all: config.connections, of_one: config.connections_of_one };
    let accepting = tokio::spawn(accept::accept(listener, doors, stopping, capacity));
    tracing::info!(listen = %local, address = %address, "serving");
    Ok(Running { local, metrics, address, stop, accepting, _serving: serving })
}

/// Opens the door for figures, and says where it is.
async fn say_figures(
    address: SocketAddr,
    metrics: Arc<Metrics>,
    deadlines: Deadlines,
    stopping: watch::Receiver<bool>,
) -> Result<SocketAddr, StartError> {
    let (listener, local) = listen(address).await?;
    let doors = Doors { router: metrics::router(metrics), deadlines, tls: None, proxies: Arc::default() };
    let capacity = Capacity { all: METRICS_CONNECTIONS, of_one: METRICS_CONNECTIONS };
    tokio::spawn(accept::accept(listener, doors, stopping, capacity));
    Ok(local)
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let local = listener.local_addr().map_err(failed)?;
    Ok((listener, local))
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> StartError {
    StartError::Internal(Box::new(error))
}

/// Where people reach the collector: as said now, as said before, or where it listens if that is the loopback.
/// What the loopback was before is not kept: the port may be another one today.
fn public_address(
    said: Option<CollectorAddress>,
    before: Option<CollectorAddress>,
    scheme: &str,
    local: SocketAddr,
) -> Result<CollectorAddress, StartError> {
    if let Some(address) = said.or(before.filter(|address| address.as_str().starts_with("https://"))) {
        return Ok(address);
    }
    if !local.ip().is_loopback() {
        return Err(StartError::NoAddress(local));
    }
    CollectorAddress::parse(format!("{scheme}://{local}")).map_err(internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Option<CollectorAddress> {
        Some(CollectorAddress::parse(text).unwrap())
    }

    #[test]
    fn what_is_said_now_counts_before_what_was_said_before() {
        let local = "0.0.0.0:8080".parse().unwrap();
        let found = public_address(address("https://a.example"), address("https://b.example"), "http", local)
            .unwrap();
        assert_eq!(found.as_str(), "https://a.example");
        let found = public_address(None, address("https://b.example"), "http", local).unwrap();
        assert_eq!(found.as_str(), "https://b.example");
    }

    #[test]
    fn the_loopback_is_its_own_address_with_the_port_of_today() {
        let local = "127.0.0.1:9090".parse().unwrap();
        let found = public_address(None, address("http://127.0.0.1:8080"), "http", local).unwrap();
        assert_eq!(found.as_str(), "http://127.0.0.1:9090");
        let found = public_address(None, None, "https", "[::1]:9090".parse().unwrap()).unwrap();
        assert_eq!(found.as_str(), "https://[::1]:9090");
    }

    #[test]
    fn elsewhere_the_public_address_must_be_said() {
        assert!(public_address(None, None, "https", "0.0.0.0:8080".parse().unwrap()).is_err());
        assert!(
            public_address(None, address("http://127.0.0.1:1"), "http", "0.0.0.0:8080".parse().unwrap())
                .is_err()
        );
    }
}

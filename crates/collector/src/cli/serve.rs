//! `serve`: until somebody asks it to stop.

use std::io::IsTerminal;

use porchlight_collector_db::sqlite::Limits;
use porchlight_collector_db::{Actor, By, Store};
use porchlight_contract::CollectorAddress;
use tracing_subscriber::EnvFilter;

use super::arguments::Serve;
use super::words::{self, Refusal};
use crate::clock::{Clock, SystemClock, on_the_wire};
use crate::data_dir::DataDir;
use crate::server::{self, Config, TlsFiles};
use crate::set_up::NewLink;

pub(super) async fn serve(arguments: Serve) -> anyhow::Result<()> {
    start_log(&arguments.log, arguments.log_json)?;
    let stop = StopRequest::listen()?;
    let data = DataDir::open(&arguments.data.path)?;
    if let Some(name) = arguments.provider {
        let by = By { who: Actor::Operator, at: on_the_wire(SystemClock.now())? };
        data.store(Limits::default())?.set_provider_name(name, by).await?;
    }
    let first_owner = data.clone();
    let config = Config {
        address: arguments.public_url,
        tls: arguments
            .tls_cert
            .zip(arguments.tls_key)
            .map(|(certificate, key)| TlsFiles::new(certificate, key)),
        proxies: arguments.trust_proxy,
        connections_of_one: arguments.connections_per_address.get(),
        metrics: arguments.metrics_listen,
        ..Config::new(data, arguments.listen)
    };
    let running = server::start(config).await?;
    words::serving(running.address());
    invite_first_owner(&first_owner, running.address()).await?;
    stop.arrives().await;
    tracing::info!("stopping");
    running.stop().await?;
    Ok(())
}

/// Whoever starts the collector for the first time gets a link with which somebody becomes its first owner.
async fn invite_first_owner(data: &DataDir, at: &CollectorAddress) -> anyhow::Result<()> {
    let link = NewLink::new(SystemClock.now())?;
    let by = By { who: Actor::Operator, at: on_the_wire(SystemClock.now())? };
    if data.store(Limits::default())?.make_owner_link(link.kept(), by).await? {
        words::first_owner_link(&link.url(at), &link.expires_at);
    }
    Ok(())
}

fn start_log(filter: &str, json: bool) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).map_err(Refusal::LogFilter)?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    if json {
        log.json().init();
    } else {
        log.init();
    }
    Ok(())
}

/// The two ways in which a system asks a program to stop.
#[cfg(unix)]
struct StopRequest {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopRequest {
    /// From now on a request is noticed, also before anybody waits for it.
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn arrives(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct StopRequest;

#[cfg(not(unix))]
impl StopRequest {
    fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn arrives(self) {
        // Without a way to be asked it runs until it is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

//! TLS by the collector itself.

#![allow(clippy::disallowed_methods, reason = "writes the certificates that the collector reads")]

use std::path::Path;
use std::time::Duration;

use porchlight_collector::server::{Config, Deadlines, TlsFiles};
use reqwest::{Certificate, Client};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use crate::world::World;

/// A certificate for this computer, valid by itself, written where the collector looks.
fn write_certificate(folder: &Path) -> Certificate {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    Certificate::from_pem(made.cert.pem().as_bytes()).unwrap()
}

fn with_tls(config: &mut Config, folder: &Path) {
    let files = TlsFiles::new(folder.join("cert.pem"), folder.join("key.pem"));
    config.tls = Some(TlsFiles { look_every: Duration::from_millis(10), ..files });
}

/// Asks over a new connection, trusting this certificate alone.
async fn asks(world: &World, certificate: &Certificate) -> reqwest::Result<u16> {
    let client = Client::builder().no_proxy().tls_certs_only([certificate.clone()]).build()?;
    let url = format!("https://localhost:{}/healthz", world.socket().port());
    Ok(client.get(url).send().await?.status().as_u16())
}

#[tokio::test]
async fn who_trusts_the_certificate_is_served_over_tls_and_nobody_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let certificate = write_certificate(folder.path());
    let world = World::with(|config| with_tls(config, folder.path())).await;
    assert_eq!(asks(&world, &certificate).await.unwrap(), 204);
    let other = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let other = Certificate::from_pem(other.cert.pem().as_bytes()).unwrap();
    assert!(asks(&world, &other).await.unwrap_err().is_connect());
    assert!(world.client.get(world.url("/healthz")).send().await.is_err());
}

#[tokio::test]
async fn a_renewed_certificate_counts_without_a_restart_and_a_broken_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first = write_certificate(folder.path());
    let world = World::with(|config| with_tls(config, folder.path())).await;
    assert_eq!(asks(&world, &first).await.unwrap(), 204);
    std::fs::write(folder.path().join("key.pem"), "not a key").unwrap();
    assert_eq!(asks(&world, &first).await.unwrap(), 204);
    let second = write_certificate(folder.path());
    while asks(&world, &second).await.is_err() {}
    assert!(asks(&world, &first).await.is_err());
}

#[tokio::test]
async fn who_does_not_begin_to_speak_tls_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let certificate = write_certificate(folder.path());
    let world = World::with(|config| {
        with_tls(config, folder.path());
        config.deadlines = Deadlines { head: Duration::from_millis(200), ..Deadlines::default() };
    })
    .await;
    let mut silent = TcpStream::connect(world.socket()).await.unwrap();
    assert_eq!(asks(&world, &certificate).await.unwrap(), 204);
    let mut nothing = Vec::new();
    silent.read_to_end(&mut nothing).await.unwrap();
    assert_eq!(nothing, b"");
}

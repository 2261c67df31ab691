//! TLS by the collector itself: a certificate with its key, read again when the files change, so that a renewed one
//! counts without a restart.

#![allow(clippy::disallowed_methods, reason = "the collector's own files; no machine is asked about itself")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// The files of a certificate, both in PEM.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The certificate, followed by those between it and the authority's.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// How often they are looked at for changes.
    pub look_every: Duration,
}

impl TlsFiles {
    /// Files that are looked at every half minute.
    #[must_use]
    pub fn new(certificate: PathBuf, key: PathBuf) -> Self {
        Self { certificate, key, look_every: Duration::from_secs(30) }
    }
}

/// Why there is no TLS with these files.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read, or does not hold what it should.
    #[error("cannot use {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What was wrong.
        source: pem::Error,
    },
    /// The file has no certificate in it.
    #[error("{} holds no certificate", path.display())]
    NoCertificate {
        /// Which.
        path: PathBuf,
    },
    /// The key does not belong to the certificate, or is of a kind that is not supported.
    #[error("the certificate and the key do not go together")]
    Refused(#[source] rustls::Error),
}

/// Takes connections with the certificate of now.
pub(super) struct Tls {
    pub(super) acceptor: TlsAcceptor,
    current: Arc<Current>,
    files: TlsFiles,
    seen: Stamp,
}

/// When the two files were last written; `None` for one that is not there.
type Stamp = [Option<SystemTime>; 2];

#[derive(Debug)]
struct Current(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Tls {
    /// Reads the files. Blocks.
    pub(super) fn open(files: TlsFiles) -> Result<Self, TlsError> {
        let seen = stamp(&files);
        let current = Arc::new(Current(RwLock::new(Arc::new(load(&files)?))));
        let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(TlsError::Refused)?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&current) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), current, files, seen })
    }

    /// Looks for changes until the server stops. What cannot be used is said in the log, and the old one stays.
    pub(super) async fn follow(self, mut stopping: watch::Receiver<bool>) {
        let Self { current, files, mut seen, .. } = self;
        let mut looks = tokio::time::interval(files.look_every);
        looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = looks.tick() => {}
                _ = stopping.wait_for(|stopping| *stopping) => return,
            }
            let files = files.clone();
            let changed = tokio::task::spawn_blocking(move || changed(&files, seen)).await;
            match changed {
                Ok(None) => {}
                Ok(Some((now, Ok(key)))) => {
                    seen = now;
                    *current.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(key);
                    tracing::info!("the certificate was read again");
                }
                // Not remembered as seen: the key may be written a moment after its certificate.
                Ok(Some((_, Err(error)))) => {
                    let error: &dyn std::error::Error = &error;
                    tracing::warn!(error, "the new certificate cannot be used; the old one stays");
                }
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "no look at the certificate");
                }
            }
        }
    }
}

fn changed(files: &TlsFiles, seen: Stamp) -> Option<(Stamp, Result<CertifiedKey, TlsError>)> {
    let now = stamp(files);
    (now != seen).then(|| (now, load(files)))
}

fn stamp(files: &TlsFiles) -> Stamp {
    let written = |path: &Path| std::fs::metadata(path).and_then(|meta| meta.modified()).ok();
    [written(&files.certificate), written(&files.key)]
}

fn load(files: &TlsFiles) -> Result<CertifiedKey, TlsError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        |source| TlsError::File { path, source }
    };
    let chain: Vec<_> = CertificateDer::pem_file_iter(&files.certificate)
        .map_err(at(&files.certificate))?
        .collect::<Result<_, _>>()
        .map_err(at(&files.certificate))?;
    if chain.is_empty() {
        return Err(TlsError::NoCertificate { path: files.certificate.clone() });
    }
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(at(&files.key))?;
    CertifiedKey::from_der(chain, key, &aws_lc_rs::default_provider()).map_err(TlsError::Refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> (String, String) {
        let made = rcgen::generate_simple_self_signed(["help.example".to_owned()]).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    fn files(folder: &Path, certificate: &str, key: &str) -> TlsFiles {
        let files = TlsFiles::new(folder.join("cert.pem"), folder.join("key.pem"));
        std::fs::write(&files.certificate, certificate).unwrap();
        std::fs::write(&files.key, key).unwrap();
        files
    }

    #[test]
    fn a_certificate_with_its_key_can_be_used() {
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = pair();
        assert!(Tls::open(files(folder.path(), &certificate, &key)).is_ok());
    }

    #[test]
    fn what_cannot_be_used_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = pair();
        let (_, other_key) = pair();
        let why =
            |certificate: &str, key: &str| Tls::open(files(folder.path(), certificate, key)).err().unwrap();
        assert!(matches!(why(&certificate, &other_key), TlsError::Refused(_)));
        assert!(matches!(why("", &key), TlsError::NoCertificate { .. }));
        assert!(matches!(why(&certificate, ""), TlsError::File { .. }));
        assert!(matches!(why(&certificate, "\u{0}-----BEGIN"), TlsError::File { .. }));
        let broken = certificate.replace("MII", "!!!");
        assert!(matches!(why(&broken, &key), TlsError::File { .. }));
        std::fs::remove_file(folder.path().join("cert.pem")).unwrap();
        let gone = TlsFiles::new(folder.path().join("cert.pem"), folder.path().join("key.pem"));
        assert!(matches!(Tls::open(gone).err().unwrap(), TlsError::File { .. }));
    }
}

//! Why a collector could not be asked, or said no.

use std::error::Error;
use std::io;
use std::time::Duration;

use porchlight_contract::{ErrorCode, Problem};

/// A failed request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientError {
    /// What to tell the person.
    pub problem: Problem,
    /// How long the collector asked us to wait.
    pub retry_after: Option<Duration>,
}

impl ClientError {
    pub(crate) fn new(code: ErrorCode) -> Self {
        Self { problem: Problem::new(code), retry_after: None }
    }

    /// Whether the same request may succeed later without anybody changing anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(
            self.problem.code,
            ErrorCode::Offline
                | ErrorCode::CollectorUnreachable
                | ErrorCode::TlsUntrusted
                | ErrorCode::TimedOut
                | ErrorCode::ServerError
                | ErrorCode::ServerBusy
                | ErrorCode::RateLimited
                | ErrorCode::ClockWrong
                | ErrorCode::AnswerMalformed
                | ErrorCode::Internal
        )
    }
}

impl From<reqwest::Error> for ClientError {
    fn from(error: reqwest::Error) -> Self {
        let code = if error.is_timeout() {
            ErrorCode::TimedOut
        } else if causes(&error).any(is_certificate_error) {
            ErrorCode::TlsUntrusted
        } else if causes(&error).any(is_without_network) {
            ErrorCode::Offline
        } else {
            ErrorCode::CollectorUnreachable
        };
        Self::new(code)
    }
}

/// The error and what it was caused by. An `io::Error` hides what it wraps from `source`, so it is opened here.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| {
        let error: &'a (dyn Error + 'static) = *error;
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn Error + 'static)).or_else(|| error.source())
    })
}

fn is_certificate_error(error: &(dyn Error + 'static)) -> bool {
    matches!(error.downcast_ref::<rustls::Error>(), Some(rustls::Error::InvalidCertificate(_)))
}

/// No route, or no name server that answers: the way out is missing, not the collector.
fn is_without_network(error: &(dyn Error + 'static)) -> bool {
    let unreachable = error.downcast_ref::<io::Error>().is_some_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown | io::ErrorKind::HostUnreachable
        )
    });
    // hyper-util gives name resolution no type of its own.
    unreachable || error.to_string().contains("dns error")
}

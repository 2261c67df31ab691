//! The three requests that a device can make.

use std::time::Duration;

use porchlight_contract::{
    CollectorAddress, Enrolment, ErrorCode, InviteCode, InviteLookUp, InviteOffer, Problem,
};
use serde::de::DeserializeOwned;

use crate::transport::{Https, RawAnswer};
use crate::{ClientError, Transport};

/// The media type of a compact JWS (RFC 7515 §9.2.1).
const JOSE: &str = "application/jose";

/// A collector, by the way to it.
pub struct Collector {
    transport: Box<dyn Transport>,
}

impl Collector {
    /// Prepares to talk to the collector at an address; nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] if the TLS of this system cannot be set up.
    pub fn new(address: CollectorAddress) -> Result<Self, ClientError> {
        Ok(Self::over(Https::new(address)?))
    }

    /// Prepares to talk to a collector over another transport, such as a simulated one.
    #[must_use]
    pub fn over(transport: impl Transport + 'static) -> Self {
        Self { transport: Box::new(transport) }
    }

    /// Asks what an invite offers.
    ///
    /// # Errors
    /// [`ClientError`] with the collector's own code, or with why it could not be asked.
    pub async fn look_up(&self, code: &InviteCode) -> Result<InviteOffer, ClientError> {
        let body = serde_json::to_string(&InviteLookUp { code: code.clone() })
            .map_err(|_| ClientError::new(ErrorCode::Internal))?;
        parsed(&self.post("invites/look-up", "application/json", body).await?)
    }

    /// Asks to be enrolled, with a signed [`EnrolmentRequest`](porchlight_contract::EnrolmentRequest).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn enrol(&self, jws: String) -> Result<Enrolment, ClientError> {
        parsed(&self.post("enrolments", JOSE, jws).await?)
    }

    /// Hands over a signed report. Returns the receipt as it came: signed, and not yet verified.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn send_report(&self, jws: String) -> Result<String, ClientError> {
        let answer = self.post("reports", JOSE, jws).await?;
        String::from_utf8(answer).map_err(|_| ClientError::new(ErrorCode::AnswerMalformed))
    }

    async fn post(&self, path: &str, media_type: &'static str, body: String) -> Result<Vec<u8>, ClientError> {
        let RawAnswer { status, retry_after, body } = self.transport.post(path, media_type, body).await?;
        if (200..300).contains(&status) {
            return Ok(body);
        }
        // Anything between us and the collector may answer in its place, and not in our language.
        let problem = serde_json::from_slice(&body).unwrap_or_else(|_| {
            Problem::new(match status {
                429 => ErrorCode::RateLimited,
                503 => ErrorCode::ServerBusy,
                500.. => ErrorCode::ServerError,
                _ => ErrorCode::AnswerMalformed,
            })
        });
        tracing::debug!(http.status = status, error.code = %problem.code.as_str(), "request refused");
        let retry_after = retry_after.and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
        Err(ClientError { problem, retry_after })
    }
}

fn parsed<T: DeserializeOwned>(answer: &[u8]) -> Result<T, ClientError> {
    serde_json::from_slice(answer).map_err(|_| ClientError::new(ErrorCode::AnswerMalformed))
}

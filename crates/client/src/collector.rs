//! The requests that a device can make.

use std::time::{Duration, Instant};

use porchlight_contract::{
    CollectorAddress, Enrolment, ErrorCode, InviteCode, InviteLookUp, InviteOffer, Problem, Timestamp,
};
use porchlight_host::between;
use serde::de::DeserializeOwned;

use crate::transport::{Https, RawAnswer};
use crate::{ClientError, Transport};

/// The media type of a compact JWS (RFC 7515 §9.2.1).
const JOSE: &str = "application/jose";
/// When to come back to somebody who has too much to do and does not say when.
const USUAL_PAUSE: Duration = Duration::from_secs(30);
/// The answer to a question for the time: nothing but its head.
const NO_CONTENT: u16 = 204;

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

    /// Hands over a signed [`Withdrawal`](porchlight_contract::Withdrawal). Returns the collector's word that the report
    /// is erased as it came: signed, and not yet verified.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw(&self, jws: String) -> Result<String, ClientError> {
        let answer = self.post("withdrawals", JOSE, jws).await?;
        String::from_utf8(answer).map_err(|_| ClientError::new(ErrorCode::AnswerMalformed))
    }

    /// The collector's time to the second, and how long it was under way.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn time(&self) -> Result<(Timestamp, Duration), ClientError> {
        let begun = Instant::now();
        let answer = self.transport.get("time").await?;
        let took = begun.elapsed();
        match (answer.status, answer.date.as_deref().and_then(date)) {
            (NO_CONTENT, Some(date)) => Ok((date, took)),
            _ => Err(ClientError::new(ErrorCode::AnswerMalformed)),
        }
    }

    async fn post(&self, path: &str, media_type: &'static str, body: String) -> Result<Vec<u8>, ClientError> {
        let answer = self.transport.post(path, media_type, body).await?;
        let retry_after = retry_after(&answer);
        let RawAnswer { status, body, .. } = answer;
        if (200..300).contains(&status) {
            return Ok(body);
        }
        // Anything between us and the collector may answer in its place, and not in our language.
        let problem = serde_json::from_slice(&body).unwrap_or_else(|_| stand_in(status, retry_after));
        tracing::debug!(http.status = status, error.code = %problem.code.as_str(), "request refused");
        Err(ClientError { problem, retry_after })
    }
}

/// How long somebody asks us to wait: in seconds, or until a time by their own clock (RFC 9110 §10.2.3).
fn retry_after(answer: &RawAnswer) -> Option<Duration> {
    let text = answer.retry_after.as_deref()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // Ours may be wrong, so that without their time the wait cannot be known.
    Some(between(&date(answer.date.as_deref()?)?, &date(text)?))
}

/// The problem that a status means where nobody wrote one down.
fn stand_in(status: u16, retry_after: Option<Duration>) -> Problem {
    let seconds = retry_after.unwrap_or(USUAL_PAUSE).as_secs();
    match status {
        429 => Problem::new(ErrorCode::RateLimited).with("seconds", seconds),
        503 => Problem::new(ErrorCode::ServerBusy).with("seconds", seconds),
        500.. => Problem::new(ErrorCode::ServerError),
        _ => Problem::new(ErrorCode::AnswerMalformed),
    }
}

/// A date as HTTP writes it (RFC 9110 §5.6.7), in the form that is not obsolete.
fn date(text: &str) -> Option<Timestamp> {
    let time = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Timestamp::parse(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).ok()
}

fn parsed<T: DeserializeOwned>(answer: &[u8]) -> Result<T, ClientError> {
    serde_json::from_slice(answer).map_err(|_| ClientError::new(ErrorCode::AnswerMalformed))
}

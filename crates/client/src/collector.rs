//! The requests that a device can make.

use std::time::{Duration, Instant};

use porchlight_contract::{
    CollectorAddress, Enrolment, ErrorCode, InviteCode, InviteLookUp, InviteOffer, Problem, Timestamp, limits,
};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, DATE, RETRY_AFTER};
use serde::de::DeserializeOwned;

use crate::ClientError;

/// The media type of a compact JWS (RFC 7515 §9.2.1).
const JOSE: &str = "application/jose";
const CONNECT_DEADLINE: Duration = Duration::from_secs(8);
const REQUEST_DEADLINE: Duration = Duration::from_secs(20);
/// When to come back to somebody who has too much to do and does not say when.
const USUAL_PAUSE: Duration = Duration::from_secs(30);

/// A collector, by its address.
pub struct Collector {
    http: reqwest::Client,
    address: CollectorAddress,
}

impl Collector {
    /// Prepares to talk to a collector; nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] if the TLS of this system cannot be set up.
    pub fn new(address: CollectorAddress) -> Result<Self, ClientError> {
        let plain = address.as_str().starts_with("http://");
        let builder = reqwest::Client::builder()
            .user_agent(concat!("porchlight/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_DEADLINE)
            .timeout(REQUEST_DEADLINE)
            .redirect(reqwest::redirect::Policy::none())
            .https_only(!plain);
        // An address without TLS is the loopback, which no proxy can reach for us.
        let builder = if plain { builder.no_proxy() } else { builder };
        let http = builder.build().map_err(|_| ClientError::new(ErrorCode::Internal))?;
        Ok(Self { http, address })
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
        let response = self.http.get(format!("{}/api/device/v1/time", self.address)).send().await?;
        let took = begun.elapsed();
        let date = response.headers().get(DATE).and_then(|value| date(value.to_str().ok()?));
        match (response.status(), date) {
            (StatusCode::NO_CONTENT, Some(date)) => Ok((date, took)),
            _ => Err(ClientError::new(ErrorCode::AnswerMalformed)),
        }
    }

    async fn post(&self, path: &str, media_type: &str, body: String) -> Result<Vec<u8>, ClientError> {
        let url = format!("{}/api/device/v1/{path}", self.address);
        let request = self.http.post(url).header(CONTENT_TYPE, media_type).body(body);
        let response = request.send().await?;
        let status = response.status();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.parse().ok())
            .map(Duration::from_secs);
        let answer = read_limited(response).await?;
        if status.is_success() {
            return Ok(answer);
        }
        // Anything between us and the collector may answer in its place, and not in our language.
        let problem = serde_json::from_slice(&answer).unwrap_or_else(|_| stand_in(status, retry_after));
        tracing::debug!(http.status = status.as_u16(), error.code = %problem.code.as_str(), "request refused");
        Err(ClientError { problem, retry_after })
    }
}

/// The problem that a status means where nobody wrote one down.
fn stand_in(status: StatusCode, retry_after: Option<Duration>) -> Problem {
    let seconds = retry_after.unwrap_or(USUAL_PAUSE).as_secs();
    match status.as_u16() {
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

/// The body, as long as it is no longer than an answer can be.
async fn read_limited(mut response: reqwest::Response) -> Result<Vec<u8>, ClientError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limits::ANSWER_BYTES {
            return Err(ClientError::new(ErrorCode::AnswerMalformed));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

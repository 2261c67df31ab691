//! The way to a collector: HTTP, with every limit that a request has.

use std::time::Duration;

use async_trait::async_trait;
use porchlight_contract::{CollectorAddress, ErrorCode, limits};
use reqwest::header::{CONTENT_TYPE, DATE, RETRY_AFTER};

use crate::ClientError;

const CONNECT_DEADLINE: Duration = Duration::from_secs(8);
const REQUEST_DEADLINE: Duration = Duration::from_secs(20);

/// Brings one request to a collector and its answer back. What the answer means is not its business.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Posts a body to a path of the device's interface, such as `reports`.
    ///
    /// # Errors
    /// [`ClientError`] if there is no answer, or one that is longer than an answer can be.
    async fn post(
        &self,
        path: &str,
        media_type: &'static str,
        body: String,
    ) -> Result<RawAnswer, ClientError>;

    /// Gets a path of the device's interface, such as `time`.
    ///
    /// # Errors
    /// As [`post`](Self::post).
    async fn get(&self, path: &str) -> Result<RawAnswer, ClientError>;
}

/// An answer as it came: from the collector, or from whatever answered in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The `Retry-After` header, if it came as text.
    pub retry_after: Option<String>,
    /// The `Date` header, if it came as text.
    pub date: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// HTTP over TLS; without TLS to this very computer.
pub(crate) struct Https {
    http: reqwest::Client,
    address: CollectorAddress,
}

impl Https {
    pub(crate) fn new(address: CollectorAddress) -> Result<Self, ClientError> {
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

    fn url(&self, path: &str) -> String {
        format!("{}/api/device/v1/{path}", self.address)
    }
}

#[async_trait]
impl Transport for Https {
    async fn post(
        &self,
        path: &str,
        media_type: &'static str,
        body: String,
    ) -> Result<RawAnswer, ClientError> {
        let request = self.http.post(self.url(path)).header(CONTENT_TYPE, media_type).body(body);
        answer(request.send().await?).await
    }

    async fn get(&self, path: &str) -> Result<RawAnswer, ClientError> {
        answer(self.http.get(self.url(path)).send().await?).await
    }
}

async fn answer(response: reqwest::Response) -> Result<RawAnswer, ClientError> {
    let status = response.status().as_u16();
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (retry_after, date) = (header(RETRY_AFTER), header(DATE));
    Ok(RawAnswer { status, retry_after, date, body: read_limited(response).await? })
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

//! Request bodies: of the right kind, no longer than allowed, and there in time.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use porchlight_contract::{ErrorCode, limits};
use serde::de::DeserializeOwned;

use super::Failure;
use crate::app::Shared;

/// A JSON object of at most `LIMIT` bytes.
pub(crate) struct JsonBody<T, const LIMIT: usize = { limits::BODY_BYTES }>(pub(crate) T);

impl<T: DeserializeOwned, const LIMIT: usize> FromRequest<Shared> for JsonBody<T, LIMIT> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Failure> {
        require_type(request.headers(), "application/json")?;
        let bytes = read(request.into_body(), LIMIT, app.body_deadline).await?;
        let malformed = || Failure::from(ErrorCode::RequestMalformed);
        // Serde would take a list for an object too, by the order of the fields.
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if first != Some(&b'{') {
            return Err(malformed());
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|_| malformed())
    }
}

/// A body that is a compact JWS of at most `LIMIT` bytes, not yet verified.
pub(crate) struct Signed<const LIMIT: usize>(pub(crate) String);

impl<const LIMIT: usize> FromRequest<Shared> for Signed<LIMIT> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Failure> {
        require_type(request.headers(), "application/jose")?;
        let bytes = read(request.into_body(), LIMIT, app.body_deadline).await?;
        String::from_utf8(bytes).map(Self).map_err(|_| ErrorCode::RequestMalformed.into())
    }
}

fn require_type(headers: &HeaderMap, expected: &str) -> Result<(), Failure> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(expected) {
        Ok(())
    } else {
        Err(Failure::from(ErrorCode::RequestMalformed).with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE))
    }
}

async fn read(body: Body, limit: usize, deadline: Duration) -> Result<Vec<u8>, Failure> {
    let declared = axum::body::HttpBody::size_hint(&body).lower();
    if declared > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(ErrorCode::RequestTooLarge.into());
    }
    match tokio::time::timeout(deadline, to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes.into()),
        Ok(Err(error)) if is_over_limit(&error) => Err(ErrorCode::RequestTooLarge.into()),
        Ok(Err(_)) => Err(ErrorCode::RequestMalformed.into()),
        Err(_) => Err(ErrorCode::TimedOut.into()),
    }
}

/// `to_bytes` says so only by an error further down.
fn is_over_limit(error: &axum::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    std::iter::from_fn(|| {
        let current = cause?;
        cause = current.source();
        Some(current.to_string())
    })
    .any(|text| text.contains("length limit exceeded"))
}

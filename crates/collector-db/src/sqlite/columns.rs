//! From columns to contract types and back.

use std::collections::BTreeSet;
use std::str::FromStr;

use aws_lc_rs::digest;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_contract::{CompanyId, Thumbprint, Timestamp};
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::{Scope, StoreError};

/// A column whose text must have a contract type's shape.
pub(super) fn text<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    parsed(at, &row.get::<_, String>(at)?)
}

/// The same where the column may be empty.
pub(super) fn text_or_null<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<T>>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    row.get::<_, Option<String>>(at)?.map(|text| parsed(at, &text)).transpose()
}

fn parsed<T>(at: usize, text: &str) -> rusqlite::Result<T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    text.parse().map_err(|error| unreadable(at, error))
}

/// A column that holds JSON.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(at)?.as_str()?).map_err(|error| unreadable(at, error))
}

/// A column that holds the wire word of an enum without data.
pub(super) fn word<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    serde_json::from_value(row.get::<_, String>(at)?.into()).map_err(|error| unreadable(at, error))
}

/// A column with the seconds of a time.
pub(super) fn time(row: &Row<'_>, at: usize) -> rusqlite::Result<Timestamp> {
    timestamp(row.get(at)?).ok_or_else(|| unreadable(at, OutsideCalendar))
}

/// The same where the column may be empty.
pub(super) fn time_or_null(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Timestamp>> {
    let seconds: Option<i64> = row.get(at)?;
    seconds.map(|seconds| timestamp(seconds).ok_or_else(|| unreadable(at, OutsideCalendar))).transpose()
}

/// A column with the 16 bytes of an id.
pub(super) fn id<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    parsed(at, &Uuid::from_bytes(row.get(at)?).to_string())
}

/// The 16 bytes of an id.
pub(super) fn id_bytes(id: &str) -> Result<[u8; 16], StoreError> {
    Uuid::parse_str(id).map(Uuid::into_bytes).map_err(failed)
}

/// A time that is not within the years 0 to 9999.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a time outside the calendar of the wire")]
pub(super) struct OutsideCalendar;

/// A time in seconds since 1970.
pub(super) fn seconds(time: &Timestamp) -> Result<i64, StoreError> {
    let instant: jiff::Timestamp = time.as_str().parse().map_err(|_| failed(OutsideCalendar))?;
    Ok(instant.as_second())
}

/// The time that is so many seconds after 1970.
pub(super) fn timestamp(seconds: i64) -> Option<Timestamp> {
    Timestamp::parse(jiff::Timestamp::from_second(seconds).ok()?.to_string()).ok()
}

pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}

/// A hash in the text that names it.
pub(super) fn thumbprint(at: usize, hash: [u8; 32]) -> rusqlite::Result<Thumbprint> {
    Thumbprint::parse(BASE64_URL_SAFE_NO_PAD.encode(hash)).map_err(|error| unreadable(at, error))
}

/// The bytes of a hash.
pub(super) fn thumbprint_bytes(hash: &Thumbprint) -> Result<Vec<u8>, StoreError> {
    BASE64_URL_SAFE_NO_PAD.decode(hash.as_str()).map_err(failed)
}

pub(super) fn unreadable(
    at: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}

/// What a value from elsewhere that does not fit is to the store.
pub(super) fn failed(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Failed(Box::new(error))
}

/// A value as JSON text.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(failed)
}

/// The wire word of an enum without data.
pub(super) fn to_word(value: &impl Serialize) -> Result<String, StoreError> {
    let json = to_json(value)?;
    Ok(json.trim_matches('"').to_owned())
}

/// The companies of a scope as JSON, to be compared with by `IN (SELECT value FROM json_each(?))`; `None` for all.
pub(super) fn scope(scope: &Scope) -> Option<String> {
    let ids = |companies: &BTreeSet<CompanyId>| {
        companies.iter().map(|id| Value::from(id.as_str())).collect::<Value>().to_string()
    };
    scope.as_ref().map(ids)
}

//! From columns to contract types and back.

use std::collections::BTreeSet;
use std::str::FromStr;

use porchlight_contract::CompanyId;
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

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

fn unreadable(at: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}

/// A value as JSON text.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Failed(Box::new(error)))
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

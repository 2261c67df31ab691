//! What a company asks for, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::CheckId;

/// A company's policy. Checks that it does not name are shown and not judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyDocument {
    /// Counts up with every change.
    pub version: u32,
    /// What is asked of each check.
    pub checks: BTreeMap<CheckId, Requirement>,
}

/// How much a company asks of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Work cannot start without it.
    Required,
    /// Worth mending; work can start.
    Advised,
}

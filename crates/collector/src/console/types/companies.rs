//! The shapes of companies.

use porchlight_contract::{CompanyId, HelpDesk, PlainText, Timestamp};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::Policy;

/// A company by id and name.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct CompanyName {
    pub(crate) id: CompanyId,
    pub(crate) name: PlainText,
}

/// A company with its counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct CompanyRow {
    pub(crate) id: CompanyId,
    pub(crate) name: PlainText,
    /// Enrolled devices.
    pub(crate) devices: u32,
    /// Those of them that are ready for work by their newest report.
    pub(crate) ready: u32,
    /// Those with something that must be mended.
    pub(crate) must_mend: u32,
    /// Those with something that could not be read.
    pub(crate) unclear: u32,
    /// Those whose newest report is too old.
    pub(crate) stale: u32,
    /// Those without any report.
    pub(crate) never_reported: u32,
    /// Those whose newest report leaves something out.
    pub(crate) left_out: u32,
    /// Invites that wait for a device.
    pub(crate) invited: u64,
}

/// A company with all that is known of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct CompanyDetail {
    pub(crate) row: CompanyRow,
    /// Whom its people call.
    pub(crate) help_desk: HelpDesk,
    pub(crate) policy: Policy,
    /// The policies of before, the last one first, at most 20.
    pub(crate) former_policies: Vec<FormerVersion>,
    pub(crate) created_at: Timestamp,
}

/// A policy that a company had before.
#[derive(Serialize, ToSchema)]
pub(crate) struct FormerVersion {
    pub(crate) policy: Policy,
    /// Until when it counted.
    pub(crate) replaced_at: Timestamp,
}

/// A company to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderedCompany {
    pub(crate) name: PlainText,
    /// Whom its people call.
    #[serde(default)]
    pub(crate) phone: Option<PlainText>,
    /// When somebody answers.
    #[serde(default)]
    pub(crate) hours: Option<PlainText>,
}

/// The id of a company that was added.
#[derive(Serialize, ToSchema)]
pub(crate) struct CompanyAdded {
    pub(crate) id: CompanyId,
}

/// What is to be changed of a company. What is left out stays; `null` takes it away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderedChange {
    #[serde(default)]
    pub(crate) name: Option<PlainText>,
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<PlainText>)]
    pub(crate) phone: Option<Option<PlainText>>,
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<PlainText>)]
    pub(crate) hours: Option<Option<PlainText>>,
}

/// Tells a field that is `null` from one that is not there.
fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<PlainText>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

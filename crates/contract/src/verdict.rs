//! What outcomes mean for a company: the result of its policy, never stored, always judged anew.

use serde::{Deserialize, Serialize};

/// What one outcome means under a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Required, and seen not to be so: work cannot start yet.
    MustMend,
    /// Could not be read, though the company asks for it. Ours to mend, not the person's.
    Unclear,
    /// Not as it should be; work can start.
    WorthMending,
    /// The person chose not to share it. Neither good nor a failure.
    NotShared,
    /// As it should be.
    Good,
    /// Makes no sense on this computer, or the company does not ask.
    NotAsked,
}

/// Whether a computer is ready for work, with its counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Readiness {
    /// Whether nothing required is failing or unread.
    pub ready: bool,
    /// How many must be mended.
    pub must_mend: u32,
    /// How many could not be read.
    pub unclear: u32,
    /// How many are worth mending.
    pub worth_mending: u32,
    /// How many the person chose not to share.
    #[serde(default)]
    pub not_shared: u32,
    /// How many are good.
    pub good: u32,
    /// Of how many that apply.
    pub asked: u32,
}

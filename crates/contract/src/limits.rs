//! Sizes past which input is refused unread. Both sides use the same ones.

/// A signed report as it travels. Nine checks take about 6 KiB.
pub const REPORT_BYTES: usize = 64 * 1024;
/// Any other request body.
pub const BODY_BYTES: usize = 16 * 1024;
/// A list of people to be invited: 500 names, each as long as one may be, in four bytes a character.
pub const BATCH_BYTES: usize = 256 * 1024;
/// People who are invited at once.
pub const BATCH: usize = 500;
/// Any answer of a collector that a device will read.
pub const ANSWER_BYTES: usize = 256 * 1024;
/// An invite link.
pub const INVITE_LINK_BYTES: usize = 1024;
/// Checks in one report.
pub const CHECKS: usize = 64;
/// Facts of one check.
pub const FACTS: usize = 32;
/// Reasons of one outcome.
pub const REASONS: usize = 16;

//! How busy a store is.

/// Figures since the store was opened, for those who run it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Durable commits. Writes share them.
    pub commits: u64,
    /// Writes in these commits.
    pub writes: u64,
    /// Writes that wait for their turn now.
    pub waiting: u64,
}

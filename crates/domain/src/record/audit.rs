//! What a check of the whole ledger says.

/// What a check of the whole ledger found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Streams read.
    pub streams: u64,
    /// Entries read.
    pub entries: u64,
    /// Entries whose fields are gone: erased after their retention, or else a fault.
    pub without_details: u64,
    /// What does not fit, in words; empty if all is well.
    pub faults: Vec<String>,
}

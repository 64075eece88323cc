//! The audit ledger: its entries, the one writer of a stream, its verification, and changes with their entry.

pub(crate) mod append;
pub(crate) mod batch;
pub(crate) mod chain;
pub(crate) mod entry;
pub(crate) mod noted;
pub(crate) mod pulse;
pub(crate) mod verify;
pub(crate) mod wal;
pub(crate) mod witness;
pub(crate) mod writer;

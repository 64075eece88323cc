//! What is read back from the ledger.

pub(crate) mod access_record;

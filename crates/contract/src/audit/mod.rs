//! What was done, as the ledger has it.

pub mod access_record;

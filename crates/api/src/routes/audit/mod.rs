//! What was done, by the audit ledger.

pub(crate) mod access_record;

//! What the ledger tells those whose record it is.

pub(crate) mod access_record;
pub(crate) mod verification;

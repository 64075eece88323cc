//! What the ledger holds of all this.

pub(crate) mod access_record;
pub(crate) mod no_change_without_entry;

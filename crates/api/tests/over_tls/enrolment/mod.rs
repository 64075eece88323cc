//! How an office and its devices come in.

pub(crate) mod enrolling;
pub(crate) mod strangers;

//! The insurer's desk, as the contract shapes it.

pub(crate) mod letter;
pub(crate) mod usage_application;

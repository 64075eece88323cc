//! The city's data coming in, and how fresh it is.

pub(crate) mod freshness;
pub(crate) mod import;

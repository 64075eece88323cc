//! Deliveries as they are kept: which file was taken in when, what came of it, what was found wrong with it.

pub(crate) mod finding;
pub(crate) mod offices;
pub(crate) mod record;

//! What every request and answer has to keep to.

pub(crate) mod conventions;
pub(crate) mod english;
pub(crate) mod repeated;
pub(crate) mod requests;
pub(crate) mod seen;
pub(crate) mod slow;

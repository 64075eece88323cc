//! Usage applications, install keys and certificates, as the contract shapes them.

pub(crate) mod redemption;
pub(crate) mod usage_application;

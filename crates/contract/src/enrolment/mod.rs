//! Usage applications, install keys, certificates.

pub mod redemption;
pub mod usage_application;

//! Usage applications, install keys, certificates.

pub mod letter;
pub mod office_lookup;
pub mod redemption;
pub mod usage_application;

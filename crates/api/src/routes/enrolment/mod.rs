//! Usage applications, install keys, certificates.

pub(crate) mod install_key;
pub(crate) mod redemption;
pub(crate) mod renewal;
pub(crate) mod usage_application;

//! Usage applications, letters, install keys and certificates in the making, as they are kept.

pub(crate) mod install_key;
pub(crate) mod issuance;
pub(crate) mod letter;
pub(crate) mod usage_application;
pub(crate) mod usage_application_event;

//! How an office and its devices come in: usage applications, install keys, certificates made and renewed.

pub(crate) mod enrolling;
pub(crate) mod install_key;
pub(crate) mod issue;
pub(crate) mod owner;
pub(crate) mod redemption;
pub(crate) mod renewal;
pub(crate) mod terms;
pub(crate) mod usage_application;

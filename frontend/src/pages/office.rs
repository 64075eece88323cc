//! The administration of an organization: its permit, staff, devices, install keys, sessions, record. The insurer sees
//! accounts, devices and keys on the same pages.

pub mod access_record;
pub mod account_change;
pub mod accounts;
pub mod bulk;
pub mod devices;
pub mod install_keys;
pub mod invite;
pub mod organization;
pub mod renewal;
pub mod sessions;

//! Organizations, their accounts and devices, and the ministry's office master, as they are kept.

pub(crate) mod account;
pub(crate) mod designated_office;
pub(crate) mod device;
pub(crate) mod office_master;
pub(crate) mod organization;

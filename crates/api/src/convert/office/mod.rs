//! Organizations, their staff and devices, as the contract shapes them.

pub(crate) mod account;
pub(crate) mod device;
pub(crate) mod organization;

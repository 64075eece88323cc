//! Organizations, their staff and devices.

pub mod account;
pub mod device;
pub mod organization;

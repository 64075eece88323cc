//! An organization with its staff and devices, as its administrator and the insurer run it.

pub(crate) mod account;
pub(crate) mod device;
pub(crate) mod organization;
pub(crate) mod staff_table;

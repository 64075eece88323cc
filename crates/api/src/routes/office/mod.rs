//! Organizations, their staff and devices, by their administrator and by the insurer.

pub(crate) mod city;
pub(crate) mod city_accounts;
pub(crate) mod device;
pub(crate) mod organization;

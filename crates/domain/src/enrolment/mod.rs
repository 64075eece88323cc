//! How an organization and its devices come in: the application for use, the install key, the device.

pub mod device;
pub mod install_key;
pub mod letter;
pub mod usage_application;

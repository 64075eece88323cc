//! The screens. Each asks for what it shows and hands it to `parts`.

pub mod apply;
pub mod apply_status;
pub mod client;
pub mod clients;
pub mod device_check;
pub mod document;
pub mod enrol;
pub mod lock;
pub mod not_found;
pub mod sign_in;
pub mod work;

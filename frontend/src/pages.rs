//! The screens. Each asks for what it shows and hands it to `parts`.

pub mod client;
pub mod clients;
pub mod document;
pub mod lock;
pub mod not_found;
pub mod sign_in;
pub mod work;

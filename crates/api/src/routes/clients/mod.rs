//! One's own clients and what is known of them.

pub(crate) mod card;
pub(crate) mod client;
pub(crate) mod document;
pub(crate) mod pace;
pub(crate) mod work;

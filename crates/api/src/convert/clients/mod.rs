//! What is known of a client, as the contract shapes it.

pub(crate) mod burden_ratio;
pub(crate) mod card;
pub(crate) mod certification;
pub(crate) mod client;
pub(crate) mod continuity;
pub(crate) mod document;
pub(crate) mod pace;
pub(crate) mod work;

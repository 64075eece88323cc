//! What is shown of one's own clients.

pub(crate) mod cards;
pub(crate) mod disclosing;
pub(crate) mod lists;
mod pace;
mod settled;
mod timing;

//! What is written: folded for a search, masked for a message, checked for what must not stand in it.

pub(crate) mod check_digit;
pub(crate) mod fold;
pub mod free_text;
pub mod mask;
pub mod my_number;
pub mod search;
pub mod unambiguous;

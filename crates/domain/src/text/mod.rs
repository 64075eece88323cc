//! What is written: folded for a search, masked for a message, checked for what must not stand in it.

pub(crate) mod check_digit;
pub(crate) mod fold;
pub mod mask;
pub(crate) mod my_number;
pub mod unambiguous;

//! What an operator sets up from the machine.

pub(crate) mod operator;

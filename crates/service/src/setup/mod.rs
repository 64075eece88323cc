//! What an operator does from the machine: opening a node's data, setting an insurer up.

pub(crate) mod in_the_fence;
pub(crate) mod not_settled;
pub(crate) mod opening;
pub(crate) mod operator;
pub(crate) mod papers;
pub(crate) mod readiness;
pub(crate) mod texts;

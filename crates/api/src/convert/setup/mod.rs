//! What the insurer settles for itself, as the contract shapes it.

pub(crate) mod text;

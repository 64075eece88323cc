//! What the insurer settles for itself.

pub(crate) mod text;

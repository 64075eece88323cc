//! What the insurer settles for itself.

pub mod text;

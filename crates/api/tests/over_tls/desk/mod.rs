//! The insurer's desk.

pub(crate) mod letters;
pub mod posted;

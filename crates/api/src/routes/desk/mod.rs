//! The insurer's desk.

pub(crate) mod letter;
pub(crate) mod usage_application;

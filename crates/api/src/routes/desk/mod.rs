//! The insurer's desk.

pub(crate) mod usage_application;

//! Who gets in, who sees what, and what is taken back.

pub(crate) mod hostile_certificates;
pub(crate) mod insurers;
pub(crate) mod matrix;
pub(crate) mod revocation;
pub(crate) mod tls;

//! Certificates that came to a listener and were not let in.

pub(crate) mod certificate;
pub(crate) mod record;

//! Who calls: the session or token of a request, and the right to go on.

pub(crate) mod bearer;
pub(crate) mod insurer;
pub(crate) mod session;

//! Signing in and staying signed in.

pub(crate) mod abuse;
pub(crate) mod limits;
pub(crate) mod sessions;
pub(crate) mod software;
pub(crate) mod timing;

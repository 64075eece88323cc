//! Signing in, the first log-in, passwords, the lock, the password given again.

pub(crate) mod current;
pub(crate) mod first_log_in;
pub(crate) mod password;
pub(crate) mod provisional;
pub(crate) mod sign_in;
pub(crate) mod view;

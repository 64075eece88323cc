//! Signing in, the first log-in, passwords, the lock, the password given again.

pub(crate) mod attempt;
pub(crate) mod current;
pub(crate) mod first_log_in;
pub(crate) mod in_flight;
pub(crate) mod password;
pub(crate) mod pause;
pub(crate) mod provisional;
pub(crate) mod sign_in;
pub(crate) mod turns;
pub(crate) mod view;

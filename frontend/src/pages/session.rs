//! Signing in, the first log-in, the locked screen.

pub mod lock;
pub mod set_up;
pub mod sign_in;

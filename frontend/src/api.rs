//! Typed calls of the API, a file for each area, one function per operation the application uses. How a call travels is
//! `http`'s matter, what a failed one means is `failure`'s.

mod change;
pub mod city;
mod failure;
mod http;
pub mod office;
pub mod public;
mod read;
mod reason;
pub mod session;
pub mod work;

pub use change::{Change, Outcome, send};
pub use failure::{Answer, Failure};
pub use http::forget_picture;
pub use reason::Why;

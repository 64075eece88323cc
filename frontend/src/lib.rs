//! The browser application of Engawa: what a care manager sees and does. It shows what the API answers and says in
//! words why something is not shown; what may be shown is decided by the server alone.
//!
//! It comes in three modules, one for each file in `bin`; `app` says which screens each of them has.
//!
//! `pages` are the screens, `parts` what they are made of (data in, HTML out, tested without a browser), `api` the
//! typed calls, `browser` the few things only a browser can do, `state` what the whole application knows.

pub mod api;
mod app;
mod browser;
mod module;
pub mod pages;
pub mod parts;
pub mod route;
pub mod session;
mod waiting;

pub use app::administration::Administration;
pub use app::day::Day;
pub use app::porch::Porch;
pub use app::start::start;

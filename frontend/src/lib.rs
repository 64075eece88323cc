//! The browser application of Engawa: what care managers, organizations and the insurer see and do. It shows what the API answers and says in
//! words why something is not shown; what may be shown is decided by the server alone.
//!
//! It comes in four modules, one for each file in `bin`; `app` says which screens each of them has.
//!
//! From above to below, and nothing uses what is above it: `app` puts pages and addresses together; `pages` are the
//! screens; `parts` is what they are made of (data in, HTML out, tested without a browser); `waiting` asks the server for
//! what a screen shows; `session` knows who is signed in; `module` knows which module this page is; `api` has the typed
//! calls; `route` the addresses; `browser` the few things only a browser can do.

pub mod api;
mod app;
mod browser;
mod module;
pub mod pages;
pub mod parts;
pub mod route;
pub mod session;
mod waiting;

pub use app::city::City;
pub use app::day::Day;
pub use app::office::Office;
pub use app::public::Public;
pub use app::start::start;

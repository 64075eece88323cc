//! The JSON shapes of the API, shared by the server and the SPA so that neither can drift from the other.
//!
//! Nothing here decides anything: shapes, and which addresses of screens belong together (`module`). Conventions:
//! camelCase names, days as `YYYY-MM-DD`, times as RFC 3339 with the offset of Japan, codes of the national standard with
//! their Japanese label beside them, absent values left out, unknown fields in requests refused.
#![warn(missing_docs)]

pub mod audit;
pub mod clients;
pub mod coded;
pub mod delivery;
pub mod enrolment;
pub mod module;
pub mod office;
pub mod page;
pub mod problem;
pub mod session;
pub mod setup;

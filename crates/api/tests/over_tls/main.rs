//! The API as devices meet it: over mutual TLS, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod access;
mod audit;
mod clients;
mod desk;
mod enrolment;
mod http;
mod office;
mod session;
mod setup;
mod support;

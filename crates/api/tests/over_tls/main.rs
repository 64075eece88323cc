//! The API as devices meet it: over mutual TLS, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod city;
mod delivery;
mod disclosing;
mod lists;
mod matrix;
mod requests;
mod sessions;
mod tls;
mod wire;

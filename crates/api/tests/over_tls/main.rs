//! The API as devices meet it: over mutual TLS, on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod abuse;
mod again;
mod city;
mod city_desk;
mod delivery;
mod disclosing;
mod enrolling;
mod hostile;
mod knocking;
mod letters;
mod lists;
mod matrix;
mod people;
mod record;
mod requests;
mod revocation;
mod sessions;
mod staff_table;
mod timing;
mod tls;
mod unnoted;
mod wire;

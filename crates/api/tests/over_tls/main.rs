//! The API as devices meet it: over mutual TLS, on both databases.

mod city;
mod disclosing;
mod requests;
mod sessions;
mod tls;
mod wire;

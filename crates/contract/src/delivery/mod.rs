//! The city's data coming in.

pub mod freshness;

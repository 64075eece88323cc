//! The running program from outside: several of them, and one whose disk fails.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

#[path = "../data_dir/mod.rs"]
mod data_dir;
mod faults;
mod node;
mod two_nodes;

//! The use cases of log-ins, organizations, enrolment and the insurer's desk, one rule a test, on both databases and without
//! TLS: what somebody may do, what is refused, and what holds afterwards.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod access;
mod attempts;
mod desk;
mod devices;
mod enrolment;
mod first_log_in;
mod office;
mod session;
mod staff;
mod staff_table;
#[path = "../support/mod.rs"]
mod support;
mod town;
mod two_people;
mod windows;

//! What is said to the user: that something failed, is awaited, has been done, or is not shown and why.

pub mod contact;
pub mod failure;
pub mod failure_notice;
pub mod reasons;
pub mod status_message;
pub mod waiting;

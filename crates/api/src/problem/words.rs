//! What people read when a rule does not hold, in both languages. Each rule of the use cases and of the API itself has its
//! words in the file of its subject; one without words does not compile.

mod account;
mod device;
mod enrolment;
mod every;
mod first_log_in;
mod form;
mod letter;
mod organization;
pub(super) mod request;
mod staff_table;
mod usage_application;

#[cfg(test)]
mod tests;

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
mod request;
mod staff_table;
mod told;
mod usage_application;

pub(crate) use request::RequestRule;
pub(crate) use told::Told;

#[cfg(test)]
mod tests;

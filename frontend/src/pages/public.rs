//! The pages of the enrolment listener, which ask for no certificate and no sign-in: applying and getting a certificate.

pub mod apply;
pub mod apply_status;
pub mod enrol;
pub mod public_state;

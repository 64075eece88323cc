//! What every page shares that changes something: the last look before, sending, the password again.

pub mod command;
pub mod confirm;
pub mod made_file;
pub mod password_again;

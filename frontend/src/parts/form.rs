//! Forms: fields, questions as data, and what is wrong with the answers.

pub mod day_field;
pub mod errors;
pub mod field;
pub mod input;
pub mod question;
pub mod question_form;

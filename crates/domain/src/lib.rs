//! The words and rules of long-term-care insurance that Engawa rests on: numbers, days and eras, certification, consent,
//! assignment, disclosure. No input or output, no clock, no chance, no async: who calls brings the day and the ids.
//! Storage, JSON shapes, files and paper are left to other crates; server and browser run these same rules.
#![warn(missing_docs)]

#[macro_use]
mod code;
#[macro_use]
pub mod rule;

pub mod account;
pub mod audit;
pub mod calendar;
pub mod certification;
pub mod consent;
pub mod delivery;
pub mod disclosure;
pub mod enrolment;
pub mod id;
pub mod insurer;
pub mod language;
pub mod organization;
pub mod person;
pub mod record;
pub mod text;
pub mod work;

pub use code::UnknownCode;

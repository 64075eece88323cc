//! The words and rules of long-term-care insurance that Engawa rests on: numbers, days and eras, certification, consent,
//! assignment, disclosure. No input or output, no clock, no chance, no async: who calls brings the day and the ids.
//! Storage, JSON shapes, files and paper are left to other crates; server and browser run these same rules.
#![warn(missing_docs)]

#[macro_use]
mod code;
#[macro_use]
pub mod rule;

pub mod account;
pub mod assignment;
pub mod audit;
pub mod burden_ratio;
pub mod certification;
mod check_digit;
pub mod consent;
pub mod day;
pub mod delivery;
pub mod device;
pub mod disclosure;
pub mod document;
pub mod feed;
mod fold;
pub mod id;
pub mod install_key;
pub mod insurer;
pub mod language;
pub mod mask;
mod my_number;
pub mod organization;
pub mod password;
pub mod period;
pub mod person;
pub mod record;
pub mod unambiguous;
pub mod usage_application;
pub mod wareki;
pub mod work;

pub use code::UnknownCode;

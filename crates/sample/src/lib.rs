//! An invented municipality of any size, written as the files a city would deliver. Reading them back is left to
//! `exchange`; what the words mean to `domain`.

pub mod chance;
pub mod form;

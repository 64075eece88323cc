//! Organizations and their people.

pub(crate) mod by_the_insurer;
pub(crate) mod closed_office_returns;
pub(crate) mod people;
pub(crate) mod staff_table;

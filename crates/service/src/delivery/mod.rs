//! The city's data coming in: received, judged, applied, reported; and how fresh it is.
//!
//! The command line, and later the API and a screen, are callers of one thing: [`crate::Operator::receive`] says what a file
//! is, [`crate::Operator::judge`] what would come of it, [`crate::Operator::apply`] takes it in.

pub(crate) mod apply;
pub(crate) mod freshness;
mod items;
pub(crate) mod judge;
mod newest;
mod pass;
pub(crate) mod receive;
pub(crate) mod report;

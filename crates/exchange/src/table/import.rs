//! Reading a file of a feed row by row: the vendor's headings, the encoding, what is wrong with the file as a whole. What
//! a row means is in the file of its subject; what becomes of a finding is decided by the caller.

mod header;
mod lines;
mod options;
mod rows;
mod survey;

pub use options::Options;
pub use rows::{Rows, open, rows};

//! Reading a file of a feed row by row: the vendor's headings, the encoding, what is wrong with the file as a whole. What
//! a row means is in the file of its subject; what becomes of a finding is decided by the caller.

mod header;
mod rows;

pub use rows::{Options, Rows, open, rows};

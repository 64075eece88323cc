//! A table as bytes: its characters, its lines and cells, its headings, the rows read from it and the lines written. What
//! the rows of a feed mean is in the file of its subject.

pub mod encoding;
pub mod export;
pub mod import;
pub mod mapping;
pub(crate) mod records;
pub mod text;

//! How a file is to be read.

use crate::table::encoding::Encoding;
use crate::table::mapping::Mapping;
use crate::table::records::Limits;

/// How to read a file. The default finds the encoding itself, expects our own headings and bounds every row.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding, if somebody knows better than the file; a byte order mark still wins.
    pub encoding: Option<Encoding>,
    /// The vendor's headings.
    pub mapping: Mapping,
    /// How large a row may be.
    pub limits: Limits,
}

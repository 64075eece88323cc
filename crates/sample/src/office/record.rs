//! An office, and a file that lists offices.

use domain::organization::{OfficeNumber, ServiceCode};

/// An office as the sample uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    pub(crate) number: OfficeNumber,
    pub(crate) service: ServiceCode,
    pub(crate) name: String,
}

/// A file in the ministry's layout.
pub(crate) struct OfficeFile {
    /// e.g. `jigyosho_730.csv`.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

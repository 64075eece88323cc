//! What can go wrong while a municipality is invented: the disk, the typeface, the open data; and faults of this crate.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::form::FormError;

/// Why the files were not written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A file could not be written or read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A bundle of documents could not be written.
    #[error("{path}: {source}")]
    Bundle {
        /// The file.
        path: PathBuf,
        /// What the ZIP writer said.
        source: zip::result::ZipError,
    },
    /// Too few people for everything a sample has to show.
    #[error("a sample needs at least {least} insured persons, not {asked}")]
    TooSmall {
        /// What was asked for.
        asked: u64,
        /// The fewest.
        least: u64,
    },
    /// The open data on offices cannot be read or holds no office of the kind needed.
    #[error("the open data on offices: {0}")]
    OpenData(String),
    /// The papers cannot be printed.
    #[error(transparent)]
    Form(#[from] FormError),
    /// Something invented breaks a rule of the domain: a fault of this crate.
    #[error("the invented value {0:?} is not valid")]
    Invented(String),
}

impl SampleError {
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<'_> {
        move |source| Self::File {
            path: path.to_owned(),
            source,
        }
    }

    pub(crate) fn bundle(path: &Path) -> impl FnOnce(zip::result::ZipError) -> Self + use<'_> {
        move |source| Self::Bundle {
            path: path.to_owned(),
            source,
        }
    }
}

/// A value of the domain from invented text.
pub(crate) fn made<T: FromStr>(text: &str) -> Result<T, SampleError> {
    text.parse().map_err(|_| SampleError::Invented(text.to_owned()))
}

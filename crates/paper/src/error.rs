//! Why a page did not become a picture.

use std::time::Duration;

use fence::Failed;

use crate::bounds::MAX_PDF_BYTES;

/// No picture. Only [`PaperError::Busy`] and [`PaperError::TooSlow`] are worth trying again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The bytes are not a PDF that can be read.
    #[error("the document is not a readable PDF")]
    Unreadable,
    /// The PDF wants a password.
    #[error("the document is encrypted")]
    Encrypted,
    /// The file is longer than [`MAX_PDF_BYTES`].
    #[error("the document is longer than {} bytes", MAX_PDF_BYTES)]
    TooLarge,
    /// There is no such page; pages count from 0.
    #[error("the document has {pages} pages, so there is no page with index {index}")]
    NoSuchPage {
        /// The page asked for.
        index: usize,
        /// How many there are.
        pages: usize,
    },
    /// The page is many times longer than wide or the reverse, or has no area.
    #[error("the page's size cannot be drawn")]
    PageSize,
    /// Letters of a font that the document does not carry might come out as others.
    #[error("letters of a font that the document does not carry might be drawn as other letters")]
    OtherLetters,
    /// The picture was not ready in time: a broken or hostile document.
    #[error("the page was not drawn within {0:?}")]
    TooSlow(Duration),
    /// Drawing wanted more memory, time or rights than it may have, and was ended.
    #[error("drawing the page was ended: {0}")]
    TooMuch(String),
    /// Too many pages are being drawn at this moment.
    #[error("too many pages are being drawn at the same time")]
    Busy,
    /// No font with Japanese letters is installed, so that neither the watermark nor the page can be written.
    #[error("no font for pages and watermarks was found; install BIZ UDGothic (Debian: fonts-morisawa-bizud-gothic)")]
    NoFont,
    /// The program that draws is not installed.
    #[error("the program {0} was not found; install poppler (Debian: poppler-utils and poppler-data)")]
    NoProgram(&'static str),
    /// The program that draws could not be started, or not be fenced in.
    #[error("drawing could not be started: {0}")]
    NotStarted(String),
}

impl From<Failed> for PaperError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Busy => Self::Busy,
            Failed::NoProcess(why) => Self::NotStarted(why),
            Failed::TooSlow(limit) => Self::TooSlow(limit),
            Failed::Died(_) | Failed::TooLong => Self::TooMuch(failed.to_string()),
        }
    }
}

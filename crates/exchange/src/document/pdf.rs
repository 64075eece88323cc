//! What a PDF must be to be taken in: readable, not encrypted, of a sensible size, and without anything that acts on the
//! reader's machine. What it says is not looked at.

use std::sync::Arc;

use domain::delivery::{ActiveContent, PdfRule};
use serde::{Deserialize, Serialize};

/// How large a PDF may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PdfLimits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Pages.
    pub pages: u32,
    /// Bytes of what draws one page, or one part of pages, unpacked.
    pub content: u64,
    /// Millions of pixels of an image.
    pub megapixels: u64,
}

impl Default for PdfLimits {
    fn default() -> Self {
        Self {
            bytes: 50 << 20,
            pages: 300,
            content: 16 << 20,
            // A3 at 600 dpi has 70.
            megapixels: 80,
        }
    }
}

/// A PDF that has passed the checks.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) pages: u32,
}

/// Why a PDF is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum InvalidPdf {
    /// No PDF at all.
    #[error("not a PDF")]
    NotPdf,
    /// The file is larger than allowed.
    #[error("the PDF is too large")]
    TooLarge,
    /// Needs a password, or forbids something by encryption.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// Looking at it took more time or memory than it may.
    #[error("looking at the PDF takes too much")]
    TooCostly,
    /// It could not be looked at, which says nothing about it.
    #[error("the PDF could not be looked at")]
    NotLookedAt,
    /// An image is larger than allowed.
    #[error("an image has more than {most} million pixels")]
    Image {
        /// Millions of pixels.
        most: u64,
    },
    /// What draws a page is longer than allowed.
    #[error("what draws a page has more than {most} bytes")]
    Content {
        /// Bytes.
        most: u64,
    },
    /// A page that has not the shape of paper.
    #[error("page {page} is too long or too wide")]
    PageShape {
        /// Counted from 1.
        page: u64,
    },
    /// A note or a form field whose looks are not in the file.
    #[error("page {page} has notes or form fields without looks")]
    NotFlat {
        /// Counted from 1.
        page: u64,
    },
    /// The parser cannot read it.
    #[error("the PDF is damaged")]
    Damaged,
    /// No page, or too many.
    #[error("the PDF has {0} pages")]
    Pages(usize),
    /// Something that acts when the file is opened or clicked, or a file inside the file.
    #[error("the PDF has active content: {0}")]
    Active(ActiveContent),
}

impl InvalidPdf {
    /// The rule that it breaks.
    #[must_use]
    pub fn rule(self) -> PdfRule {
        match self {
            Self::NotPdf => PdfRule::NotPdf,
            Self::TooLarge => PdfRule::TooLarge,
            Self::Encrypted => PdfRule::Encrypted,
            Self::TooCostly => PdfRule::TooCostly,
            Self::NotLookedAt => PdfRule::NotLookedAt,
            Self::Image { most } => PdfRule::ImageTooLarge { megapixels: most },
            Self::Content { most } => PdfRule::ContentTooLarge { megabytes: most >> 20 },
            Self::PageShape { page } => PdfRule::PageShape { page },
            Self::NotFlat { page } => PdfRule::NotFlat { page },
            Self::Damaged => PdfRule::Damaged,
            Self::Pages(0) => PdfRule::NoPage,
            Self::Pages(pages) => PdfRule::TooManyPages { pages: pages as u64 },
            Self::Active(content) => PdfRule::Active { content },
        }
    }
}

impl Pdf {
    /// The file, byte for byte as it came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of its pages.
    #[must_use]
    pub const fn pages(&self) -> u32 {
        self.pages
    }
}

impl std::fmt::Debug for Pdf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pdf({} bytes, {} pages)", self.bytes.len(), self.pages)
    }
}

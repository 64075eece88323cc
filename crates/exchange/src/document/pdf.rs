//! What a PDF must be to be taken in: readable, not encrypted, of a sensible size, and without anything that acts on the
//! reader's machine. What it says is not looked at.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use domain::delivery::{ActiveContent, PdfRule};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};
use hayro_syntax::{LoadPdfError, Pdf as Parsed};

use super::streams::{Danger, Sizes, measure};

/// How large a PDF may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PdfLimits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Pages.
    pub pages: u32,
    /// Bytes of all its streams, unpacked.
    pub unpacked: u64,
}

impl Default for PdfLimits {
    fn default() -> Self {
        Self {
            bytes: 50 << 20,
            pages: 300,
            unpacked: 384 << 20,
        }
    }
}

/// A PDF that has passed the checks.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    pub(super) bytes: Arc<Vec<u8>>,
    pages: u32,
}

/// Why a PDF is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPdf {
    /// No PDF at all.
    #[error("not a PDF")]
    NotPdf,
    /// Larger than allowed, packed or unpacked.
    #[error("the PDF is too large")]
    TooLarge,
    /// Needs a password, or forbids something by encryption.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// Compressed in a way that cannot be checked.
    #[error("the PDF uses a compression that is not supported")]
    Compression,
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
            Self::Compression => PdfRule::Compression,
            Self::Damaged => PdfRule::Damaged,
            Self::Pages(0) => PdfRule::NoPage,
            Self::Pages(pages) => PdfRule::TooManyPages { pages: pages as u64 },
            Self::Active(content) => PdfRule::Active { content },
        }
    }
}

impl Pdf {
    /// Check a file.
    ///
    /// # Errors
    /// The first thing found that keeps it out, in the order of [`InvalidPdf`].
    pub fn check(bytes: Vec<u8>, limits: &PdfLimits) -> Result<Self, InvalidPdf> {
        /// Where the mark must stand at the latest (ISO 32000-1, annex H.3, note 13).
        const BEGINNING: usize = 1024;
        /// How much may follow after the last table; some writers add a line or two.
        const ENDING: usize = 4096;
        if memchr::memmem::find(bytes.get(..BEGINNING).unwrap_or(&bytes), b"%PDF-").is_none() {
            return Err(InvalidPdf::NotPdf);
        }
        // The end of the file says where its table is: without it the transfer was cut short.
        let end = bytes.get(bytes.len().saturating_sub(ENDING)..).unwrap_or(&bytes);
        if memchr::memmem::find(end, b"startxref").is_none() {
            return Err(InvalidPdf::Damaged);
        }
        if u64::try_from(bytes.len()).map_or(true, |length| length > limits.bytes) {
            return Err(InvalidPdf::TooLarge);
        }
        measure(
            &bytes,
            Sizes {
                all: limits.unpacked,
                structure: limits.unpacked.min(STRUCTURE),
            },
        )
        .map_err(|danger| match danger {
            Danger::Encrypted => InvalidPdf::Encrypted,
            Danger::TooLarge => InvalidPdf::TooLarge,
            Danger::Filter => InvalidPdf::Compression,
        })?;
        let bytes = Arc::new(bytes);
        // The parser is well tested, but what it is given comes from outside: a fault of its own is a damaged file.
        let pages = catch_unwind(AssertUnwindSafe(|| inspect(&bytes, limits))).unwrap_or(Err(InvalidPdf::Damaged))?;
        Ok(Self { bytes, pages })
    }

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

/// The most that cross-reference and object streams may unpack to. A scanned document has kilobytes of them.
const STRUCTURE: u64 = 32 << 20;

fn inspect(bytes: &Arc<Vec<u8>>, limits: &PdfLimits) -> Result<u32, InvalidPdf> {
    let pdf = Parsed::new(Arc::clone(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(_) => InvalidPdf::Encrypted,
        LoadPdfError::Invalid => InvalidPdf::Damaged,
    })?;
    for object in pdf.objects() {
        if let Some(what) = active(&object, DEEPEST) {
            return Err(InvalidPdf::Active(what));
        }
    }
    let pages = pdf.pages().len();
    match u32::try_from(pages) {
        Ok(count) if (1..=limits.pages).contains(&count) && is_whole(&pdf, count) => Ok(count),
        Ok(count) if (1..=limits.pages).contains(&count) => Err(InvalidPdf::Damaged),
        _ => Err(InvalidPdf::Pages(pages)),
    }
}

/// Whether the document has all the pages it says it has, and each page its content. The parser repairs what it can: of a file
/// cut short it would show the first pages and say nothing.
fn is_whole(pdf: &Parsed, pages: u32) -> bool {
    let catalogue: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let declared: Option<u32> = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>(b"Pages")?.get(b"Count"));
    declared == Some(pages)
        && pdf
            .pages()
            .iter()
            .all(|page| !page.raw().contains_key(b"Contents") || page.raw().get::<Object<'_>>(b"Contents").is_some())
}

/// How deep arrays and dictionaries may nest inside one object. Deeper than any writer goes, and a document has no business
/// there, so what cannot be looked at counts as active.
const DEEPEST: usize = 40;

/// What in this object acts on the reader's machine. References are not followed: every object is looked at by itself.
fn active(object: &Object<'_>, depth: usize) -> Option<ActiveContent> {
    if depth == 0 {
        return Some(ActiveContent::TooDeep);
    }
    match object {
        Object::Dict(dict) => active_dict(dict, depth),
        Object::Stream(stream) => active_dict(stream.dict(), depth),
        Object::Array(array) => active_array(array, depth),
        _ => None,
    }
}

fn active_array(array: &Array<'_>, depth: usize) -> Option<ActiveContent> {
    array.raw_iter().find_map(|item| match item {
        MaybeRef::NotRef(object) => active(&object, depth - 1),
        MaybeRef::Ref(_) => None,
    })
}

fn active_dict(dict: &Dict<'_>, depth: usize) -> Option<ActiveContent> {
    dict.entries().find_map(|(key, value)| {
        active_key(key.as_ref()).or_else(|| match value {
            MaybeRef::NotRef(Object::Name(name)) => active_value(key.as_ref(), &name),
            MaybeRef::NotRef(object) => active(&object, depth - 1),
            MaybeRef::Ref(_) => None,
        })
    })
}

fn active_key(key: &[u8]) -> Option<ActiveContent> {
    match key {
        b"JS" | b"JavaScript" => Some(ActiveContent::Script),
        b"EF" | b"EmbeddedFiles" | b"EmbeddedFile" => Some(ActiveContent::Attachment),
        b"XFA" => Some(ActiveContent::DynamicForm),
        b"RichMediaContent" | b"RichMediaSettings" => Some(ActiveContent::RichMedia),
        _ => None,
    }
}

fn active_value(key: &[u8], value: &Name<'_>) -> Option<ActiveContent> {
    match (key, value.as_ref()) {
        (b"S", b"JavaScript") => Some(ActiveContent::Script),
        (b"S", b"Launch") => Some(ActiveContent::Launch),
        (b"S", b"GoToR" | b"GoToE" | b"ImportData" | b"SubmitForm") => Some(ActiveContent::OutsideAction),
        (b"Type", b"EmbeddedFile") | (b"Subtype", b"FileAttachment") => Some(ActiveContent::Attachment),
        (b"Subtype", b"RichMedia" | b"Screen" | b"Movie" | b"Sound" | b"3D") => Some(ActiveContent::RichMedia),
        _ => None,
    }
}

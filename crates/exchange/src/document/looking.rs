//! Looking at a PDF: what can be seen from outside, and what only the parser sees.

use std::sync::Arc;

use hayro_syntax::object::{Dict, Object};
use hayro_syntax::{LoadPdfError, Pdf as Parsed};

use super::pdf::{InvalidPdf, PdfLimits};
use super::{active, cost, flat};

/// What can be seen from outside, without a parser.
///
/// # Errors
/// What keeps the file out.
pub(super) fn look_from_outside(bytes: &[u8], limits: &PdfLimits) -> Result<(), InvalidPdf> {
    /// Where the mark must stand at the latest (ISO 32000-1, annex H.3, note 13).
    const BEGINNING: usize = 1024;
    /// How much may follow after the last table; some writers add a line or two.
    const ENDING: usize = 4096;
    if memchr::memmem::find(bytes.get(..BEGINNING).unwrap_or(bytes), b"%PDF-").is_none() {
        return Err(InvalidPdf::NotPdf);
    }
    // The end of the file says where its table is: without it the transfer was cut short.
    let end = bytes.get(bytes.len().saturating_sub(ENDING)..).unwrap_or(bytes);
    if memchr::memmem::find(end, b"startxref").is_none() {
        return Err(InvalidPdf::Damaged);
    }
    if u64::try_from(bytes.len()).map_or(true, |length| length > limits.bytes) {
        return Err(InvalidPdf::TooLarge);
    }
    if says_that_it_is_encrypted(bytes) {
        return Err(InvalidPdf::Encrypted);
    }
    Ok(())
}

/// Whether a trailer names how the file is encrypted: a reference or a dictionary follows the key, which in a text it does
/// not. The parser would open a file with an empty password and not say so.
fn says_that_it_is_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    memchr::memmem::find_iter(bytes, KEY).any(|at| {
        let value = bytes.get(at + KEY.len()..).unwrap_or_default().trim_ascii_start();
        value.starts_with(b"<<") || value.first().is_some_and(u8::is_ascii_digit)
    })
}

/// What the parser sees. It unpacks whatever the file tells it to, so this is done in the fence.
///
/// # Errors
/// What keeps the file out.
pub(super) fn look_inside(bytes: &Arc<Vec<u8>>, limits: &PdfLimits) -> Result<u32, InvalidPdf> {
    let pdf = Parsed::new(Arc::clone(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(_) => InvalidPdf::Encrypted,
        LoadPdfError::Invalid => InvalidPdf::Damaged,
    })?;
    for object in pdf.objects() {
        active::refuse(&object)?;
        cost::refuse(&object, limits)?;
    }
    let pages = pdf.pages().len();
    let count = u32::try_from(pages).map_err(|_| InvalidPdf::Pages(pages))?;
    if !(1..=limits.pages).contains(&count) {
        return Err(InvalidPdf::Pages(pages));
    }
    if !is_whole(&pdf, count) {
        return Err(InvalidPdf::Damaged);
    }
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        cost::refuse_page(page, number, limits)?;
    }
    flat::refuse(&pdf)?;
    Ok(count)
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

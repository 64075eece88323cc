//! Board papers without their first page. Page 1 (審査会資料1枚目) shows the computer's judgement and must never be stored, so
//! the file is written anew from the other pages: what only page 1 uses has no way into it.
//!
//! Cutting a page out of the page tree would leave its text in the file, and copying the resources of the other pages would
//! copy those of page 1, because writers share one dictionary among all pages. So a resource is copied only if the content
//! of a remaining page names it.

mod names;
mod writing;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_syntax::Pdf as Parsed;
use hayro_syntax::object::Rect;
use hayro_syntax::page::{Page, Rotation};

use self::names::Names;
use self::writing::{Damaged, Writing};
use super::pdf::{InvalidPdf, Pdf, PdfLimits};

/// Why the first page cannot be removed. The file must then not be kept at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotCut {
    /// Nothing would be left.
    #[error("the PDF has only one page")]
    OnlyPage,
    /// Layers that can be switched off are not kept, so what they hide would show.
    #[error("the PDF has layers")]
    Layers,
    /// A page has no content that can be read.
    #[error("the PDF is damaged")]
    Damaged,
    /// What was written does not pass the checks that every PDF must pass.
    #[error("the rest of the PDF is not acceptable")]
    Rest(#[from] InvalidPdf),
}

impl From<Damaged> for CannotCut {
    fn from(Damaged: Damaged) -> Self {
        Self::Damaged
    }
}

/// The same document without its first page. Text and pictures of the other pages stay; links, notes, bookmarks, form fields
/// and document information do not. Fonts that other pages use as well stay as a whole.
///
/// # Errors
/// [`CannotCut`]; then nothing of the file may be kept.
pub fn without_first_page(pdf: &Pdf, limits: &PdfLimits) -> Result<Pdf, CannotCut> {
    let bytes = Arc::clone(&pdf.bytes);
    let rest = catch_unwind(AssertUnwindSafe(|| rewritten(&bytes))).unwrap_or(Err(CannotCut::Damaged))?;
    let rest = Pdf::check(rest, limits)?;
    if rest.pages() + 1 == pdf.pages() {
        Ok(rest)
    } else {
        Err(CannotCut::Damaged)
    }
}

fn rewritten(bytes: &Arc<Vec<u8>>) -> Result<Vec<u8>, CannotCut> {
    let pdf = Parsed::new(Arc::clone(bytes)).map_err(|_| CannotCut::Damaged)?;
    let xref = pdf.xref();
    if xref.has_optional_content_groups() {
        return Err(CannotCut::Layers);
    }
    let pages = pdf
        .pages()
        .get(1..)
        .filter(|rest| !rest.is_empty())
        .ok_or(CannotCut::OnlyPage)?;
    let mut out = Writing::new(xref);
    let catalogue = out.reserve();
    let tree = out.reserve();
    let mut kids = String::new();
    for page in pages {
        let number = write_page(page, tree, &mut out)?;
        kids.push_str(&format!("{number} 0 R "));
    }
    out.object(catalogue, format!("<< /Type /Catalog /Pages {tree} 0 R >>").as_bytes());
    out.object(
        tree,
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).as_bytes(),
    );
    out.write_referenced()?;
    Ok(out.finish(catalogue))
}

fn write_page(page: &Page<'_>, tree: u32, out: &mut Writing<'_>) -> Result<u32, CannotCut> {
    let number = out.reserve();
    let contents = out.reserve();
    let resources = page.resources();
    let content = match page.page_stream() {
        Some(content) => content,
        None if page.raw().contains_key(b"Contents") => return Err(CannotCut::Damaged),
        None => b"",
    };
    let mut names = Names::of(content);
    names.add_forms_without_resources(&resources.x_objects);
    let rotation = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    let (media, crop) = (rectangle(page.media_box()), rectangle(page.crop_box()));
    let unit = page.raw().get::<f32>(b"UserUnit").unwrap_or(1.0);
    let mut body = format!(
        "<< /Type /Page /Parent {tree} 0 R /MediaBox {media} /CropBox {crop} /Rotate {rotation} /UserUnit {unit} \
         /Contents {contents} 0 R /Resources << "
    )
    .into_bytes();
    for (category, entries) in [
        ("ExtGState", &resources.ext_g_states),
        ("Font", &resources.fonts),
        ("Properties", &resources.properties),
        ("ColorSpace", &resources.color_spaces),
        ("XObject", &resources.x_objects),
        ("Pattern", &resources.patterns),
        ("Shading", &resources.shadings),
    ] {
        out.category(&mut body, category.as_bytes(), entries, &names)?;
    }
    body.extend_from_slice(b">> >>");
    out.object(number, &body);
    out.stream(contents, b"", content);
    Ok(number)
}

fn rectangle(Rect { x0, y0, x1, y1 }: Rect) -> String {
    format!("[{x0} {y0} {x1} {y1}]")
}

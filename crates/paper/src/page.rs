//! One page of a PDF as a PNG picture, bounded in size and time, with the watermark drawn into its pixels.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use crate::bounded::{Places, within};
use crate::bounds::{MAX_PDF_BYTES, MAX_WIDTH, MIN_WIDTH};
use crate::error::PaperError;
use crate::fonts::{Font, japanese, stand_in};
use crate::watermark::Watermark;

/// A page longer than this many times its width is not paper.
const MAX_RATIO: f32 = 4.0;

const TIME_LIMIT: Duration = Duration::from_secs(15);

static PLACES: LazyLock<Arc<Places>> = LazyLock::new(Places::for_this_machine);

/// The number of pages of a PDF.
///
/// # Errors
/// [`PaperError::Unreadable`], [`PaperError::Encrypted`], [`PaperError::TooLarge`], [`PaperError::TooSlow`],
/// [`PaperError::Busy`].
pub fn page_count(pdf: &[u8]) -> Result<usize, PaperError> {
    let bytes = bounded_copy(pdf)?;
    within(&PLACES, name_of(pdf), TIME_LIMIT, move || {
        Ok(open(bytes)?.pages().len())
    })
}

/// Page `page` (counted from 0) as a PNG, `width_px` wide (brought between [`MIN_WIDTH`] and [`MAX_WIDTH`]).
///
/// Blocks for the time of drawing: some 10 to 100 ms for an ordinary page.
///
/// # Errors
/// Any [`PaperError`]; whatever the bytes are, no panic.
pub fn page_image(pdf: &[u8], page: usize, width_px: u32, watermark: &Watermark) -> Result<Vec<u8>, PaperError> {
    let bytes = bounded_copy(pdf)?;
    let font = japanese()?;
    let watermark = watermark.clone();
    let width = width_px.clamp(MIN_WIDTH, MAX_WIDTH);
    within(&PLACES, name_of(pdf), TIME_LIMIT, move || {
        draw(bytes, page, width, font, &watermark)
    })
}

/// What tells one document from another while it is drawn.
fn name_of(pdf: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    pdf.hash(&mut hasher);
    hasher.finish()
}

fn bounded_copy(pdf: &[u8]) -> Result<Vec<u8>, PaperError> {
    if pdf.len() > MAX_PDF_BYTES {
        Err(PaperError::TooLarge)
    } else {
        Ok(pdf.to_vec())
    }
}

fn open(bytes: Vec<u8>) -> Result<Pdf, PaperError> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PaperError::Encrypted,
        LoadPdfError::Invalid => PaperError::Unreadable,
    })
}

fn draw(
    bytes: Vec<u8>,
    index: usize,
    width: u32,
    font: &'static Font,
    mark: &Watermark,
) -> Result<Vec<u8>, PaperError> {
    let pdf = open(bytes)?;
    let pages = pdf.pages();
    let page = pages.get(index).ok_or(PaperError::NoSuchPage {
        index,
        pages: pages.len(),
    })?;
    let (scale, width, height) = size(page, width)?;
    let mut context = RenderContext::new(width, height);
    let settings = InterpreterSettings {
        font_resolver: Arc::new(move |query| stand_in(font, query)),
        // A warning could quote the document.
        warning_sink: Arc::new(|_| {}),
        ..InterpreterSettings::default()
    };
    let cache = RenderCache::new();
    let place = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    render_into(page, &cache, &settings, &RenderSettings::default(), &mut context, place);
    mark.draw(&mut context, font)?;
    context.flush();
    let mut pixels = Pixmap::new(width, height);
    let raster = RasterizerSettings {
        target_init: TargetInit::Clear(WHITE),
        ..RasterizerSettings::default()
    };
    context.render_with(&mut pixels, &mut Resources::default(), raster);
    // Paper is opaque: three bytes a pixel instead of four.
    pixels.set_may_have_transparency(false);
    pixels.into_png().map_err(|_| PaperError::Unreadable)
}

/// The scale and the picture's size for a page to become `width` pixels wide.
fn size(page: &Page<'_>, width: u32) -> Result<(f64, u16, u16), PaperError> {
    let (page_width, page_height) = page.render_dimensions();
    let ratio = page_height / page_width;
    if !(ratio.is_finite() && (1.0 / MAX_RATIO..=MAX_RATIO).contains(&ratio)) {
        return Err(PaperError::PageSize);
    }
    let width = u16::try_from(width).map_err(|_| PaperError::PageSize)?;
    let scale = f64::from(width) / f64::from(page_width);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most MAX_WIDTH × MAX_RATIO = 9,920"
    )]
    let height = (f64::from(page_height) * scale).round().max(1.0) as u16;
    Ok((scale, width, height))
}

#[cfg(test)]
mod tests;

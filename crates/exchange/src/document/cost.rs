//! What would cost too much to draw: images of more pixels, and streams of more drawing, than a page of paper needs.

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Dict, Name, Number, Object, Stream};
use hayro_syntax::page::Page;

use super::pdf::{InvalidPdf, PdfLimits};

/// How many times longer than wide, or wider than long, a page may be to be shown as a picture.
const MAX_RATIO: f32 = 20.0;

/// # Errors
/// If this object is an image or a drawing above the limits.
pub(super) fn refuse(object: &Object<'_>, limits: &PdfLimits) -> Result<(), InvalidPdf> {
    let Object::Stream(stream) = object else { return Ok(()) };
    let dict = stream.dict();
    let kind = dict.get::<Name<'_>>(b"Subtype");
    match kind.as_ref().map(AsRef::as_ref) {
        Some(b"Image") => refuse_image(pixels(dict).max(pixels_of_jpx(stream)), limits),
        Some(b"Form") => refuse_drawing(stream, limits),
        _ if dict.contains_key(b"PatternType") => refuse_drawing(stream, limits),
        _ => Ok(()),
    }
}

/// # Errors
/// If the page has not the shape of paper, or what draws it is above the limits.
pub(super) fn refuse_page(page: &Page<'_>, number: u64, limits: &PdfLimits) -> Result<(), InvalidPdf> {
    let (width, height) = page.render_dimensions();
    let ratio = height / width;
    if !(ratio.is_finite() && (1.0 / MAX_RATIO..=MAX_RATIO).contains(&ratio)) {
        return Err(InvalidPdf::PageShape { page: number });
    }
    page.page_stream()
        .map_or(Ok(()), |content| refuse_content(content, limits))
}

fn refuse_drawing(stream: &Stream<'_>, limits: &PdfLimits) -> Result<(), InvalidPdf> {
    stream
        .decoded_data()
        .map_or(Ok(()), |content| refuse_content(&content, limits))
}

fn refuse_content(content: &[u8], limits: &PdfLimits) -> Result<(), InvalidPdf> {
    let most = limits.content;
    if u64::try_from(content.len()).map_or(true, |length| length > most) {
        return Err(InvalidPdf::Content { most });
    }
    let mut instructions = UntypedIter::new(content);
    while let Some(instruction) = instructions.next() {
        for operand in instruction.operands() {
            // An image may stand right here.
            if let Object::Stream(image) = operand {
                refuse_image(pixels(image.dict()), limits)?;
            }
        }
    }
    Ok(())
}

fn refuse_image(pixels: f64, limits: &PdfLimits) -> Result<(), InvalidPdf> {
    let most = limits.megapixels;
    #[expect(clippy::cast_precision_loss, reason = "a bound of some millions")]
    let bound = most as f64 * 1e6;
    if pixels > bound {
        return Err(InvalidPdf::Image { most });
    }
    Ok(())
}

/// Images that stand in a page have short names for the same things.
fn pixels(dict: &Dict<'_>) -> f64 {
    let length = |long: &[u8], short: &[u8]| {
        let number = dict.get::<Number>(long).or_else(|| dict.get::<Number>(short));
        number.map_or(0.0, |number| number.as_f64().max(0.0))
    };
    length(b"Width", b"W") * length(b"Height", b"H")
}

/// What an image of JPEG 2000 says of itself (ISO/IEC 15444-1, A.5.1), which counts, whatever the PDF says of it.
fn pixels_of_jpx(stream: &Stream<'_>) -> f64 {
    const BEGINNING: &[u8] = &[0xFF, 0x4F, 0xFF, 0x51];
    let data = stream.raw_data();
    let Some(at) = memchr::memmem::find(&data, BEGINNING) else {
        return 0.0;
    };
    let number = |from: usize| {
        let bytes = data.get(at + from..at + from + 4)?.try_into().ok()?;
        Some(f64::from(u32::from_be_bytes(bytes)))
    };
    number(8).zip(number(12)).map_or(0.0, |(width, height)| width * height)
}

//! Paper on screens: a page of a PDF becomes a picture that says who looked at it and when. It is drawn by poppler, a program
//! of its own, in the fence of `fence`. Whether somebody may look is decided in `service`; where PDFs come from and what was
//! removed from them is `exchange`'s.

mod bounds;
mod drawing;
mod error;
mod fonts;
mod line;
mod picture;
mod poppler;
mod stamp;
mod stand_ins;
#[cfg(test)]
mod testing;
mod watermark;

pub use bounds::{MAX_HEIGHT, MAX_PDF_BYTES, MAX_RATIO, MAX_WIDTH, MIN_WIDTH};
pub use drawing::Drawing;
pub use error::PaperError;
pub use poppler::take_up;
pub use watermark::Watermark;

//! Paper on screens: a page of a PDF becomes a picture that says who looked at it and when. Whether somebody may look is
//! decided in `service`; where PDFs come from and what was removed from them is `exchange`'s.

mod bounded;
mod bounds;
mod error;
mod fonts;
mod page;
#[cfg(test)]
mod testing;
mod watermark;

pub use bounds::{MAX_PDF_BYTES, MAX_WIDTH, MIN_WIDTH};
pub use error::PaperError;
pub use fonts::check_fonts;
pub use page::{page_count, page_image};
pub use watermark::Watermark;

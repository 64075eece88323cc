//! How long a document and how wide a picture may be.

/// A longer PDF is not read: 64 MiB, several times the scan of a whole application.
pub const MAX_PDF_BYTES: usize = 64 * 1024 * 1024;
/// The narrowest picture, in pixels.
pub const MIN_WIDTH: u32 = 100;
/// The widest picture, in pixels: A4 at 300 dpi is 2,480.
pub const MAX_WIDTH: u32 = 2_480;

//! How long a document and how large a picture may be, and what drawing it may cost.

use std::time::Duration;

use fence::Bounds;

/// A longer PDF is not read: 64 MiB, several times the scan of a whole application.
pub const MAX_PDF_BYTES: usize = 64 * 1024 * 1024;
/// The narrowest picture, in pixels.
pub const MIN_WIDTH: u32 = 100;
/// The widest picture, in pixels: A4 at 300 dpi is 2,480.
pub const MAX_WIDTH: u32 = 2_480;
/// The highest picture, in pixels. A page that would become higher is drawn less wide than asked for.
pub const MAX_HEIGHT: u32 = 4 * MAX_WIDTH;
/// A page longer than this many times its width, or wider than this many times its height, is not paper.
pub const MAX_RATIO: f64 = 20.0;

/// Bytes of address space for a program that draws.
pub(crate) const MEMORY: u64 = 512 << 20;
/// For how long a page may be drawn.
pub(crate) const TIME: Duration = Duration::from_secs(15);

/// For questions about a document.
pub(crate) const FOR_WORDS: Bounds = Bounds {
    time: TIME,
    answer: 1 << 20,
};
/// For a picture, which is never larger than its pixels.
pub(crate) const FOR_PICTURES: Bounds = Bounds {
    time: TIME,
    answer: 3 * (MAX_WIDTH * MAX_HEIGHT) as u64 + (1 << 20),
};

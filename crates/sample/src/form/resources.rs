//! The names by which what is drawn on a page refers to its fonts and to the ring; the file says under the same names what
//! they are.

use pdf_writer::Name;

/// The font of what is printed on every copy.
pub(super) const PRINTED: Name<'static> = Name(b"F0");
/// The font of what one copy adds.
pub(super) const WRITTEN: Name<'static> = Name(b"F1");
/// The ring that marks a choice.
pub(super) const RING: Name<'static> = Name(b"R");

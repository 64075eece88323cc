//! What the insurer settles for itself.

mod permit_word;
mod texts;

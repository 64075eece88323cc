//! What the insurer settles for itself.

mod texts;

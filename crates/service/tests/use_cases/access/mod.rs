//! What holds for every list and every change, whatever it is of.

mod cursors;
mod seen;
mod texts;

//! The end of a validity on the screen: the board 間に合うか, the four facts under a name, what there is to do.

pub mod board;
pub mod strip;
pub mod words;

//! The frame of a page and the small pieces that many pages have.

pub mod heading;
pub mod link;
pub mod markup;
pub mod more;
pub mod page;
pub mod styled;
pub mod table;

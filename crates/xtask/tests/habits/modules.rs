//! The modules of a crate without its tests, what each name in them stands for, and which file uses which. What is made
//! of it is left to the tests.

mod attributes;
mod graph;
mod items;
mod names;
mod reexports;
mod tests;
mod tokens;
mod tree;
mod uses;

pub use attributes::is_for_tests;
pub use graph::circles;
pub use items::attributes_of;
pub use reexports::reexports;
pub use tree::Tree;
pub use uses::{Edge, uses};

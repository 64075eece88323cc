//! The screens, in a folder for each area. Each asks for what it shows and hands it to `parts`. What is around them, and
//! which of them belong to a module, is said in `app`.

pub mod change;
pub mod city;
pub mod not_found;
pub mod office;
pub mod public;
pub mod session;
pub mod work;

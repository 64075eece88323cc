//! Puts pages and addresses together: each module with its screens, what stands around every screen, and the gate that
//! shows nothing of them to whoever is not signed in.

pub mod city;
pub mod day;
mod frame;
mod gate;
mod idle;
pub mod office;
mod people_and_devices;
pub mod public;
mod shell;
pub mod start;
mod text_sizes;

#[cfg(test)]
mod tests;

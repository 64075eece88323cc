//! What a reader of this code relies on, held as tests: who may use whom, how files are laid out and how long they are,
//! what never stands where. Each failure says what to do; a limit that is not reached yet stands beside its goal.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod circles;
mod clock;
mod code;
mod glossary;
mod layers;
mod measure;
mod modules;
mod tidy;
mod unwanted;
mod words;
mod workspace;

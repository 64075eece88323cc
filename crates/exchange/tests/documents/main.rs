//! Documents as they are delivered: each PDF by itself, and the ZIP around them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot make its file fails"
)]

mod bundles;
mod fenced;
mod first_page;
mod made;
mod names;
mod pdfs;

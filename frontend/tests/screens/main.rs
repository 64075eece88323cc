//! What the screens say, as HTML, without a browser, a file or folder for each area: the words and the marks that a screen
//! reader and a tired reader rely on. How it looks and what the keyboard does is tested in real browsers.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

mod addresses;
mod city;
mod notice;
mod office;
mod public;
mod session;
mod shown;
mod texts;
mod work;

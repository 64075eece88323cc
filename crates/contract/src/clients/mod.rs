//! The people an office is in charge of, and what is known of them.

pub mod burden_ratio;
pub mod card;
pub mod certification;
pub mod client;
pub mod continuity;
pub mod document;
pub mod pace;
pub mod work;

//! What an insurer knows of a person beside the course of certification.

pub mod application_details;
pub mod cards;
mod cost_limit;
mod counted;
pub mod qualification;

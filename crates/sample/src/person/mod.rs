//! The invented people: what befalls them, in the rows that a city would deliver. Where they live and who cares for them
//! is the city's; how the rows are written is left to `delivery`.

pub(crate) mod awkward;
pub(crate) mod besides;
pub(crate) mod cards;
mod care;
mod consent;
mod course;
mod history;
pub(crate) mod life;
pub(crate) mod ordinary;
mod ratios;
mod wording;

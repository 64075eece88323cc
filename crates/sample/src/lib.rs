//! An invented municipality of any size, written as the files a city would deliver. Reading them back is left to
//! `exchange`; what the words mean to `domain`.
#![warn(missing_docs)]

mod awkward;
mod bundle;
mod calendar;
mod care;
mod consent;
mod course;
mod error;
mod feeds;
pub mod form;
mod history;
mod life;
mod municipality;
mod names;
mod office;
mod ordinary;
mod paper;
mod plan;
mod random;
mod wording;
mod world;
mod write;

pub use awkward::{AwkwardPerson, AwkwardRole};
pub use error::SampleError;
pub use feeds::WrittenFile;
pub use municipality::{CITY, CITY_CODE, INSURER, PREFECTURE};
pub use office::OpenData;
pub use plan::{LEAST_INSURED, Size};
pub use write::{OfficeAccount, Progress, Settings, Summary, write, write_feeds};

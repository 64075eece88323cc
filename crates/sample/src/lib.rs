//! An invented municipality of any size, written as the files a city would deliver. Reading them back is left to
//! `exchange`; what the words mean to `domain`.
#![warn(missing_docs)]

mod calendar;
mod delivery;
mod error;
pub mod form;
mod municipality;
mod names;
mod office;
mod paper;
mod person;
mod plan;
mod random;
mod world;
mod write;

pub use delivery::feeds::WrittenFile;
pub use error::SampleError;
pub use municipality::{CITY, CITY_CODE, INSURER, PREFECTURE};
pub use office::OpenData;
pub use person::awkward::{AwkwardPerson, AwkwardRole};
pub use plan::{LEAST_INSURED, Size};
pub use write::{OfficeAccount, Progress, Settings, Summary, write, write_feeds};

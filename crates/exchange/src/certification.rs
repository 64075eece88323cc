//! The feeds of applications (申請), their progress (進捗) and results (認定). Whether a history is possible and what stage it
//! means is decided in the domain, once all of its rows are together.

mod application;
mod milestone;
mod result;

pub use application::ApplicationRow;
pub use milestone::{Event, MilestoneRow};
pub use result::CertificationRow;

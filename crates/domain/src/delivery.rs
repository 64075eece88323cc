//! Deliveries of the insurer: what is found wrong with a file, as rules with words in both languages. Reading
//! files is left to `exchange`; what becomes of a finding, to `service`.

mod cell;
mod counts;
mod document;
pub mod feed;
mod file;
mod finding;
mod reception;
mod rule;
mod state;
mod subject;

pub use cell::{CellRule, Codes};
pub use counts::{Delivery, DeliveryCounts, Tally};
pub use document::{ActiveContent, ArchiveRule, ManifestRule, PdfRule};
pub use file::{FileRule, RowRule};
pub use finding::Finding;
pub use reception::ReceptionRule;
pub use rule::FindingRule;
pub use state::DeliveryState;
pub use subject::{
    ApplicationRule, AssignmentRule, BurdenRatioRule, CertificationRule, ConsentRowRule, MilestoneRule, OfficeRule,
    PersonRule,
};

pub use crate::rule::{Parameters, Severity, WrittenOut};

#[cfg(test)]
mod tests;

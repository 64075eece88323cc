//! Who may see what, at this moment: the five conditions, and the insurer's policy on single items. Pure functions of
//! facts; gathering the facts, recording and releasing are left to `persistence` and `service`.

mod decide;
mod facts;
mod item;
mod item_refusal;
mod policy;
mod refusal;
mod steps;

pub use decide::{Grant, decide, decide_after_loss};
pub use facts::{AssignmentFacts, ConsentFacts, Facts, OrganizationFacts, PersonFacts, ViewerFacts};
pub use item::{Item, MaskProfile, MaskedField};
pub use item_refusal::{DocumentReason, DocumentRefusal};
pub use policy::{DisclosurePolicy, ItemRule};
pub use refusal::{Condition, Failure, FailureReason, Mender, Refusal};
pub use steps::{StepAlwaysShown, WithheldSteps};

/// What no view and no paper of this system covers, and says so: 給付制限 (see the paper card) and page 1 of the board's
/// papers (never stored).
pub const NOT_COVERED: [&str; 2] = ["給付制限", "審査会資料1枚目"];

#[cfg(test)]
mod tests;

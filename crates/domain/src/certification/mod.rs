//! Certification of the need for care: levels, applications, the course of an application, results and their validity.
//! Where results are kept and who may see them is left to `persistence` and `disclosure`.

mod application_kind;
mod history;
mod level;
mod milestone;
mod number;
mod progress;
mod result;
mod validity;

pub use application_kind::ApplicationKind;
pub use history::InvalidHistory;
pub use level::{CareLevel, crosses_support_and_care};
pub use milestone::{Milestone, MilestoneKind, PostponementNotice, PostponementReason};
pub use number::{ApplicationNumber, InvalidApplicationNumber};
pub use progress::{Forecast, ForecastBasis, LEGAL_DAYS, OpinionStage, Outcome, Progress, Stage, SurveyStage};
pub use result::{Certification, CertificationStanding, CertificationStatus, CertificationWarning};
pub use validity::{
    InvalidValidity, MonthLimits, RENEWAL_DAYS, Validity, ValidityLimits, effective_day, renewal_window,
};

#[cfg(test)]
mod tests;

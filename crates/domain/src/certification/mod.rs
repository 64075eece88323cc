//! Certification of the need for care: levels, applications, the course of an application, results and their validity.
//! Where results are kept and who may see them is left to `persistence` and `disclosure`.

mod application_kind;
mod continuity;
mod course;
mod details;
mod level;
mod number;
mod result;
mod validity;

pub use application_kind::ApplicationKind;
pub use continuity::{Continuity, Filing, FilingState, Prospect, deemed_renewal, in_force, running_until};
pub use course::{
    CountedCourse, Days, FEWEST, Forecast, ForecastBasis, InvalidHistory, LEGAL_DAYS, Leg, Line, LineBasis, Milestone,
    MilestoneKind, OpinionStage, Outcome, Outlook, PACE_DAYS, Pace, PostponementNotice, PostponementReason, Progress,
    RejectionReason, Stage, SurveyStage,
};
pub use details::{ApplicationDetails, SpecifiedDisease};
pub use level::{CareLevel, Side, crosses_support_and_care};
pub use number::{ApplicationNumber, InvalidApplicationNumber};
pub use result::{Certification, CertificationStanding, CertificationStatus};
pub use validity::{
    InvalidValidity, MonthLimits, RENEWAL_DAYS, Validity, ValidityLimits, effective_day, renewal_window,
};

#[cfg(test)]
mod tests;

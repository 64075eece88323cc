//! Certification of the need for care: levels, applications, the course of an application, results and their validity.
//! Where results are kept and who may see them is left to `persistence` and `disclosure`.

mod history;
mod level;
mod milestone;
mod number;
mod progress;
mod result;
mod validity;

pub use history::InvalidHistory;
pub use level::{CareLevel, crosses_support_and_care};
pub use milestone::{Milestone, MilestoneKind, PostponementNotice, PostponementReason};
pub use number::{ApplicationNumber, InvalidApplicationNumber};
pub use progress::{Forecast, ForecastBasis, LEGAL_DAYS, OpinionStage, Outcome, Progress, Stage, SurveyStage};
pub use result::{Certification, CertificationStatus, CertificationWarning};
pub use validity::{
    InvalidValidity, MonthLimits, RENEWAL_DAYS, Validity, ValidityLimits, effective_day, renewal_window,
};

coded! {
    /// 申請区分: why a certification is asked for.
    pub enum ApplicationKind is "application kind" {
        /// First application, or again after a gap.
        New = "new", "新規";
        /// Before the validity ends.
        Renewal = "renewal", "更新";
        /// The state has changed within the validity.
        LevelChange = "level-change", "区分変更";
        /// The insurer acts on its own.
        ExOfficio = "ex-officio", "職権";
        /// Taken over from another municipality within 14 days of moving in: no survey, no board.
        Transfer = "transfer", "転入";
    }
}

#[cfg(test)]
mod tests;

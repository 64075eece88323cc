//! The course of an application: its milestones, what they add up to, by when the result is due and can be expected.

mod forecast;
mod history;
mod milestone;
mod pace;
mod progress;
mod stage;

pub use forecast::{Forecast, ForecastBasis, LEGAL_DAYS, Line, LineBasis, Outlook};
pub use history::InvalidHistory;
pub use milestone::{Milestone, MilestoneKind, PostponementNotice, PostponementReason, RejectionReason};
pub use pace::{CountedCourse, Days, FEWEST, Leg, PACE_DAYS, Pace};
pub use progress::Progress;
pub use stage::{OpinionStage, Outcome, Stage, SurveyStage};

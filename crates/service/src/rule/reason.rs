//! The rule of a reason that must be stated, or of a remark that may be.

use domain::enrolment::usage_application::LONGEST_REASON;

domain::rules! {
    /// What a reason must be like.
    pub enum ReasonRule {
        Length {
            /// The most characters.
            longest: usize = LONGEST_REASON
        } = "reason.required", "a reason of 1 to {longest} characters is needed";
    }
}

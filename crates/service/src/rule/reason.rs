//! Rules of what is stated and asked: of a reason that must be stated or a remark that may be, and of a search.

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

domain::rules! {
    /// What a search must ask for.
    pub enum SearchRule {
        Nothing = "search.nothing", "nothing can be searched for with signs alone";
    }
}

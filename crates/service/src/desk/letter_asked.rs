//! What a letter is asked for with.

use domain::calendar::day::Day;
use domain::enrolment::letter::{HeadRefused, LetterHead, NoticeKind};
use domain::id::{LetterId, UsageApplicationId};

use crate::error::ServiceError;
use crate::rule::Field;

/// What whoever makes a letter says of it. Nothing of it matters where a letter is given out again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterAsked {
    /// 文書番号.
    pub number: String,
    /// The date of the letter.
    pub dated_on: Option<Day>,
    /// Why, in letters whose decision does not say so itself.
    pub reason: Option<String>,
    /// Until when a correction is to be made.
    pub until: Option<Day>,
    /// Whether a letter that was made is to be made anew.
    pub anew: bool,
}

/// A letter about to be made.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) application: UsageApplicationId,
    pub(crate) kind: NoticeKind,
    pub(crate) head: LetterHead,
    /// The one whose place it takes.
    pub(crate) before: Option<LetterId>,
}

/// What is wrong with number and date, as the fields of a request.
pub(crate) fn refused_head(refused: HeadRefused) -> ServiceError {
    match refused {
        HeadRefused::Text(rule) => ServiceError::invalid(Field::LetterNumber, rule),
        HeadRefused::Number(rule) => ServiceError::invalid(Field::LetterNumber, rule),
        HeadRefused::Date(rule) => ServiceError::invalid(Field::LetterDate, rule),
    }
}

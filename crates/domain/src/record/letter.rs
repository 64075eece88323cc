//! Letters, as they are kept.

use chrono::{DateTime, Utc};

use crate::calendar::day::Day;
use crate::enrolment::letter::NoticeKind;
use crate::id::{AccountId, LetterId, UsageApplicationId};

/// A letter that was made, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRecord {
    /// Opaque id.
    pub id: LetterId,
    /// About which application.
    pub application: UsageApplicationId,
    /// Which letter.
    pub kind: NoticeKind,
    /// 文書番号; may be empty.
    pub number: String,
    /// Its date.
    pub dated_on: Day,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who made it.
    pub made_by: AccountId,
    /// When another one took its place.
    pub superseded_at: Option<DateTime<Utc>>,
}

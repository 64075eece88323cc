//! What all people of a sample share: the day, the offices, the names, the plan.

use chrono::{DateTime, FixedOffset, NaiveTime, TimeZone, Utc};
use domain::calendar::day::Day;

use crate::error::SampleError;
use crate::names::NameBook;
use crate::office::Offices;

pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) today: Day,
    /// 基準日時: six o'clock this morning, when the night's extraction was done.
    pub(crate) as_of: DateTime<Utc>,
    pub(crate) names: NameBook,
    pub(crate) offices: Offices,
    /// Papers only for decisions of so many days; `None` for all.
    pub(crate) paper_days: Option<i64>,
}

const NINE_HOURS: i32 = 9 * 3600;

/// Six in the morning in Japan.
pub(crate) fn morning_of(today: Day) -> Result<DateTime<Utc>, SampleError> {
    let six = NaiveTime::from_hms_opt(6, 0, 0).map(|six| today.naive().and_time(six));
    let local = FixedOffset::east_opt(NINE_HOURS)
        .zip(six)
        .and_then(|(japan, six)| japan.from_local_datetime(&six).single());
    local
        .map(|local| local.to_utc())
        .ok_or_else(|| SampleError::Invented(today.to_string()))
}

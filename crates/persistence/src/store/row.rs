//! Reading columns back through the domain's own parsers: a bad value in the database is an error, never a wrong object.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::calendar::day::Day;
use domain::calendar::period::Period;

use crate::store::error::StoreError;

/// Parses a text column.
pub(crate) fn parsed<T: FromStr>(column: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { column })
}

/// A stored UTC timestamp as a moment.
pub(crate) fn moment(stored: NaiveDateTime) -> DateTime<Utc> {
    stored.and_utc()
}

/// Two stored days as a period.
pub(crate) fn period(first: NaiveDate, last: Option<NaiveDate>) -> Period {
    Period {
        first: Day::from_naive(first),
        last: last.map(Day::from_naive),
    }
}

/// A count from the database, which never holds negative ones.
pub(crate) fn count<T: TryFrom<i64>>(column: &'static str, stored: i64) -> Result<T, StoreError> {
    T::try_from(stored).map_err(|_| StoreError::Corrupt { column })
}

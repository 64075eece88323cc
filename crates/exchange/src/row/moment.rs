//! Points in time as feeds write them. How they are read is the domain's matter.

use chrono::{DateTime, FixedOffset, Utc};

/// Japan has had one offset from UTC, and no summer time, since 1951.
const JAPAN: i32 = 9 * 60 * 60;

/// As it is written into feeds: Japanese time to the second.
pub(crate) fn write(moment: DateTime<Utc>) -> String {
    FixedOffset::east_opt(JAPAN)
        .map(|japan| moment.with_timezone(&japan).format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}

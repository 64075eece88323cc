//! What the examples are made of.

use chrono::{DateTime, FixedOffset};
use contract::coded::Coded;
use contract::delivery::freshness::Freshness;
use domain::calendar::day::Day;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

pub(super) fn of(value: &impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}

pub(super) fn coded(code: &str, label: &str) -> Coded {
    Coded {
        code: code.into(),
        label: label.into(),
    }
}

pub(super) fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).unwrap_or(Day::MIN)
}

pub(super) fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap_or_default()
}

pub(super) fn uuid(last: u128) -> Uuid {
    Uuid::from_u128(0x0196_b000_0000_7000_8000_0000_0000_0000 | last)
}

/// How old what is shown is.
pub(super) fn freshness(source: &str) -> Freshness {
    Freshness {
        as_of: time("2026-06-10T17:00:00+09:00"),
        received_at: time("2026-06-11T06:10:00+09:00"),
        source: source.into(),
        stale: false,
        not_covered: vec!["給付制限".into(), "審査会資料1枚目".into()],
    }
}

/// The tag of a state.
pub(super) const ETAG: &str = "\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\"";

//! What the examples are made of.

use chrono::{DateTime, FixedOffset};
use contract::coded::Coded;
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

/// The tag of a state.
pub(super) const ETAG: &str = "\"2f1c9a0b77d4e6c85a3e10f4b2d6c9e1\"";

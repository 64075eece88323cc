//! Points in time as municipal systems write them. Days alone are the domain's matter.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, TimeZone, Utc};
use domain::calendar::day::Day;

/// Japan has had one offset from UTC, and no summer time, since 1951.
const JAPAN: i32 = 9 * 60 * 60;

/// Read `2026-05-10T09:00:00+09:00`, `2026-05-10 09:00:00`, `2026/5/10 9:00`, `20260510090000` or a day in any form. Without
/// an offset the time is Japanese; a day alone means its beginning.
pub(super) fn read(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.to_utc());
    }
    let local = compact(text).or_else(|| separated(text)).or_else(|| {
        Day::parse_feed(text)
            .ok()
            .map(|day| day.naive().and_time(NaiveTime::MIN))
    })?;
    in_japan(local)
}

/// As it is written into feeds: Japanese time to the second.
pub(crate) fn write(moment: DateTime<Utc>) -> String {
    FixedOffset::east_opt(JAPAN)
        .map(|japan| moment.with_timezone(&japan).format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_default()
}

fn in_japan(local: NaiveDateTime) -> Option<DateTime<Utc>> {
    Some(
        FixedOffset::east_opt(JAPAN)?
            .from_local_datetime(&local)
            .single()?
            .to_utc(),
    )
}

/// `20260510090000`.
fn compact(text: &str) -> Option<NaiveDateTime> {
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (day, time) = text.split_at_checked(8)?;
    let day = Day::parse_feed(day).ok()?;
    Some(day.naive().and_time(NaiveTime::parse_from_str(time, "%H%M%S").ok()?))
}

/// A day in any form that holds no space, a space or `T`, and a time.
fn separated(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.rsplit_once([' ', 'T', '\u{3000}'])?;
    let day = Day::parse_feed(day).ok()?;
    let time = ["%H:%M:%S", "%H:%M"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(time.trim(), form).ok())?;
    Some(day.naive().and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_means_the_same_moment() {
        let forms = [
            "2026-05-10T09:30:00+09:00",
            "2026-05-10T00:30:00Z",
            "2026-05-10 09:30:00",
            "2026-05-10T09:30",
            "2026/05/10 9:30",
            "2026/5/10 9:30:00",
            "20260510093000",
            "令和8年5月10日 09:30",
        ];
        for form in forms {
            assert_eq!(write(read(form).unwrap()), "2026-05-10 09:30:00", "{form}");
        }
        assert_eq!(write(read("20260510").unwrap()), "2026-05-10 00:00:00");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "09:30",
            "20260510246000",
            "2026-02-30 09:00",
            "2026-05-10 25:00",
            "あ\u{3000}い",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

//! How points in time are read from files: every notation that means one moment and no other. Which column holds one is
//! left to `exchange`.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::calendar::{
    day::Day,
    notation::{plain, read},
};

/// Why a text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoment {
    /// No day, or no time of day, in any of the written forms; or one that could be two.
    #[error("not a moment")]
    Unreadable,
    /// A 60th second: a leap second, which neither clocks nor databases here know.
    #[error("a minute has 60 seconds, 0 to 59")]
    LeapSecond,
}

use InvalidMoment::{LeapSecond, Unreadable};

/// Japan has had one offset from UTC, and no summer time, since 1951.
const JAPAN: TimeDelta = TimeDelta::hours(9);

/// Reads `2026-05-10T09:00:00+09:00`, `2026-05-10 09:00:00.000`, `2026/5/10 9:00`, `20260510090000`, `令和8年5月10日 9時`,
/// `2026/5/10 午前9:00`, or a day in any form. Without an offset the time is Japanese; a day alone means its beginning, 24:00
/// its end.
///
/// # Errors
/// [`InvalidMoment`]; also for what could be two moments, such as 午後12時.
pub fn parse_moment(text: &str) -> Result<DateTime<Utc>, InvalidMoment> {
    let text = plain(text);
    if let Ok(day) = Day::parse_feed(&text) {
        return Time::MIDNIGHT.on(day);
    }
    let (day, time) = compact(&text).or_else(|| separated(&text)).ok_or(Unreadable)?;
    let day = read(day).map_err(|_| Unreadable)?;
    Time::read(time)?.on(day)
}

/// A time of day, and how far its clock is ahead of UTC.
struct Time {
    /// Since midnight; a whole day for 24:00.
    since_midnight: TimeDelta,
    ahead: TimeDelta,
}

impl Time {
    const MIDNIGHT: Self = Self {
        since_midnight: TimeDelta::zero(),
        ahead: JAPAN,
    };

    fn on(&self, day: Day) -> Result<DateTime<Utc>, InvalidMoment> {
        let utc: Option<NaiveDateTime> = day
            .naive()
            .and_time(NaiveTime::MIN)
            .checked_add_signed(self.since_midnight)
            .and_then(|local| local.checked_sub_signed(self.ahead));
        utc.map(|utc| utc.and_utc()).ok_or(Unreadable)
    }

    /// `9:00`, `09:00:00.000`, `9時5分`, `090000`, `午前9:00`, `9:00 AM`, each perhaps with an offset from UTC.
    fn read(text: &str) -> Result<Self, InvalidMoment> {
        let (text, ahead) = without_offset(text)?;
        let (text, half) = without_half(text);
        let text = text.trim();
        let parts = if text.bytes().all(|byte| byte.is_ascii_digit()) {
            of_digits(text)
        } else {
            of_parts(text)
        };
        let [hour, minute, second, micros] = parts.ok_or(Unreadable)?;
        if second == 60 && hour < 24 && minute < 60 {
            return Err(LeapSecond);
        }
        let hour = half.map_or(Some(hour), |half| half.hour(hour)).ok_or(Unreadable)?;
        let end_of_day = hour == 24 && minute == 0 && second == 0 && micros == 0 && half.is_none();
        if !end_of_day && (hour > 23 || minute > 59 || second > 59) {
            return Err(Unreadable);
        }
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        Ok(Self {
            since_midnight: TimeDelta::seconds(seconds) + TimeDelta::microseconds(i64::from(micros)),
            ahead,
        })
    }
}

/// `20260510090000`, `202605100900`, `20260510090000123`, the same with an era digit (`5080510090000`); a space, `T` or `_`
/// may stand between day and time.
fn compact(text: &str) -> Option<(&str, &str)> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, time) = match text.split_once([' ', 'T', '_']) {
        Some((day, time)) => (day, time),
        None if matches!(text.len(), 12 | 14 | 17) => text.split_at_checked(8)?,
        None if matches!(text.len(), 11 | 13) => text.split_at_checked(7)?,
        None => return None,
    };
    let (clock, _) = without_offset(time).ok()?;
    let fits = matches!(day.len(), 7 | 8) && matches!(clock.len(), 4 | 6 | 9);
    (fits && is_digits(day) && is_digits(clock)).then_some((day, time))
}

/// A day in any form, and a time with `:` or 時: the time begins with the digits before the first of them, or with what says
/// which half of the day is meant.
fn separated(text: &str) -> Option<(&str, &str)> {
    let mark = text.find([':', '時'])?;
    let before = text.get(..mark)?;
    let hour = before.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let half = ["午前", "午後", "AM", "PM", "am", "pm"];
    let trimmed = hour.trim_end();
    let day = half.iter().find_map(|half| trimmed.strip_suffix(half)).unwrap_or(hour);
    let time = text.get(day.len()..)?;
    let day = day.trim_end();
    Some((day.strip_suffix(['T', '_']).unwrap_or(day), time))
}

/// Takes `Z`, `+09:00`, `+0900` or `+09` off a time. Without one it is Japanese.
fn without_offset(text: &str) -> Result<(&str, TimeDelta), InvalidMoment> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Ok((time.trim_end(), TimeDelta::zero()));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return Ok((text, JAPAN));
    };
    let (time, offset) = text.split_at_checked(at).ok_or(Unreadable)?;
    let digits: String = offset.chars().skip(1).filter(|c| *c != ':').collect();
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i64>().ok());
    let minutes = match digits.len() {
        2 => number(0..2).map(|hours| hours * 60),
        4 => number(0..2)
            .zip(number(2..4))
            .map(|(hours, minutes)| hours * 60 + minutes),
        _ => None,
    };
    let minutes = minutes.filter(|minutes| *minutes <= 14 * 60).ok_or(Unreadable)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    Ok((time.trim_end(), TimeDelta::minutes(sign * minutes)))
}

/// Which half of the day an hour counts in.
#[derive(Clone, Copy)]
enum Half {
    /// 午前, 午後: 12 is written for midnight by some and for noon by others.
    Japanese { after_noon: bool },
    /// AM, PM: 12 AM is midnight.
    English { after_noon: bool },
}

impl Half {
    fn hour(self, hour: u32) -> Option<u32> {
        match self {
            Self::Japanese { after_noon } => (hour < 12).then_some(hour + if after_noon { 12 } else { 0 }),
            Self::English { after_noon } => (1..=12)
                .contains(&hour)
                .then_some(hour % 12 + if after_noon { 12 } else { 0 }),
        }
    }
}

fn without_half(text: &str) -> (&str, Option<Half>) {
    const HALVES: [(&str, Half); 6] = [
        ("午前", Half::Japanese { after_noon: false }),
        ("午後", Half::Japanese { after_noon: true }),
        ("AM", Half::English { after_noon: false }),
        ("PM", Half::English { after_noon: true }),
        ("am", Half::English { after_noon: false }),
        ("pm", Half::English { after_noon: true }),
    ];
    let text = text.trim();
    let found = HALVES.iter().find_map(|(word, half)| {
        let rest = text.strip_prefix(word).or_else(|| text.strip_suffix(word))?;
        Some((rest, Some(*half)))
    });
    found.unwrap_or((text, None))
}

/// Hour, minute, second and microseconds from digits alone.
fn of_digits(text: &str) -> Option<[u32; 4]> {
    let number = |from: usize, to: usize| text.get(from..to).map_or(Some(0), |part| part.parse().ok());
    match text.len() {
        4 | 6 => Some([number(0, 2)?, number(2, 4)?, number(4, 6)?, 0]),
        9 => Some([number(0, 2)?, number(2, 4)?, number(4, 6)?, number(6, 9)? * 1000]),
        _ => None,
    }
}

/// Hour, minute, second and microseconds with signs between them.
fn of_parts(text: &str) -> Option<[u32; 4]> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let written: String = whole
        .replace(['時', '分'], ":")
        .trim_end_matches('秒')
        .trim_end_matches(':')
        .to_owned();
    let mut parts = written.split(':').map(|part| {
        let part = part.trim();
        let plain = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse::<u32>().ok() } else { None }
    });
    let hour = parts.next()??;
    let minute = parts.next().unwrap_or(Some(0))?;
    let second = parts.next().unwrap_or(Some(0))?;
    // An hour alone is one only where it says so.
    let complete = parts.next().is_none() && (written.contains(':') || whole.contains('時'));
    complete.then_some([hour, minute, second, micros(fraction)?])
}

fn micros(fraction: &str) -> Option<u32> {
    let digits = !fraction.is_empty() && fraction.len() <= 9 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let padded: String = fraction.chars().chain("000000".chars()).take(6).collect();
    if digits { padded.parse().ok() } else { None }
}

#[cfg(test)]
mod tests;

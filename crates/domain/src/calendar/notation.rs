//! How days are read from files and from what people type: every notation that means one day and no other. How they are
//! written is in `day` and `wareki`; which column holds a day is left to `exchange`.

use crate::calendar::{
    day::{Day, InvalidDay, number},
    wareki::Era,
};
use crate::text::fold::ascii;

impl Day {
    /// Reads every way in which municipal files and people write a day: `20260510`, `2026-05-10`, `2026/5/10 0:00`,
    /// `R080510`, `R8.5.10`, `令8.5.10`, `令和8年5月10日(日)`, `令和八年五月十日`, `5080510` (era digit 1 明治 … 5 令和). Wide
    /// characters, spaces and kinds of hyphens do not matter.
    ///
    /// What could mean two days is none: years of two digits without an era, month and day in front. The year of an era has
    /// one or two digits: three would be a mistake now, not a day of the next century. A time of day other than midnight
    /// makes it a moment. Zeros and nines that stand for "no day" are not days: who reads the column knows what they mean
    /// there.
    pub fn parse_feed(text: &str) -> Result<Self, InvalidDay> {
        let text = plain(text);
        read(without_midnight(&text))
    }
}

/// Wide characters as plain ones, every kind of hyphen as `-`, every space as one, none around.
pub(super) fn plain(text: &str) -> String {
    let plain = |character: char| match ascii(character) {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | 'ｰ' | '─' => '-',
        '・' | '･' => '.',
        other if other.is_whitespace() => ' ',
        other => other,
    };
    let plain: String = text.chars().map(plain).collect();
    plain.trim().to_owned()
}

/// A day that [`plain`] has gone over.
pub(super) fn read(text: &str) -> Result<Day, InvalidDay> {
    let padded = padded(text);
    let text: String = padded.chars().filter(|c| *c != ' ').collect();
    let (text, weekday) = without_weekday(&text);
    let day = match digits(text) {
        Some(digits) => from_digits(digits)?,
        None => parts(text)?,
    };
    // Another weekday than the calendar's: one of the two is a mistake, and nobody knows which.
    if weekday.is_some_and(|weekday| weekday != day.weekday_ja()) {
        return Err(InvalidDay);
    }
    Ok(day)
}

/// Columns of fixed width hold spaces for leading zeros: `508 5 1` is 5 08 05 01.
fn padded(text: &str) -> String {
    let all = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ');
    if all && matches!(text.len(), 7 | 8) {
        text.replace(' ', "0")
    } else {
        text.to_owned()
    }
}

/// Without the midnight that databases and spreadsheets write after a day.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.rsplit_once([' ', 'T']) else {
        return text;
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let midnight = matches!(time, "0:00" | "00:00" | "0:00:00" | "00:00:00");
    if midnight && fraction.bytes().all(|byte| byte == b'0') {
        day.trim_end()
    } else {
        text
    }
}

fn without_weekday(text: &str) -> (&str, Option<&str>) {
    const DAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
    let bracketed = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let named = bracketed.or_else(|| {
        let before = text.strip_suffix("曜日")?;
        let (place, _) = before.char_indices().next_back()?;
        before.split_at_checked(place)
    });
    let found = named.and_then(|(before, name)| {
        let name = name.trim_end_matches("曜日").trim_end_matches('曜');
        DAYS.contains(&name).then_some((before, name))
    });
    found.map_or((text, None), |(before, name)| (before, Some(name)))
}

fn digits(text: &str) -> Option<(Option<Era>, &[u8])> {
    let (era, rest) = split_era(text);
    rest.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some((era, rest.as_bytes()))
}

/// `20260510`, `5080510`, `R080510`.
fn from_digits((era, digits): (Option<Era>, &[u8])) -> Result<Day, InvalidDay> {
    match (era, digits) {
        (None, &[y1, y2, y3, y4, m1, m2, d1, d2]) => {
            let year = i32::try_from(number(&[y1, y2, y3, y4])?).map_err(|_| InvalidDay)?;
            Day::from_ymd(year, number(&[m1, m2])?, number(&[d1, d2])?).ok_or(InvalidDay)
        }
        (None, &[era, y1, y2, m1, m2, d1, d2]) => {
            let era = Era::from_digit(era).ok_or(InvalidDay)?;
            in_era(era, [y1, y2], [m1, m2], [d1, d2])
        }
        (Some(era), &[y1, y2, m1, m2, d1, d2]) => in_era(era, [y1, y2], [m1, m2], [d1, d2]),
        _ => Err(InvalidDay),
    }
}

fn in_era(era: Era, year: [u8; 2], month: [u8; 2], day: [u8; 2]) -> Result<Day, InvalidDay> {
    Day::from_wareki(era, number(&year)?, number(&month)?, number(&day)?).map_err(|_| InvalidDay)
}

/// A day in three parts with separators, with an era or a year of four digits before them.
fn parts(text: &str) -> Result<Day, InvalidDay> {
    let (era, rest) = split_era(text);
    let (year, month, day) = three_parts(rest).ok_or(InvalidDay)?;
    let (month, day) = (count(month)?, count(day)?);
    match era {
        Some(era) => {
            let year = if year == "元" { 1 } else { count(year)? };
            Day::from_wareki(era, year, month, day).map_err(|_| InvalidDay)
        }
        None => {
            let year = i32::try_from(western(year)?).map_err(|_| InvalidDay)?;
            Day::from_ymd(year, month, day).ok_or(InvalidDay)
        }
    }
}

/// One or two digits, or the same in kanji.
fn count(text: &str) -> Result<u32, InvalidDay> {
    if !text.is_empty() && text.len() <= 2 {
        return number(text.as_bytes());
    }
    kanji_count(text).ok_or(InvalidDay)
}

/// A year of four digits, or four digits in kanji.
fn western(text: &str) -> Result<u32, InvalidDay> {
    let plain: Option<String> = text
        .chars()
        .map(|character| match kanji_digit(character) {
            Some(digit) => char::from_digit(digit, 10),
            None => character.is_ascii_digit().then_some(character),
        })
        .collect();
    match plain {
        Some(plain) if plain.len() == 4 => number(plain.as_bytes()),
        _ => Err(InvalidDay),
    }
}

/// 一 to 九十九, with 十 between tens and ones.
fn kanji_count(text: &str) -> Option<u32> {
    let one = |text: &str| {
        let mut characters = text.chars();
        let digit = kanji_digit(characters.next()?)?;
        (characters.next().is_none() && digit > 0).then_some(digit)
    };
    match text.split_once('十') {
        None => one(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            let ones = if ones.is_empty() { 0 } else { one(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

fn kanji_digit(character: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .zip(0..)
        .find(|(kanji, _)| *kanji == character)
        .map(|(_, digit)| digit)
}

fn split_era(text: &str) -> (Option<Era>, &str) {
    const SQUARE: [(&str, Era); 5] = [
        ("㍾", Era::Meiji),
        ("㍽", Era::Taisho),
        ("㍼", Era::Showa),
        ("㍻", Era::Heisei),
        ("㋿", Era::Reiwa),
    ];
    if let Some(rest) = text.strip_prefix("西暦") {
        return (None, rest);
    }
    // The whole name before its first character alone: 令和8年 and 令8.
    let names = Era::ALL.iter().map(|&era| (era.name_ja(), era));
    let firsts = Era::ALL.iter().filter_map(|&era| {
        let name = era.name_ja();
        Some((name.get(..name.chars().next()?.len_utf8())?, era))
    });
    for (name, era) in names.chain(SQUARE).chain(firsts) {
        if let Some(rest) = text.strip_prefix(name) {
            return (Some(era), rest.strip_prefix('.').unwrap_or(rest));
        }
    }
    let letter = text.get(..1).map(str::to_ascii_uppercase);
    match letter.and_then(|code| Era::from_code(&code)) {
        Some(era) => {
            let rest = text.get(1..).unwrap_or_default();
            (Some(era), rest.strip_prefix('.').unwrap_or(rest))
        }
        None => (None, text),
    }
}

fn three_parts(text: &str) -> Option<(&str, &str, &str)> {
    if let Some((year, rest)) = text.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        return Some((year, month, rest.strip_suffix('日')?));
    }
    ['.', '-', '/'].into_iter().find_map(|separator| {
        let (year, rest) = text.split_once(separator)?;
        let (month, day) = rest.split_once(separator)?;
        Some((year, month, day))
    })
}

#[cfg(test)]
mod tests;

//! Days and moments as people read them. Which era a day belongs to is `domain`'s knowledge; the browser's own calendar
//! and time zone are never asked.

use chrono::{DateTime, FixedOffset, Timelike};
use domain::calendar::day::Day;
use yew::prelude::*;

/// 「令和8年3月31日（2026年）」, for running text and details.
pub fn long(day: Day) -> Html {
    html! { <time datetime={day.to_string()}>{ day.wareki_long() }</time> }
}

/// `R8.3.31`, for tables.
pub fn short(day: Day) -> Html {
    html! { <time datetime={day.to_string()} class="short-day">{ day.wareki_short() }</time> }
}

/// A period in a table; without a last day it says so.
pub fn short_period(first: Day, last: Option<Day>) -> Html {
    html! { <>{ short(first) }{ "〜" }{ last.map_or_else(|| "期限なし".into(), short) }</> }
}

/// A period in running text.
pub fn long_period(first: Day, last: Option<Day>) -> Html {
    html! {
        <>
            <span class="keep">{ long(first) }{ " から" }</span>{ " " }
            <span class="keep">{ last.map_or_else(|| "期限なし".into(), |last| html! { <>{ long(last) }{ " まで" }</> }) }</span>
        </>
    }
}

/// 「令和8年5月10日（2026年） 9:05」 in Japan.
pub fn moment(at: DateTime<FixedOffset>) -> String {
    format!("{} {}", Day::in_japan(at.to_utc()).wareki_long(), time(at))
}

/// `R8.5.10 9:05` in Japan.
pub fn short_moment(at: DateTime<FixedOffset>) -> String {
    format!("{} {}", Day::in_japan(at.to_utc()).wareki_short(), time(at))
}

/// 「あと11日」 with a mark that grows with the urgency.
pub fn left(days: i64) -> Html {
    let (class, words) = match days {
        ..0 => ("left-7", "期限切れ".to_owned()),
        0 => ("left-7", "今日まで".to_owned()),
        1..=7 => ("left-7", format!("あと{days}日")),
        8..=30 => ("left-30", format!("あと{days}日")),
        31..=60 => ("left-60", format!("あと{days}日")),
        _ => ("left-more", format!("あと{days}日")),
    };
    html! { <span class={classes!("left", class)}>{ words }</span> }
}

fn time(at: DateTime<FixedOffset>) -> String {
    let at = at.to_utc();
    let minutes = (at.hour() * 60 + at.minute() + 9 * 60) % (24 * 60);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// 「令和8年5月10日（日）」, for the head of the day's page.
pub fn with_weekday(day: Day) -> String {
    let long = day.wareki_long();
    let era = long.split('（').next().unwrap_or_default();
    format!("{era}（{}）", day.weekday_ja())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_japan_whatever_offset_it_was_sent_with() {
        let sent = |text: &str| moment(DateTime::parse_from_rfc3339(text).unwrap());
        assert_eq!(sent("2026-05-10T00:05:00+09:00"), "令和8年5月10日（2026年） 0:05");
        assert_eq!(sent("2026-05-09T15:05:00Z"), "令和8年5月10日（2026年） 0:05");
    }

    #[test]
    fn the_day_of_the_week_takes_the_place_of_the_western_year() {
        assert_eq!(
            with_weekday(Day::from_ymd(2026, 5, 10).unwrap()),
            "令和8年5月10日（日）"
        );
    }
}

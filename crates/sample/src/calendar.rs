//! Days on which a city hall works, near enough: weekends, the turn of the year and the holidays of fixed date are off.

use domain::calendar::day::Day;

const HOLIDAYS: [(u32, u32); 14] = [
    (1, 1),
    (1, 2),
    (1, 3),
    (2, 11),
    (2, 23),
    (4, 29),
    (5, 3),
    (5, 4),
    (5, 5),
    (8, 11),
    (11, 3),
    (11, 23),
    (12, 29),
    (12, 30),
];

fn is_working_day(day: Day) -> bool {
    let fixed = HOLIDAYS.contains(&(day.month(), day.day())) || (day.month(), day.day()) == (12, 31);
    !fixed && !matches!(day.weekday_ja(), "土" | "日")
}

/// The day itself or the next one on which the city hall works.
pub(crate) fn working_day(day: Day) -> Day {
    (0..12)
        .map(|later| day.add_days(later))
        .find(|day| is_working_day(*day))
        .unwrap_or(day)
}

/// The day itself or the last one before it on which the city hall worked.
pub(crate) fn working_day_before(day: Day) -> Day {
    (0..12)
        .map(|earlier| day.add_days(-earlier))
        .find(|day| is_working_day(*day))
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn nobody_works_on_weekends_and_at_new_year() {
        assert_eq!(working_day(day("2026-05-09")), day("2026-05-11"));
        assert_eq!(working_day(day("2026-12-29")), day("2027-01-04"));
        assert_eq!(working_day_before(day("2027-01-03")), day("2026-12-28"));
        assert_eq!(working_day(day("2026-05-12")), day("2026-05-12"));
    }
}

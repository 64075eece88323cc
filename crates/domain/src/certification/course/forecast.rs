//! By when an application is to be decided, and by when its result can be expected. A day is expected only if the city has
//! named it, or if its own last months show it; the legal line is no forecast.

use crate::calendar::day::Day;
use crate::certification::application_kind::ApplicationKind;

/// Days within which an application is to be decided (介護保険法 27条11項).
pub const LEGAL_DAYS: i64 = 30;

coded! {
    /// Which day a decision is held against.
    pub enum LineBasis is "line basis" {
        /// The legal 30 days after the application.
        ThirtyDays = "thirty-days", "申請から30日";
        /// A renewal: the last day of the validity that it renews.
        EndOfValidity = "end-of-validity", "認定の有効期間の満了日";
    }
}

/// The day by which an application is to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day.
    pub on: Day,
    /// Why this day.
    pub basis: LineBasis,
}

/// The line of an application.
///
/// A renewal is applied for up to 60 days ahead, and cities leave the postponement notice out if the decision falls
/// before the running validity ends: so that end is its line, and there is none if it is not known. An ex-officio
/// certification answers no application, so nothing runs.
pub fn line(kind: ApplicationKind, applied_on: Day, running_until: Option<Day>) -> Option<Line> {
    match kind {
        ApplicationKind::New | ApplicationKind::LevelChange | ApplicationKind::Transfer => Some(Line {
            on: applied_on.add_days(LEGAL_DAYS),
            basis: LineBasis::ThirtyDays,
        }),
        ApplicationKind::Renewal => running_until.map(|on| Line {
            on,
            basis: LineBasis::EndOfValidity,
        }),
        ApplicationKind::ExOfficio => None,
    }
}

coded! {
    /// What a forecast rests on.
    pub enum ForecastBasis is "forecast basis" {
        /// The latest postponement notice.
        Notice = "notice", "延期通知の見込日";
        /// The planned day of the board.
        Board = "board", "審査会の予定日";
        /// The city's own running median for this kind of application.
        CityMedian = "city-median", "市のこれまでの日数の中央値";
    }
}

/// A day on which the decision can be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The day; never one that has passed.
    pub expected_on: Day,
    /// What it rests on.
    pub basis: ForecastBasis,
}

coded! {
    /// What can be said of the day of the decision as a whole.
    pub enum Outlook is "outlook" {
        /// The city has named a day, in a postponement notice or as the day of the board.
        Named = "named", "市から見込みの日が届いています";
        /// No day was named; the city's own last months show one.
        Usual = "usual", "市のこれまでの日数からの目安です";
        /// Every day that was named has passed.
        Passed = "passed", "示された見込みの日を過ぎました。新しい見込みは、まだ分かりません";
        /// There is nothing to rest a forecast on.
        Unknown = "unknown", "見込みは、まだ分かりません";
        /// The application has ended.
        Ended = "ended", "手続は終了しています";
    }
}

/// The days that the city has named, the notice's first, without those that have passed, and what that makes of it.
pub(super) fn named(notice: Option<Day>, board: Option<Day>, today: Day) -> (Vec<Forecast>, Outlook) {
    let told = [(notice, ForecastBasis::Notice), (board, ForecastBasis::Board)];
    let forecasts: Vec<Forecast> = told
        .into_iter()
        .filter_map(|(day, basis)| {
            day.filter(|day| *day >= today)
                .map(|expected_on| Forecast { expected_on, basis })
        })
        .collect();
    let outlook = match (forecasts.is_empty(), notice.or(board)) {
        (false, _) => Outlook::Named,
        (true, Some(_)) => Outlook::Passed,
        (true, None) => Outlook::Unknown,
    };
    (forecasts, outlook)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn each_kind_of_application_has_its_line() {
        let (applied, end) = (day("2026-05-10"), day("2026-06-30"));
        let rows = ApplicationKind::ALL.iter().flat_map(|kind| {
            [Some(end), None].map(|running| {
                let line = line(*kind, applied, running);
                let told = line.map_or_else(|| "-".to_owned(), |line| format!("{} {}", line.on, line.basis));
                format!(
                    "{kind} {}: {told}",
                    if running.is_some() { "running" } else { "unknown" }
                )
            })
        });
        insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
        new running: 2026-06-09 thirty-days
        new unknown: 2026-06-09 thirty-days
        renewal running: 2026-06-30 end-of-validity
        renewal unknown: -
        level-change running: 2026-06-09 thirty-days
        level-change unknown: 2026-06-09 thirty-days
        ex-officio running: -
        ex-officio unknown: -
        transfer running: 2026-06-09 thirty-days
        transfer unknown: 2026-06-09 thirty-days
        ");
    }

    #[test]
    fn both_days_are_told_and_no_day_that_has_passed() {
        let (notice, board) = (Some(day("2026-07-15")), Some(day("2026-07-03")));
        let told = |notice, board, today| {
            let (forecasts, outlook) = named(notice, board, day(today));
            let days: Vec<_> = forecasts
                .iter()
                .map(|forecast| format!("{} {}", forecast.expected_on, forecast.basis))
                .collect();
            format!("{outlook} [{}]", days.join(", "))
        };
        let rows = [
            told(notice, board, "2026-07-03"),
            told(notice, board, "2026-07-04"),
            told(notice, board, "2026-07-16"),
            told(None, board, "2026-07-01"),
            told(None, None, "2026-07-01"),
        ];
        insta::assert_snapshot!(rows.join("\n"), @"
        named [2026-07-15 notice, 2026-07-03 board]
        named [2026-07-15 notice]
        passed []
        named [2026-07-03 board]
        unknown []
        ");
    }
}

//! Tests of the notations of days: what means one day is read, what could mean two is not.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

#[test]
fn every_way_of_writing_reads_as_the_same_day() {
    for text in [
        "20260510",
        "2026-05-10",
        "2026/5/10",
        "2026/5/10 0:00",
        "2026/05/10 00:00:00",
        "2026-05-10T00:00:00",
        "2026-05-10 00:00:00.000",
        "2026.05.10",
        "2026−05−10",
        "2026‐05‐10",
        "2026ー05ー10",
        "2026 510",
        "R08.05.10",
        "R8.5.10",
        "R.8.5.10",
        "R 8. 5. 10",
        "R8・5・10",
        "R8/5/10",
        "R8年5月10日",
        "R080510",
        "r8-5-10",
        "令8.5.10",
        "令和8.5.10",
        "令和080510",
        "令和8年5月10日",
        "令和08年05月10日",
        "令和8年5月10日(日)",
        "令和８年５月１０日（日曜日）",
        "令和8年5月10日日曜日",
        "令和八年五月十日",
        "二〇二六年五月十日",
        "西暦2026年5月10日",
        "5080510",
        "508 510",
        "２０２６０５１０",
        "２０２６／５／１０",
        "令和　８年　５月１０日",
        "㋿8年5月10日",
        " 2026-05-10 ",
        "2026年5月10日",
    ] {
        assert_eq!(Day::parse_feed(text), Ok(day("2026-05-10")), "{text}");
    }
}

#[test]
fn the_first_year_of_an_era_and_short_eras_are_read() {
    for (text, iso) in [
        ("令和元年5月1日", "2019-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("令元.5.1", "2019-05-01"),
        ("平成元年1月8日", "1989-01-08"),
        ("昭40.1.2", "1965-01-02"),
        ("大15.12.25", "1926-12-25"),
        ("S15.2.29", "1940-02-29"),
        ("H310430", "2019-04-30"),
        ("昭和二十一年十二月三十一日", "1946-12-31"),
        ("㍻31年4月30日", "2019-04-30"),
        // Printed before the last change of era: read on.
        ("平成32年3月31日", "2020-03-31"),
    ] {
        assert_eq!(Day::parse_feed(text), Ok(day(iso)), "{text}");
    }
}

#[test]
fn what_is_no_day_or_could_be_two_is_refused() {
    for text in [
        "",
        "0",
        "00000000",
        "99999999",
        "0000000",
        "6080510",
        "5080532",
        "0080401",
        "8.5.10",
        "26-05-10",
        "26/04/01",
        "04/01/2026",
        "1-Apr-26",
        "46113",
        "2026年4月",
        "R8.5",
        "R8.5.10.1",
        "R8.5.10.",
        "令和年5月10日",
        "令和8年5月",
        "令和8年13月1日",
        "令和8年2月29日",
        "令和8年5月10日(月)",
        "X8.5.10",
        "2026-05/10",
        "R008.5.10",
        "S101.4.1",
        "昭和100年1月1日",
        "昭和64年1月8日",
        "明治5年12月31日",
        "R8.+5.10",
        "5010430",
        "R元",
        "平成-1年1月1日",
        "2026-05-10 09:00",
        "2026-05-10 24:00:00",
        "令和十十年五月十日",
        "なし",
    ] {
        assert_eq!(Day::parse_feed(text), Err(InvalidDay), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_stumble(text in "\\PC{0,20}") {
        let _ = Day::parse_feed(&text);
    }

    #[test]
    fn a_day_is_read_alike_with_era_digits_and_letters(days in 0_i64..55_000) {
        let written = day("1873-01-01").add_days(days);
        let (era, year) = written.era_year().unwrap();
        let rest = format!("{year:02}{:02}{:02}", written.month(), written.day());
        prop_assert_eq!(Day::parse_feed(&format!("{era}{rest}")), Ok(written));
        prop_assert_eq!(Day::parse_feed(&format!("{}{rest}", era.name_ja())), Ok(written));
    }
}

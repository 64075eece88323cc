//! Files as they really come: line ends of every kind, a person where a heading should be, encodings in one file, numbers that look
//! like others, characters that nobody sees. Each stands for its kind.

use std::io::Cursor;

use domain::delivery::{Finding, Severity};
use domain::language::Language;
use exchange::consent::ConsentRow;
use exchange::person::PersonRow;
use exchange::row::{Located, Row};
use exchange::table::encoding::Encoding;
use exchange::table::import::{Options, open, rows};

const PERSON: &str = "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時";

fn read<T: Row>(bytes: impl Into<Vec<u8>>) -> Vec<Result<Located<T>, Vec<Finding>>> {
    rows(Cursor::new(bytes.into()), "431007_x_20260501.csv").collect()
}

fn person(number: u64, name: &str) -> String {
    format!("{number:010},{name},エンガワ ハナコ,昭和10年1月2日,2,縁側市1-2,,,2026-05-01 08:30:00")
}

/// The row, the column and the rule of everything that was found.
fn found<T>(rows: &[Result<Located<T>, Vec<Finding>>]) -> Vec<(u64, String, &'static str)> {
    let all = rows.iter().flat_map(|row| match row {
        Ok(row) => &row.warnings,
        Err(findings) => findings,
    });
    all.map(|finding| {
        let column = finding.column.clone().unwrap_or_default();
        (finding.row.unwrap_or_default(), column, finding.rule.id())
    })
    .collect()
}

#[test]
fn every_kind_of_line_end_ends_a_row() {
    for end in ["\r", "\n", "\r\n", "\u{85}"] {
        let text = [PERSON.to_owned(), person(1, "縁側 花子"), person(2, "縁側 太郎")].join(end) + end;
        let rows = read::<PersonRow>(text);
        let lines: Vec<u64> = rows.iter().map(|row| row.as_ref().unwrap().row).collect();
        assert_eq!(lines, [2, 3], "{end:?}");
    }
    let mut bytes = Vec::new();
    let text = [PERSON.to_owned(), person(1, "縁側 花子"), person(2, "縁側 太郎")].join("\r");
    Encoding::Ms932.encode(&text, &mut bytes).unwrap();
    assert_eq!(
        read::<PersonRow>(bytes).iter().filter(|row| row.is_ok()).count(),
        2,
        "MS932"
    );
}

#[test]
fn a_withdrawal_in_a_file_with_old_line_ends_is_read() {
    let text = "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日,備考\r\
                0000800003,2025-04-01,1,1,,,2025-04,2025-04-01,2026-11-27,\r";
    let rows = read::<ConsentRow>(text);
    let withdrawn = rows[0].as_ref().unwrap().value.withdrawn_on;
    assert_eq!(withdrawn.unwrap().to_string(), "2026-11-27");
}

#[test]
fn nobody_is_told_who_stands_where_headings_should() {
    let text = format!("{}\r\n{}\r\n", person(1, "縁側 花子"), person(2, "縁側 太郎"));
    let refused = open::<PersonRow, _>(Cursor::new(text), "f.csv", &Options::default())
        .err()
        .unwrap();
    let with_headings = format!("{PERSON},縁側 花子\r\n{},x\r\n", person(1, "縁側 花子"));
    let taken = open::<PersonRow, _>(Cursor::new(with_headings), "f.csv", &Options::default()).unwrap();
    for finding in refused.iter().chain(taken.notices()) {
        let told = format!(
            "{}{}",
            finding.line(Language::Japanese),
            finding.line(Language::English)
        );
        for part in ["花子", "ハナコ", "0000000001", "昭和10年"] {
            assert!(!told.contains(part), "{told}");
        }
    }
    let column = taken.notices()[0].column.as_deref();
    assert_eq!(column, Some("#10 縁＊＊＊＊"), "the place is told");
}

#[test]
fn headings_are_checked_like_cells() {
    let refused = |heading: &str| {
        let text = format!("{PERSON},{heading}\n{},x\n", person(1, "縁側 花子"));
        let findings = open::<PersonRow, _>(Cursor::new(text), "f.csv", &Options::default())
            .err()
            .unwrap();
        (findings.len(), findings[0].rule.id(), findings[0].row)
    };
    assert_eq!(refused("1234-5678-9018"), (1, "my-number.present", Some(1)));
    assert_eq!(refused("備\u{202e}考"), (1, "header.characters", Some(1)));
}

#[test]
fn a_row_in_another_encoding_is_named_and_costs_itself_alone() {
    let ms932 = |text: &str| {
        let mut bytes = Vec::new();
        Encoding::Ms932.encode(text, &mut bytes).unwrap();
        bytes
    };
    let lines = [person(1, "縁側 花子"), person(2, "縁側 太郎"), person(3, "縁側 次郎")];
    let other_in_utf8 = [
        format!("{PERSON}\r\n{}\r\n", lines[0]).into_bytes(),
        ms932(&format!("{}\r\n", lines[1])),
        format!("{}\r\n", lines[2]).into_bytes(),
    ];
    let other_in_ms932 = [
        ms932(&format!("{PERSON}\r\n{}\r\n", lines[0])),
        format!("{}\r\n", lines[1]).into_bytes(),
        ms932(&format!("{}\r\n", lines[2])),
    ];
    for bytes in [other_in_utf8.concat(), other_in_ms932.concat()] {
        let rows = read::<PersonRow>(bytes);
        assert_eq!(found(&rows), [(3, String::new(), "row.other-encoding")]);
        let names: Vec<String> = rows.iter().flatten().map(|row| row.value.name.to_string()).collect();
        assert_eq!(names, ["縁側 花子", "縁側 次郎"]);
    }
}

#[test]
fn a_column_of_the_citys_own_numbers_refuses_nobody_by_chance() {
    let with_numbers = |heading: &str, number: fn(u64) -> String| {
        let rows: String = (0..40)
            .map(|n| format!("{},{}\n", person(n, "縁側 花子"), number(n)))
            .collect();
        let rows = read::<PersonRow>(format!("{PERSON},{heading}\n{rows}"));
        rows.iter().filter(|row| row.is_ok()).count()
    };
    // One in eleven has the check digit of a My Number.
    assert_eq!(with_numbers("宛名番号", |n| format!("{:012}", 1 + n * 7_919)), 40);
    assert_eq!(with_numbers("番号", |n| format!("{:012}", 1 + n * 7_919)), 40);
    let mine =
        |n: u64| ["1234 5678 9018", "123456789026", "1234-5678-9034"][usize::try_from(n).unwrap() % 3].to_owned();
    assert_eq!(
        with_numbers("宛名番号", mine),
        0,
        "My Numbers, whatever they are called"
    );
    assert_eq!(
        with_numbers("備考", |n| if n == 7 {
            "番号１２３４－５６７８－９０１８".to_owned()
        } else {
            "無".to_owned()
        }),
        39
    );
}

#[test]
fn a_single_row_with_a_number_of_the_citys_own_is_taken() {
    let one = |heading: &str| {
        let rows = read::<PersonRow>(format!("{PERSON},{heading}\n{},123456789018\n", person(1, "縁側 花子")));
        found(&rows)
    };
    assert_eq!(one("宛名番号"), [], "known for such numbers");
    assert_eq!(one("備考"), [(2, "備考".to_owned(), "my-number.present")]);
}

#[test]
fn a_time_of_twelve_digits_is_no_my_number() {
    let line = |n: u64| person(n, "縁側 花子").replace("2026-05-01 08:30:00", &format!("2026050108{:02}", n));
    let text: String = (0..60).map(|n| format!("{}\n", line(n))).collect();
    assert_eq!(found(&read::<PersonRow>(format!("{PERSON}\n{text}"))), []);
}

#[test]
fn what_nobody_sees_is_left_out_and_named() {
    let case = |name: &str| {
        let rows = read::<PersonRow>(format!("{PERSON}\n{}\n", person(1, name)));
        let read = rows[0].as_ref().ok().map(|row| row.value.name.to_string());
        let severity = found(&rows).first().map(|(_, column, rule)| (column.clone(), *rule));
        (read, severity)
    };
    let hidden = Some(("氏名".to_owned(), "character.hidden"));
    for name in [
        "縁側\u{202e} 花代",
        "縁側\u{200b} 花代",
        "縁側 花代\u{feff}\u{2066}",
        "縁側 \u{e0100}花代",
    ] {
        let (read, finding) = case(name);
        assert_eq!(
            (read.as_deref(), finding),
            (Some("縁側 花代"), hidden.clone()),
            "{}",
            name.escape_unicode()
        );
    }
    for (name, rule) in [
        ("\u{200b}\u{2060}", "character.hidden"),
        ("縁側 \u{3099}花代", "character.lone-mark"),
        ("縁側\u{378}花代", "character.unassigned"),
        ("縁側\u{2028}花代", "character.control"),
    ] {
        let (read, finding) = case(name);
        assert_eq!(
            (read, finding),
            (None, Some(("氏名".to_owned(), rule))),
            "{}",
            name.escape_unicode()
        );
    }
    let kept = "\u{fa19}葛\u{e0100}城 \u{e000}";
    assert_eq!(
        case(kept),
        (
            Some(kept.to_owned()),
            Some(("氏名".to_owned(), "character.private-use"))
        )
    );
}

#[test]
fn a_leap_second_is_refused_in_its_row_and_said_to_be_one() {
    let line = person(1, "縁側 花子").replace("08:30:00", "23:59:60");
    let rows = read::<PersonRow>(format!("{PERSON}\n{line}\n{}\n", person(2, "縁側 太郎")));
    assert_eq!(found(&rows), [(2, "基準日時".to_owned(), "moment.unreadable")]);
    let words = rows[0].as_ref().unwrap_err()[0].rule.words(Language::Japanese);
    assert!(words.contains("うるう秒"), "{words}");
    assert!(rows[1].is_ok());
}

#[test]
fn a_warning_keeps_nothing_out() {
    let rows = read::<PersonRow>(format!("{PERSON}\n{}\n", person(1, "縁側\u{200b} 花代")));
    let warnings = &rows[0].as_ref().unwrap().warnings;
    assert!(warnings.iter().all(|finding| finding.severity() == Severity::Warning) && warnings.len() == 1);
}

//! Municipal feeds, read from the bytes a city would deliver.

use std::io::Cursor;

use domain::delivery::{Finding, Severity};
use exchange::assignment::AssignmentRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::certification::{CertificationRow, Event, MilestoneRow};
use exchange::person::PersonRow;
use exchange::row::{Located, Row};
use exchange::table::encoding::Encoding;
use exchange::table::import::{Options, open, rows};
use exchange::table::mapping::Mapping;

const PERSON: &str = "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時\r\n";

fn read<T: Row>(text: &str) -> Vec<Result<Located<T>, Vec<Finding>>> {
    rows(Cursor::new(text.as_bytes()), "431007_x_20260501.csv").collect()
}

fn rules<T: Row>(text: &str) -> Vec<&'static str> {
    let mut rules = Vec::new();
    for row in read::<T>(text) {
        match row {
            Ok(row) => rules.extend(row.warnings.iter().map(|finding| finding.rule.id())),
            Err(findings) => rules.extend(findings.iter().map(|finding| finding.rule.id())),
        }
    }
    rules
}

fn person(line: &str) -> Vec<&'static str> {
    rules::<PersonRow>(&format!("{PERSON}{line}\r\n"))
}

#[test]
fn a_person_is_read_in_every_way_a_city_writes_one() {
    let text = format!(
        "\u{FEFF}{PERSON}0000000001,山田　太郎,ﾔﾏﾀﾞ ﾀﾛｳ,3150510,1,熊本市中央区手取本町1-1,,,20260501000000\r\n\
         Ｈ123456789,髙﨑 花子,タカサキ ハナコ,昭和35年1月2日,2,,R08.04.30,1,2026-05-01 09:00:00\n"
    );
    let rows = read::<PersonRow>(&text);
    let first = rows[0].as_ref().unwrap();
    assert_eq!((first.row, first.value.number.as_str()), (2, "0000000001"));
    assert_eq!(first.value.born_on.to_string(), "1940-05-10");
    let second = &rows[1].as_ref().unwrap().value;
    assert_eq!(second.number.as_str(), "H123456789");
    assert_eq!(second.name.as_str(), "髙﨑 花子");
    assert_eq!(second.address, None);
    assert_eq!(second.loss.unwrap().0.to_string(), "2026-04-30");
    assert!(rows.iter().all(|row| row.as_ref().unwrap().warnings.is_empty()));
}

#[test]
fn every_rule_of_a_person_has_its_name() {
    let cases = [
        ("123456789,山,ヤマ,1940-01-01,1,,,,20260501", "insured-number.invalid"),
        (",山,ヤマ,1940-01-01,1,,,,20260501", "cell.empty"),
        ("0000000001,山,ヤマ,1940-02-30,1,,,,20260501", "day.unreadable"),
        ("0000000001,山,山,1940-01-01,1,,,,20260501", "kana.invalid"),
        ("0000000001,山,ヤマ,1940-01-01,3,,,,20260501", "code.unknown"),
        ("0000000001,山,ヤマ,1940-01-01,1,,,,昨日", "moment.unreadable"),
        ("0000000001,山,ヤマ,2027-01-01,1,,,,20260501", "day.order"),
        ("0000000001,山,ヤマ,1940-01-01,1,,1939-01-01,1,20260501", "day.order"),
        (
            "0000000001,山,ヤマ,1940-01-01,1,,20260401,,20260501",
            "loss.reason-missing",
        ),
        (
            "0000000001,山,ヤマ,1940-01-01,1,,00000000,1,20260501",
            "loss.day-missing",
        ),
        ("0000000001,山\u{FFFD},ヤマ,1940-01-01,1,,,,20260501", "character.lost"),
        ("0000000001,山\u{1},ヤマ,1940-01-01,1,,,,20260501", "character.control"),
        (
            "0000000001,\u{E000}田,ヤマ,1940-01-01,1,,,,20260501",
            "character.private-use",
        ),
        ("0000000001,山,ヤマ,1940-01-01,1,,,20260501", "row.too-few-columns"),
        (
            "0000000001,山,ヤマ,1940-01-01,1,中央区,1-1,,,20260501",
            "row.too-many-columns",
        ),
        ("0000000001,山,ヤマ,1940-01-01,1,\"中央区,,,20260501", "row.quote"),
    ];
    for (line, rule) in cases {
        assert_eq!(person(line), [rule], "{line}");
    }
    assert_eq!(person("0000000001,山,ヤマ,1940-01-01,1,,,,20260501"), [""; 0]);
}

#[test]
fn all_that_is_wrong_with_a_row_is_said_at_once_and_masked() {
    let rows = read::<PersonRow>(&format!("{PERSON}12345,,山田太郎,1940-13-01,1,,,,20260501\r\n"));
    let findings = rows[0].as_ref().unwrap_err();
    let seen: Vec<_> = findings
        .iter()
        .map(|f| {
            (
                f.row,
                f.column.as_deref().unwrap(),
                f.rule.id(),
                f.masked_value.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (Some(2), "被保険者番号", "insured-number.invalid", Some("1＊＊＊＊")),
            (Some(2), "氏名", "cell.empty", None),
            (Some(2), "氏名カナ", "kana.invalid", Some("山＊＊＊")),
            (Some(2), "生年月日", "day.unreadable", Some("1＊＊＊＊＊＊＊＊＊")),
        ]
    );
    assert!(findings.iter().all(|finding| finding.severity() == Severity::Error));
}

#[test]
fn a_my_number_is_refused_in_every_column_even_an_unused_one() {
    // An invented number with a valid check digit.
    let text = format!(
        "{},備考\r\n0000000001,山,ヤマ,1940-01-01,1,,,,20260501,番号 123456789018\r\n",
        PERSON.trim_end()
    );
    let rows: Vec<_> = read::<PersonRow>(&text);
    let findings = rows[0].as_ref().unwrap_err();
    assert_eq!(
        (findings[0].rule.id(), findings[0].column.as_deref()),
        ("my-number.present", Some("備考"))
    );
    assert_eq!(findings[0].masked_value, None, "not even its first digit");
    assert_eq!(
        person("0000000001,山,ヤマ,1940-01-01,1,１２３４　５６７８　９０１８,,,20260501"),
        ["my-number.present"]
    );
    assert_eq!(
        person("0000000001,山,ヤマ,1940-01-01,1,123456789012,,,20260501"),
        [""; 0],
        "no valid check digit"
    );
}

#[test]
fn application_numbers_of_twelve_digits_are_judged_by_their_column() {
    let header = "被保険者番号,申請番号,申請日,申請区分,情報提供同意\n";
    // Consecutive numbers: one in eleven passes as a My Number by chance.
    let ours: String = (0..200)
        .map(|n| format!("0000000001,{},20260501,1,1\n", 202_604_000_000_u64 + n))
        .collect();
    assert!(rules::<exchange::certification::ApplicationRow>(&format!("{header}{ours}")).len() <= 1);
    // Invented numbers, each with its check digit.
    let mine = ["123456789018", "123456789026", "123456789034", "123456789042"];
    let row = |number: &str| format!("0000000001,{number},20260501,1,1\n");
    let theirs = mine.map(row).concat().repeat(50);
    let refused = rules::<exchange::certification::ApplicationRow>(&format!("{header}{theirs}"));
    assert_eq!(refused, ["my-number.present"; 200]);
}

#[test]
fn the_heading_may_come_in_any_order_and_says_what_is_missing() {
    let text = "基準日時,喪失理由,資格喪失日,住所,性別,生年月日,氏名カナ,氏名,被保険者番号\n20260501,,,,1,19400101,ヤマ,山,0000000001\n";
    assert_eq!(
        read::<PersonRow>(text)[0].as_ref().unwrap().value.number.as_str(),
        "0000000001"
    );
    let text = "被保険者番号,氏名,氏名,生年月日,性別,住所,資格喪失日,喪失理由\n";
    let rows = read::<PersonRow>(text);
    let seen: Vec<_> = rows[0]
        .as_ref()
        .unwrap_err()
        .iter()
        .map(|f| (f.rule.id(), f.column.as_deref().unwrap()))
        .collect();
    assert_eq!(
        seen,
        [
            ("header.duplicate", "氏名"),
            ("header.missing", "氏名カナ"),
            ("header.missing", "基準日時")
        ]
    );
    assert_eq!(rows.len(), 1);
}

#[test]
fn an_extra_column_is_noticed_and_left_out() {
    let text = format!(
        "{},メモ\n0000000001,山,ヤマ,1940-01-01,1,,,,20260501,x\n",
        PERSON.trim_end()
    );
    let mut rows = open::<PersonRow, _>(Cursor::new(text.as_bytes()), "f.csv", &Options::default()).unwrap();
    let notices: Vec<_> = rows
        .notices()
        .iter()
        .map(|f| (f.rule.id(), f.severity(), f.column.as_deref().unwrap()))
        .collect();
    assert_eq!(notices, [("header.extra", Severity::Warning, "メモ")]);
    assert!(rows.next().unwrap().is_ok());
}

#[test]
fn a_vendors_headings_are_mapped_and_findings_speak_ours() {
    let mapping = Mapping::from_toml("version = 1\n[person]\n\"被保険者番号\" = \"HIHO_NO\"").unwrap();
    let text = format!(
        "{}123,山,ヤマ,1940-01-01,1,,,,20260501\n",
        PERSON.replace("被保険者番号", "HIHO_NO")
    );
    let options = Options {
        mapping,
        ..Options::default()
    };
    let mut rows = open::<PersonRow, _>(Cursor::new(text.as_bytes()), "f.csv", &options).unwrap();
    assert_eq!(
        rows.next().unwrap().unwrap_err()[0].column.as_deref(),
        Some("被保険者番号")
    );
    assert!(
        exchange::table::import::rows::<PersonRow, _>(Cursor::new(text.as_bytes()), "f.csv")
            .next()
            .unwrap()
            .is_err()
    );
}

#[test]
fn files_that_are_no_csv_are_refused_as_a_whole() {
    let refused = |bytes: &[u8]| {
        open::<PersonRow, _>(Cursor::new(bytes), "f.csv", &Options::default())
            .err()
            .unwrap()[0]
            .rule
            .id()
    };
    assert_eq!(refused(b""), "file.empty");
    assert_eq!(refused(b"\xEF\xBB\xBF\r\n"), "file.empty");
    assert_eq!(refused(b"PK\x03\x04...."), "file.not-csv");
    assert_eq!(refused(b"\xFF\xFEa\0"), "file.not-csv");
    assert_eq!(refused(b"%PDF-1.7\n"), "file.not-csv");
    assert_eq!(refused(b"\x81\xFF\x81\xFF,\xFF\xFF\n"), "encoding.unreadable");
    assert_eq!(refused("a".repeat(200_000).as_bytes()), "row.too-long");
}

#[test]
fn ms932_is_recognised_and_a_broken_character_costs_its_row_only() {
    let text = format!(
        "{PERSON}0000000001,山田,ヤマダ,1940-01-01,1,,,,20260501\r\n0000000002,鈴木,スズキ,1940-01-01,1,,,,20260501\r\n"
    );
    let mut bytes = Vec::new();
    Encoding::Ms932.encode(&text, &mut bytes).unwrap();
    let at = bytes.windows(4).position(|four| four == b"\x8ER\x93c").unwrap();
    bytes[at + 1] = 0x0A - 1;
    let mut rows = open::<PersonRow, _>(Cursor::new(bytes.as_slice()), "f.csv", &Options::default()).unwrap();
    assert_eq!(rows.encoding(), Some(Encoding::Ms932));
    let broken = rows.next().unwrap().unwrap_err();
    assert_eq!(
        (broken[0].rule.id(), broken[0].column.as_deref(), broken.len()),
        ("character.malformed", Some("氏名"), 1)
    );
    assert_eq!(rows.next().unwrap().unwrap().value.name.as_str(), "鈴木");
}

#[test]
fn an_encoding_that_shows_late_is_still_found() {
    let columns = ["no", "name", "kana", "born", "sex", "address", "lost", "why", "as_of"];
    let table: String = PERSON
        .trim_end()
        .split(',')
        .zip(columns)
        .map(|(a, b)| format!("\"{a}\" = \"{b}\"\n"))
        .collect();
    let mapping = Mapping::from_toml(&format!("version = 1\n[person]\n{table}")).unwrap();
    let mut bytes = format!("{}\n0000000001,YAMA,YAMA,1940-01-01,1,,,,20260501\n", columns.join(",")).into_bytes();
    let late = "0000000002,ﾃｽ,ﾔﾏﾀﾞ,1940-01-01,1,熊本市,,,20260501\n";
    Encoding::Ms932.encode(late, &mut bytes).unwrap();
    let options = Options {
        mapping,
        ..Options::default()
    };
    let mut rows = open::<PersonRow, _>(Cursor::new(bytes.as_slice()), "f.csv", &options).unwrap();
    assert_eq!(rows.next().unwrap().unwrap().value.name.as_str(), "YAMA");
    assert_eq!(rows.encoding(), None);
    assert_eq!(rows.next().unwrap().unwrap().value.name.as_str(), "ﾃｽ");
    assert_eq!(rows.encoding(), Some(Encoding::Ms932));
}

#[test]
fn an_assignment_names_offices_as_its_kind_demands() {
    let header = "被保険者番号,届出区分,事業所番号,委託先事業所番号,開始日,終了日,届出日\n";
    let case = |line: &str| rules::<AssignmentRow>(&format!("{header}0000000001,{line}\n"));
    assert_eq!(case("1,4370106637,,20260501,,20260420"), [""; 0]);
    assert_eq!(case("9,,,20260501,99999999,"), [""; 0]);
    assert_eq!(case("1,4370106638,,20260501,,"), ["office-number.check-digit"]);
    assert_eq!(case("1,,,20260501,,"), ["assignment.invalid"]);
    assert_eq!(case("9,4370106637,,20260501,,"), ["assignment.invalid"]);
    assert_eq!(case("1,4370106637,4370106637,20260501,,"), ["assignment.invalid"]);
    assert_eq!(case("1,370106637,,20260501,,"), ["office-number.invalid"]);
    assert_eq!(case("1,4370106637,,20260501,20260430,"), ["day.order"]);
    assert_eq!(case("8,4370106637,,20260501,,"), ["code.unknown"]);
}

#[test]
fn milestones_come_by_code_or_name_and_postponements_with_their_reason() {
    let header = "被保険者番号,申請番号,進捗区分,日付,延期理由,見込日\n";
    let text = format!(
        "{header}0000000001,A-1,survey-requested,20260501,,\n0000000001,A-1,主治医意見書受領,R8.5.2,,\n\
         0000000001,A-1,延期通知,20260528,2,20260630\n"
    );
    let rows = read::<MilestoneRow>(&text);
    let steps: Vec<String> = rows
        .iter()
        .map(|row| match row.as_ref().unwrap().value.event {
            Event::Milestone(milestone) => format!("{} {}", milestone.kind.code(), milestone.on),
            Event::Postponement(notice) => format!("{} until {}", notice.reason.code(), notice.expected_on),
        })
        .collect();
    assert_eq!(
        steps,
        [
            "survey-requested 2026-05-01",
            "opinion-received 2026-05-02",
            "opinion-pending until 2026-06-30"
        ]
    );
    let case = |line: &str| rules::<MilestoneRow>(&format!("{header}0000000001,A-1,{line}\n"));
    assert_eq!(case("どこか,20260501,,"), ["milestone.unknown"]);
    assert_eq!(case("延期通知,20260528,2,20260527"), ["day.order"]);
    assert_eq!(case("延期通知,20260528,,"), ["cell.empty", "cell.empty"]);
    assert_eq!(case("decided,20260528,1,"), ["milestone.postponement-ignored"]);
    let short = "被保険者番号,申請番号,進捗区分,日付\n0000000001,A-1,decided,20260501\n";
    assert_eq!(
        rules::<MilestoneRow>(short),
        [""; 0],
        "a city that writes no postponements may leave their columns out"
    );
}

#[test]
fn a_result_says_what_its_level_demands() {
    let header = "被保険者番号,申請番号,要介護状態区分,認定日,有効開始日,有効終了日,有効月数,審査会意見,サービス指定,状態,チェックリスト実施日\n";
    let case = |line: &str| rules::<CertificationRow>(&format!("{header}0000000001,A-1,{line}\n"));
    assert_eq!(case("22,20260605,20260510,20261130,6,,,1,"), [""; 0]);
    assert_eq!(case("22,20260605,20260510,20261109,6,,,1,"), ["validity.months"]);
    assert_eq!(case("22,20260605,20260510,,6,,,1,"), ["cell.empty"]);
    assert_eq!(case("22,,20260510,20261130,6,,,1,"), ["cell.empty"]);
    assert_eq!(case("22,20260605,20260510,20260509,,,,1,"), ["day.order"]);
    assert_eq!(case("01,20260605,,,,,,1,"), [""; 0]);
    assert_eq!(case("06,,20260510,,,,,1,20260509"), [""; 0]);
    assert_eq!(case("06,,20260510,,,,,1,"), ["cell.empty"]);
    assert_eq!(case("11,20050605,20050501,20051031,6,,,1,"), ["level.history-only"]);
    assert_eq!(case("31,20260605,20260510,20261130,6,,,1,"), ["code.unknown"]);
    assert_eq!(case("22,20260605,20260510,20261130,百,,,1,"), ["number.invalid"]);
}

#[test]
fn a_burden_ratio_outside_its_year_is_a_warning() {
    let header = "被保険者番号,負担割合,適用開始日,適用終了日,履歴番号,交付日\n";
    let case = |line: &str| rules::<BurdenRatioRow>(&format!("{header}0000000001,{line}\n"));
    assert_eq!(case("1,20250801,20260731,1,20250710"), [""; 0]);
    assert_eq!(case("1,20251103,20260731,1,"), [""; 0]);
    assert_eq!(case("2,20250801,20260630,1,"), ["burden-ratio.ends-off-year"]);
    assert_eq!(case("2,20250801,,1,"), ["burden-ratio.no-end"]);
    assert_eq!(case("4,20250801,20260731,1,"), ["code.unknown"]);
    assert_eq!(case("1,20250801,20260731,-1,"), ["number.invalid"]);
}

#[test]
fn a_consent_follows_the_rules_of_the_desk() {
    let header = "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日\n";
    let case = |line: &str| rules::<exchange::consent::ConsentRow>(&format!("{header}0000000001,{line}\n"));
    assert_eq!(case("20260401,1,1,,,2026-04,20260401,"), [""; 0]);
    assert_eq!(
        case("20260401,1,2,甲野 花子,介護支援専門員,2026-04,20260401,"),
        [""; 0],
        "staff may write"
    );
    let hinted = case("20260401,1,3,甲野 花子,妻（介護福祉士）,2026-04,20260401,");
    assert_eq!(
        hinted,
        ["consent.representative-may-be-care-staff"],
        "somebody has to make sure"
    );
    let staff = case("20260401,1,3,甲野 花子,介護事業所の職員,2026-04,20260401,");
    assert_eq!(staff, ["consent.representative-is-care-staff"], "staff may not decide");
    assert_eq!(case("20260401,1,3,,,2026-04,20260401,"), ["cell.empty", "cell.empty"]);
    assert_eq!(
        case("20260401,1,1,,,2026-04,20260331,"),
        ["consent.effective-before-received"]
    );
    assert_eq!(
        case("20260401,1,1,,,2026-04,20260401,20260331"),
        ["consent.withdrawn-before-received"]
    );
    assert_eq!(case("20260401,1,1,,,,20260401,"), ["cell.empty"]);
}

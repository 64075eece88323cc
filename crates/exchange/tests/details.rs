//! The columns that a city may leave out: as what people are insured, and what is known of applications besides.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::io::Cursor;

use domain::certification::{ApplicationKind, SpecifiedDisease};
use domain::person::qualification::InsuredKind;
use exchange::certification::ApplicationRow;
use exchange::person::PersonRow;
use exchange::row::{Located, Row};
use exchange::table::import::rows;

const PERSON: &str = "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時,\
                      被保険者区分,生活保護,転入日,住所地特例,旧被保険者番号";
const APPLICATION: &str = "被保険者番号,申請番号,申請日,申請区分,情報提供同意,\
                           法令上の申請区分,異動日,調査委託先,調査実施場所,医療機関名,特定疾病";

/// The one row of a file, which comes in.
fn one<T: Row>(heading: &str, line: &str) -> Located<T> {
    let text = format!("{heading}\n{line}\n");
    rows(Cursor::new(text.as_bytes()), "431007_x_20260501.csv")
        .next()
        .unwrap()
        .unwrap()
}

fn rules<T: Row>(heading: &str, line: &str) -> Vec<&'static str> {
    let row = one::<T>(heading, line);
    row.warnings.iter().map(|finding| finding.rule.id()).collect()
}

#[test]
fn a_person_says_as_what_and_since_when_it_is_insured() {
    let line = "0000000001,山,ヤマ,19600101,1,,,,20260501,１,1,R07.04.01,1,Ｈ123456789";
    let located = one::<PersonRow>(PERSON, line);
    let told = located.value.qualification;
    assert_eq!(
        (told.kind, told.public_assistance, told.lives_elsewhere),
        (Some(InsuredKind::First), Some(true), Some(true))
    );
    assert_eq!(told.moved_in_on.unwrap().to_string(), "2025-04-01");
    assert_eq!(told.former_number.unwrap().as_str(), "H123456789");
    assert!(located.warnings.is_empty());
}

#[test]
fn what_contradicts_itself_about_a_person_is_named_and_stops_nothing() {
    let cases = [
        ("0000000001,山,ヤマ,19700101,1,,,,20260501,1,,,,", "insured-kind.unfit"),
        ("H000000001,山,ヤマ,19700101,1,,,,20260501,2,,,,", "insured-kind.unfit"),
        ("0000000001,山,ヤマ,19500101,1,,,,20260501,1,,20270101,,", "day.order"),
        (
            "0000000001,山,ヤマ,19500101,1,,20260401,2,20260501,1,,,1,",
            "loss.lives-elsewhere",
        ),
    ];
    for (line, rule) in cases {
        assert_eq!(rules::<PersonRow>(PERSON, line), [rule], "{line}");
    }
    let fits = "0000000001,山,ヤマ,19700101,1,,20260401,1,20260501,2,0,,1,";
    assert!(
        rules::<PersonRow>(PERSON, fits).is_empty(),
        "who lives elsewhere may die"
    );
}

#[test]
fn an_application_says_what_it_counts_as_and_who_takes_part() {
    let line = "0000000001,A-1,20260501,3,1,2,,縁側市社会福祉協議会,自宅,えんがわ内科医院,3";
    let located = one::<ApplicationRow>(APPLICATION, line);
    let details = located.value.details;
    assert_eq!(details.counts_as(located.value.kind), ApplicationKind::Renewal);
    assert_eq!(details.survey_contractor.as_deref(), Some("縁側市社会福祉協議会"));
    assert_eq!(details.survey_place.as_deref(), Some("自宅"));
    assert_eq!(details.institution.as_deref(), Some("えんがわ内科医院"));
    assert_eq!(
        details.specified_disease,
        Some(SpecifiedDisease::AmyotrophicLateralSclerosis)
    );
    assert!(located.warnings.is_empty());
}

#[test]
fn what_contradicts_itself_about_an_application_is_named_and_stops_nothing() {
    let cases = [
        ("0000000001,A-1,20260501,5,1,,,,,,", "application.moved-missing"),
        (
            "0000000001,A-1,20260501,1,1,,20260420,,,,",
            "application.moved-without-transfer",
        ),
        (
            "0000000001,A-1,20260501,5,1,,20260502,,,,",
            "application.moved-after-application",
        ),
        ("0000000001,A-1,20260501,1,1,,,,,,17", "specified-disease.unknown"),
        ("0000000001,A-1,20260501,1,1,,,,,,風邪", "specified-disease.unknown"),
    ];
    for (line, rule) in cases {
        assert_eq!(rules::<ApplicationRow>(APPLICATION, line), [rule], "{line}");
    }
    for good in [
        "0000000001,A-1,20260501,5,1,,20260501,,,,",
        "0000000001,A-1,20260501,1,1,,,,,,脳血管疾患",
    ] {
        assert!(rules::<ApplicationRow>(APPLICATION, good).is_empty(), "{good}");
    }
}

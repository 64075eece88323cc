//! Every rule has its words in both languages, and can be kept and read back.

use std::collections::HashSet;

use super::*;
use crate::language::{Language, holds_japanese};

#[test]
fn every_rule_has_its_words_and_the_english_ones_hold_no_japanese() {
    let every = FindingRule::every();
    assert!(every.len() > 70, "{}", every.len());
    for rule in every {
        let [japanese, english] = [Language::Japanese, Language::English].map(|language| rule.words(language));
        assert!(
            holds_japanese(&japanese) && japanese.ends_with('。'),
            "{rule:?}: {japanese}"
        );
        assert!(!holds_japanese(&english), "{rule:?}: {english}");
        assert!(
            english.is_char_boundary(1) && english.ends_with('.'),
            "{rule:?}: {english}"
        );
    }
}

#[test]
fn a_rule_is_read_back_from_its_id_and_its_values() {
    let mut seen = HashSet::new();
    for rule in FindingRule::every() {
        let (id, parameters) = (rule.id(), rule.parameters());
        assert!(
            id.bytes()
                .all(|byte| byte.is_ascii_lowercase() || b".-".contains(&byte)),
            "{id}"
        );
        assert!(
            seen.insert((id, parameters.clone())),
            "{id} {parameters:?} means two rules"
        );
        assert_eq!(FindingRule::from_parts(id, &parameters), Some(rule));
    }
    assert_eq!(FindingRule::from_parts("day.unheard-of", &Parameters::new()), None);
    assert_eq!(
        FindingRule::from_parts("text.too-long", &Parameters::new()),
        None,
        "a value is missing"
    );
    let wrong = Parameters::from([("longest".to_owned(), "long".to_owned())]);
    assert_eq!(
        FindingRule::from_parts("text.too-long", &wrong),
        None,
        "a value is no number"
    );
}

#[test]
fn the_words_hold_the_values() {
    let words = |rule: FindingRule| [Language::Japanese, Language::English].map(|language| rule.words(language));
    let codes = Codes::new(["1", "2", "9"]);
    assert_eq!(
        words(CellRule::CodeUnknown { codes }.into()),
        [
            "コードが正しくありません。使えるのは 1、2、9 です。",
            "The code is not valid. Valid codes are 1, 2, 9."
        ]
    );
    let content = ActiveContent::Attachment;
    assert_eq!(
        words(PdfRule::Active { content }.into()),
        [
            "PDFに添付ファイルが含まれています。取り除いて作り直してください。",
            "The PDF contains an attached file. Remove it and make the file again."
        ]
    );
}

#[test]
fn a_finding_says_where_and_shows_no_value() {
    let file = "431007_person_20260501.csv".into();
    let finding = Finding::of_file(&file, CellRule::DayUnreadable)
        .in_row(3)
        .in_column("生年月日")
        .about("1941-02-30");
    assert_eq!(finding.severity(), Severity::Error);
    assert_eq!(finding.masked_value.as_deref(), Some("1＊＊＊＊＊＊＊＊＊"));
    insta::assert_snapshot!(
        [Language::Japanese, Language::English].map(|language| finding.line(language)).join("\n"),
        @"
    431007_person_20260501.csv 3行目「生年月日」: 日付を読めません。20260510、2026-05-10、令和8年5月10日、R08.05.10 のいずれかで書いてください。 [day.unreadable]
    431007_person_20260501.csv, row 3, column “生年月日”: The date cannot be read. Write it as 20260510, 2026-05-10 or R08.05.10. [day.unreadable]
    "
    );
    assert_eq!(
        Finding::of_file(&file, FileRule::Empty)
            .line(Language::English)
            .matches("row")
            .count(),
        0
    );
}

/// Rules that no file breaks: those of the desk, and a card that begins within the year, which is not told.
const OF_NO_FILE: &[&str] = &[
    "consent.representative-contact-missing",
    "consent.representative-reason-missing",
    "consent.employment-proof-missing",
    "consent.employment-proof-not-copied",
    "consent.form-version-missing",
    "consent.effective-on-withdrawal-day",
    "consent.already-withdrawn",
    "burden-ratio.starts-off-year",
];

#[test]
fn every_rule_that_a_file_can_break_is_explained_to_those_who_write_files() {
    let manual = include_str!("../../../../docs/feeds.ja.md");
    for rule in FindingRule::every() {
        let id = rule.id();
        assert_ne!(
            manual.contains(&format!("`{id}`")),
            OF_NO_FILE.contains(&id),
            "{id} in docs/feeds.ja.md"
        );
    }
}

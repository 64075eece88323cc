//! Use cases, storage and files speak no Japanese: they answer with rules, and `api` and the screens have the words. What
//! stands in a city's files is no speech: headings and words of code tables stay where the files are read.

use std::path::Path;

use crate::code;
use crate::workspace::assert_none;

/// Files that know words of other people's files, or of somebody invented. A word there is allowed, a sentence is not.
const WORDS: &[(&str, &str)] = &[
    (
        "crates/exchange/src/assignment.rs",
        "headings of the feed of assignments",
    ),
    (
        "crates/exchange/src/card/burden_ratio.rs",
        "headings of the feed of burden ratios",
    ),
    ("crates/exchange/src/card.rs", "headings of the feed of cards"),
    (
        "crates/exchange/src/certification/application.rs",
        "headings of the feed of applications",
    ),
    (
        "crates/exchange/src/certification/milestone.rs",
        "headings of the feed of milestones",
    ),
    (
        "crates/exchange/src/certification/result.rs",
        "headings of the feed of results",
    ),
    ("crates/exchange/src/consent.rs", "headings of the feed of consents"),
    ("crates/exchange/src/document.rs", "headings of the list of documents"),
    (
        "crates/exchange/src/organization.rs",
        "headings and kinds of service of the ministry's open data",
    ),
    (
        "crates/exchange/src/organization/designated.rs",
        "headings of the insurer's own list of offices",
    ),
    ("crates/exchange/src/person.rs", "headings of the feed of persons"),
    ("crates/exchange/src/row.rs", "headings that several feeds share"),
    (
        "crates/exchange/src/staff.rs",
        "headings of an office's table of its staff",
    ),
    ("crates/exchange/src/table/text.rs", "the ends of ranges of characters"),
];

const SPEAK_NO_JAPANESE: [&str; 3] = ["crates/service/src", "crates/persistence/src", "crates/exchange/src"];

const REMEDY: &str = "these are Japanese; answer with a rule (an enum of the subject's own) and write its words, Japanese and English, where \
                      problems and findings are put into words";

/// Hiragana, katakana (of either width) and kanji; the middle dot and the long mark alone say nothing.
fn is_japanese(letter: char) -> bool {
    matches!(letter,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}'
        | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a text says something, rather than naming a column or a value.
fn is_sentence(text: &str) -> bool {
    text.contains(['。', '、', '{'])
}

/// Every Japanese text outside tests, with its file, in one folder.
fn spoken_in(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, code) in code::of_files(|name| name.starts_with(folder)) {
        let of_files = WORDS.iter().any(|(file, _)| name == Path::new(file));
        for (text, spot) in code.texts {
            if !spot.for_tests && text.contains(is_japanese) && (!of_files || is_sentence(&text)) {
                found.push(format!("{}:{} {text}", name.display(), spot.line));
            }
        }
    }
    found
}

#[test]
fn use_cases_storage_and_files_speak_no_japanese() {
    let found: Vec<_> = SPEAK_NO_JAPANESE.into_iter().flat_map(spoken_in).collect();
    assert_none(REMEDY, &found);
}

#[test]
fn each_file_that_knows_words_of_files_has_some() {
    let has_some = |file: &str| {
        code::of_files(|name| name == Path::new(file)).iter().any(|(_, code)| {
            code.texts
                .iter()
                .any(|(text, spot)| !spot.for_tests && text.contains(is_japanese))
        })
    };
    let needless: Vec<_> = WORDS
        .iter()
        .filter(|(file, _)| !has_some(file))
        .map(|(file, what)| format!("{file} ({what})"))
        .collect();
    assert_none(
        "these have moved or have no such words any more: mend the table",
        &needless,
    );
}

#[test]
fn japanese_is_told_from_signs() {
    let japanese = ["あ", "ア", "ｱ", "漢", "々", "髙", "𠮷"];
    assert!(japanese.iter().all(|text| text.contains(is_japanese)));
    assert!(
        !["abc", "・", "ー", "（", "１", "。", "Ａ"]
            .iter()
            .any(|text| text.contains(is_japanese))
    );
}

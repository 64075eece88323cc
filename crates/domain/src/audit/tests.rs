//! Tests of the ledger's words: reviewed as one table, stable as JSON, and read back by the same rules.

use std::collections::BTreeSet;

use super::*;
use crate::language::{Language, holds_japanese};

mod actor;
mod round_trip;

/// Code, Japanese and English of every value, under the name of its type.
macro_rules! words {
    ($($type:ident)+) => {{
        let mut lines: Vec<[String; 3]> = Vec::new();
        $(
            lines.push([format!("# {}", stringify!($type)), String::new(), String::new()]);
            lines.extend($type::ALL.iter().map(|value| {
                let [ja, en] = Language::ALL.map(|language| value.name(language).to_owned());
                [value.code().to_owned(), ja, en]
            }));
        )+
        lines
    }};
}

fn vocabulary() -> Vec<[String; 3]> {
    words!(Operation ItemKind ActorKind Outcome CertificateFault CertificateSigner)
}

#[test]
fn the_whole_vocabulary_is_reviewed() {
    let lines = vocabulary().into_iter().map(|[code, ja, en]| {
        let line = format!("{code:<24} {ja} | {en}");
        line.trim_end_matches([' ', '|']).to_owned()
    });
    insta::assert_snapshot!("vocabulary", lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_code_is_a_short_word_in_small_letters_and_stands_once_in_its_type() {
    let mut seen = BTreeSet::new();
    for [code, ja, en] in vocabulary() {
        if code.starts_with('#') {
            seen.clear();
            continue;
        }
        assert!(code.len() <= 30, "{code}");
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
        assert!(holds_japanese(&ja), "{code}: {ja}");
        assert!(!en.is_empty() && !holds_japanese(&en), "{code}: {en}");
        assert!(seen.insert(code.clone()), "{code} twice");
    }
}

#[test]
fn a_state_and_a_kind_have_their_operation() {
    use crate::account::AccountStatus;
    use crate::organization::OrganizationStatus;
    use crate::person::document::DocumentKind;
    let accounts = AccountStatus::ALL
        .iter()
        .map(|status| Operation::account_becomes(*status));
    let organizations = OrganizationStatus::ALL
        .iter()
        .map(|status| Operation::organization_becomes(*status));
    let kinds = DocumentKind::ALL.iter().copied().map(Some).chain([None]);
    let codes: Vec<_> = accounts
        .chain(organizations)
        .chain(kinds.map(Operation::opening))
        .map(Operation::code)
        .collect();
    assert_eq!(
        codes,
        [
            "renew-credentials",
            "reinstate-account",
            "suspend-account",
            "release-account",
            "reinstate-organization",
            "suspend-organization",
            "close-organization",
            "read-survey-sheet",
            "read-physician-opinion",
            "read-document",
        ]
    );
}

#[test]
fn a_command_has_words_and_no_arguments() {
    for good in ["import", "device revoke", "city administrator", "v2-import"] {
        assert_eq!(good.parse::<Command>().unwrap().to_string(), good);
    }
    let long = "a".repeat(41);
    for bad in [
        "",
        " import",
        "device  revoke",
        "import /srv/file.csv",
        "--force",
        "縁側",
        "Import",
        long.as_str(),
    ] {
        assert_eq!(bad.parse::<Command>(), Err(InvalidCommand), "{bad}");
    }
}

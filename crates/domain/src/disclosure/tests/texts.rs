//! What people read when something is not shown: reviewed as one table.

use super::*;
use crate::{certification::MilestoneKind, language::holds_japanese};

/// All failures with a day, one after the other.
fn all_failures(language: Language) -> String {
    let told = |reason: &FailureReason| {
        let failure = Failure {
            reason: *reason,
            since: Some(day("2026-03-31")),
        };
        let (what, who) = (failure.what(language), failure.who(language));
        let colon = language.choose("：", ": ");
        format!(
            "[{}] {what}\n  {who}{colon}{}",
            failure.condition(),
            failure.what_to_do(language)
        )
    };
    FailureReason::ALL.iter().map(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_texts_of_all_failures_are_reviewed() {
    // The tables are as long as there are reasons: they have files of their own.
    insta::assert_snapshot!("failures", all_failures(Language::Japanese));
    insta::assert_snapshot!("failures_in_english", all_failures(Language::English));
    let unknown = Failure {
        reason: FailureReason::NoConsent,
        since: None,
    };
    assert_eq!(unknown.what(Language::Japanese), "ご本人の同意書が提出されていません。");
}

#[test]
fn no_english_word_of_a_refusal_is_japanese() {
    assert!(!holds_japanese(&all_failures(Language::English)));
    for reason in DocumentReason::ALL {
        for waits_for in MilestoneKind::ALL.iter().map(|step| Some(*step)).chain([None]) {
            let refusal = DocumentRefusal {
                item: Item::SurveySheet,
                reason: *reason,
                since: Some(day("2026-03-31")),
                waits_for,
            };
            let english = Language::English;
            for text in [
                &*refusal.what(english),
                refusal.who(english),
                refusal.what_to_do(english),
            ] {
                assert!(!text.is_empty() && !holds_japanese(text), "{text}");
            }
        }
    }
}

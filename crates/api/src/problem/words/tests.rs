//! Every rule, condition and kind of problem, told in both languages: none without words, no Japanese in the English. The
//! whole of it is reviewed as one table.

use contract::problem::ProblemItem;
use domain::calendar::day::Day;
use domain::certification::MilestoneKind;
use domain::disclosure::{DocumentReason, DocumentRefusal, Failure, FailureReason, Item};
use domain::language::{Language, holds_japanese};
use service::Rule;

use super::request::RequestRule;
use crate::problem::{ALL, Told, failing, item, withheld};

/// One of each thing that can be told to be wrong, in one language.
fn everything(language: Language) -> Vec<ProblemItem> {
    let since = Day::from_ymd(2026, 3, 31);
    let rules = Rule::one_of_each();
    let requests = RequestRule::one_of_each();
    let failures = FailureReason::ALL.iter().map(|&reason| Failure { reason, since });
    let steps = MilestoneKind::ALL.iter().map(|&step| Some(step));
    let waiting: Vec<_> = steps.chain([None]).collect();
    let refusals = DocumentReason::ALL.iter().flat_map(|&reason| {
        waiting.iter().map(move |&waits_for| DocumentRefusal {
            item: Item::Result,
            reason,
            since,
            waits_for,
        })
    });
    let mut told: Vec<_> = rules.iter().map(|rule| item(None, rule, language)).collect();
    told.extend(requests.iter().map(|rule| item(None, rule, language)));
    told.extend(failures.map(|failure| failing(&failure, language)));
    told.extend(refusals.map(|refusal| withheld(&refusal, language)));
    told
}

fn texts(told: &ProblemItem) -> impl Iterator<Item = &str> {
    [Some(&told.detail), told.who.as_ref(), told.remedy.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
}

#[test]
fn every_rule_is_told_in_both_languages_and_english_is_english() {
    let (ja, en) = (everything(Language::Japanese), everything(Language::English));
    assert_eq!(ja.len(), en.len());
    for (ja, en) in ja.iter().zip(&en) {
        assert_eq!(ja.rule, en.rule);
        assert_eq!(
            (ja.who.is_some(), ja.remedy.is_some()),
            (en.who.is_some(), en.remedy.is_some()),
            "{}",
            ja.rule
        );
        for text in texts(ja) {
            assert!(holds_japanese(text), "{}: {text}", ja.rule);
        }
        for text in texts(en) {
            assert!(text.len() > 2 && !holds_japanese(text), "{}: {text}", en.rule);
        }
        assert!(en.detail.ends_with('.'), "{}: {}", en.rule, en.detail);
    }
    for kind in ALL {
        let words = kind.words(Language::English);
        assert!(
            !holds_japanese(words.title) && !holds_japanese(words.detail),
            "{}",
            kind.slug
        );
    }
}

#[test]
fn a_rule_has_an_id_that_programs_can_rely_on() {
    for told in everything(Language::English) {
        let good = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        assert!(told.rule.split('.').all(good), "{}", told.rule);
    }
}

#[test]
fn the_words_of_every_rule_are_reviewed() {
    let rules = Rule::one_of_each();
    let requests = RequestRule::one_of_each();
    let all = rules.iter().map(|rule| rule as &dyn Told);
    let all = all.chain(requests.iter().map(|rule| rule as &dyn Told));
    let rows: Vec<_> = all
        .map(|rule| {
            let told = Language::ALL.map(|language| {
                let remedy = rule.remedy(language).map(|remedy| format!(" → {remedy}"));
                format!("  {}{}", rule.detail(language), remedy.unwrap_or_default())
            });
            format!("{}\n{}", rule.id(), told.join("\n"))
        })
        .collect();
    insta::assert_snapshot!("rules", rows.join("\n"));
}

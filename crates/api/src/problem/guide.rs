//! The partners' page of all problems and rules, written from the code; a test holds the committed page against it.

use std::collections::BTreeMap;
use std::fmt::Write;

use contract::problem::ProblemItem;
use domain::disclosure::Item;
use domain::language::Language;

use super::kinds::ALL;
use super::{failures, rules, withholdings};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/partners/problems.md");

const HEAD: &str = "# Problems and rules

Every kind of problem that an answer can be (`type` is `/problems/` and the name here) and every rule that its `errors` can
name, with what is told in English; `Accept-Language: ja` tells the same in Japanese. Which of them an operation answers with
stands in its description under `x-problems`. Written from the code: a test fails when the two differ.
";

fn page() -> String {
    let language = Language::English;
    let mut page = format!("{HEAD}\n| type | status | what it says |\n|---|---|---|\n");
    for kind in ALL {
        let words = kind.words(language);
        let _ = writeln!(
            page,
            "| `{}` | {} | {}. {} |",
            kind.slug, kind.status, words.title, words.detail
        );
    }
    let mut told = rules(language);
    told.extend(failures(language, |_| true));
    told.extend(withholdings(language, Item::ALL));
    page.push_str("\n| rule | what it says |\n|---|---|\n");
    for (rule, told) in by_rule(&told) {
        let _ = writeln!(page, "| `{rule}` | {} |", told.join(" / "));
    }
    page
}

/// What each rule says, in the order of the rules; one that is told in several ways has them all.
fn by_rule(told: &[ProblemItem]) -> BTreeMap<&str, Vec<String>> {
    let mut by_rule: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ProblemItem {
        rule, detail, remedy, ..
    } in told
    {
        let text = [Some(detail), remedy.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str);
        let text = text.collect::<Vec<_>>().join(" ").replace('|', "\\|");
        let all = by_rule.entry(rule).or_default();
        if !all.contains(&text) {
            all.push(text);
        }
    }
    by_rule
}

#[test]
fn the_partners_page_of_problems_is_current() {
    let now = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(PAGE, &now).unwrap();
    }
    let published = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        published == now,
        "run `UPDATE=1 cargo test -p api guide` and look at the diff"
    );
}

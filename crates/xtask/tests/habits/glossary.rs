//! The glossary speaks of what is there: each of its code words occurs in `domain` or `contract`, each of its screen words
//! in what people read, and nothing stands in it twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::workspace::{assert_none, files, root, rust_files};

pub const GLOSSARY: &str = "docs/glossary.md";

/// For a term that has no word of its own there.
pub const NONE: &str = "–";

/// One row of the table.
struct Row {
    term: String,
    /// What stands between backticks, taken apart at `::`.
    code: Vec<String>,
    screen: String,
}

/// The rows of all tables with this heading.
pub fn table(text: &str, heading: &str) -> Vec<[String; 4]> {
    let mut inside = false;
    let mut rows = Vec::new();
    for line in text.lines() {
        if line == heading {
            inside = true;
        } else if !line.starts_with('|') {
            inside = false;
        } else if inside && !line.starts_with("|-") {
            let inner = line.trim().trim_matches('|');
            let cells: Vec<_> = inner.split('|').map(|cell| cell.trim().to_owned()).collect();
            rows.push(
                cells
                    .try_into()
                    .unwrap_or_else(|_| panic!("a row has four cells: {line}")),
            );
        }
    }
    rows
}

fn rows(text: &str) -> Vec<Row> {
    let rows = table(text, "| term | code | screen | meaning |").into_iter();
    rows.map(|[term, code, screen, _]| Row {
        term,
        code: code.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
        screen,
    })
    .collect()
}

fn glossary() -> Vec<Row> {
    let rows = rows(&fs::read_to_string(root().join(GLOSSARY)).unwrap());
    assert!(rows.len() >= 60, "the glossary has {} rows only", rows.len());
    rows
}

fn identifiers(tokens: TokenStream, into: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                into.insert(ident.to_string());
            }
            TokenTree::Group(group) => identifiers(group.stream(), into),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn every_code_word_of_the_glossary_is_in_the_code() {
    let mut known = BTreeSet::new();
    for (name, text) in rust_files() {
        if name.starts_with("crates/domain/src") || name.starts_with("crates/contract/src") {
            identifiers(text.parse().unwrap(), &mut known);
        }
    }
    let unknown: Vec<_> = glossary()
        .into_iter()
        .flat_map(|row| row.code.into_iter().map(move |word| (row.term.clone(), word)))
        .filter(|(_, word)| !word.split("::").all(|part| known.contains(part)))
        .map(|(term, word)| format!("{term}: {word}"))
        .collect();
    assert_none(
        "the glossary names what is neither in domain nor in contract: write today's word",
        &unknown,
    );
}

#[test]
fn every_screen_word_of_the_glossary_is_read_by_somebody() {
    let is_read = |name: &Path| {
        let folders = [
            "crates/domain/src",
            "crates/api/src",
            "crates/service/src",
            "crates/notice",
            "frontend/src",
        ];
        folders.iter().any(|folder| name.starts_with(folder))
    };
    let texts: Vec<String> = files()
        .into_iter()
        .filter(|name| is_read(name))
        .filter_map(|name| fs::read_to_string(root().join(name)).ok())
        .collect();
    let unread: Vec<_> = glossary()
        .into_iter()
        .filter(|row| row.screen != NONE && !texts.iter().any(|text| text.contains(&row.screen)))
        .map(|row| format!("{}: {}", row.term, row.screen))
        .collect();
    assert_none(
        "no screen and no letter has these words: write the one that people read, or –",
        &unread,
    );
}

#[test]
fn nothing_stands_in_the_glossary_twice() {
    let (mut terms, mut words, mut double) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for Row { term, code, .. } in glossary() {
        assert!(!code.is_empty(), "{term} has no code word");
        double.extend(code.into_iter().filter(|word| !words.insert(word.clone())));
        if !terms.insert(term.clone()) {
            double.push(term);
        }
    }
    assert_none("these have two rows: keep the better one", &double);
}

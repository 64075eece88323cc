//! Words that people do not read: `docs/glossary.md` says which, what is written instead, and inside what they may stand.
//! Held against screens, letters, answers and guides.

use std::fs;
use std::path::{Path, PathBuf};

use crate::code;
use crate::glossary::{GLOSSARY, NONE, table};
use crate::workspace::{assert_none, files, root};

/// Files in which a word is right although people do not read it elsewhere, or do not read it as a sentence.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    (
        "crates/domain/src/consent/relation.rs",
        "管理者",
        "what people write as a relation",
    ),
    (
        "crates/domain/src/audit/item.rs",
        "保険者",
        "the heading of an entry about the insurer",
    ),
    (
        "crates/domain/src/delivery/reception.rs",
        "保険者",
        "whose file it is, told to whoever delivers it",
    ),
    (
        "crates/exchange/src/certification/milestone.rs",
        "認定決定",
        "a word of files",
    ),
    (
        "docs/operators/guide.ja.md",
        "保険者",
        "for whoever runs the machine, for one insurer or several",
    ),
    (
        "docs/feeds.ja.md",
        "保険者",
        "for whoever makes the files of an insurer",
    ),
    ("README.ja.md", "保険者", "says what the product is and for whom"),
];

/// A word of the table.
struct Unwanted {
    word: String,
    instead: String,
    /// Phrases in which it may stand.
    but: Vec<String>,
}

fn unwanted() -> Vec<Unwanted> {
    let text = fs::read_to_string(root().join(GLOSSARY)).unwrap();
    let rows = table(&text, "| not | write | but | why |");
    assert!(
        rows.len() >= 15,
        "the table of words that people do not read has {} rows",
        rows.len()
    );
    rows.into_iter()
        .map(|[word, instead, but, why]| {
            assert!(!why.is_empty() && !instead.is_empty(), "{word} has no reason");
            let but = if but == NONE {
                Vec::new()
            } else {
                but.split(", ").map(str::to_owned).collect()
            };
            Unwanted { word, instead, but }
        })
        .collect()
}

impl Unwanted {
    /// Whether it stands in a text outside of the phrases in which it may.
    fn is_in(&self, text: &str) -> bool {
        let rest = self
            .but
            .iter()
            .fold(text.to_owned(), |text, phrase| text.replace(phrase.as_str(), "\n"));
        rest.contains(&self.word)
    }
}

/// Everything that people read, each with its place: texts of the code outside tests, pages, templates, documents, guides.
fn read_by_people() -> Vec<(PathBuf, usize, String)> {
    const SPEAKING: [&str; 7] = [
        "crates/domain/src",
        "crates/contract/src",
        "crates/api/src",
        "crates/service/src",
        "crates/exchange/src",
        "crates/engawa/src",
        "frontend/src",
    ];
    let speaks = |name: &Path| SPEAKING.iter().any(|folder| name.starts_with(folder));
    let mut found = Vec::new();
    for (name, code) in code::of_files(speaks) {
        let texts = code.texts.into_iter().filter(|(_, spot)| !spot.for_tests);
        found.extend(texts.map(|(text, spot)| (name.clone(), spot.line, text)));
    }
    for name in files().into_iter().filter(|name| is_written(name)) {
        let text = fs::read_to_string(root().join(&name)).unwrap();
        let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with("//"));
        found.extend(lines.map(|(number, line)| (name.clone(), number + 1, line.to_owned())));
    }
    found
}

/// Pages, templates, documents, guides.
fn is_written(name: &Path) -> bool {
    let text = name.to_string_lossy();
    let ending = |wanted: &str| text.ends_with(wanted);
    (name.starts_with("frontend") && ending(".html"))
        || (name.starts_with("crates/notice/templates") && ending(".typ"))
        || ending(".ja.md")
}

#[test]
fn nobody_reads_a_word_for_which_there_is_a_better_one() {
    let words = unwanted();
    let mut found = Vec::new();
    for (name, line, text) in read_by_people() {
        for word in words.iter().filter(|word| word.is_in(&text)) {
            let right = |(file, known, _): &(&str, &str, &str)| name == Path::new(file) && word.word == *known;
            if !ELSEWHERE.iter().any(right) {
                found.push(format!(
                    "{}:{line} {} → {}: {text}",
                    name.display(),
                    word.word,
                    word.instead
                ));
            }
        }
    }
    assert_none(
        "people read one word for one thing: write the better one, or give the table of the glossary a phrase",
        &found,
    );
}

#[test]
fn every_exception_is_needed() {
    let (texts, words) = (read_by_people(), unwanted());
    let is_needed = |(file, known, _): &&(&str, &str, &str)| {
        let word = words.iter().find(|word| word.word == *known).unwrap();
        texts
            .iter()
            .any(|(name, _, text)| name == Path::new(file) && word.is_in(text))
    };
    let needless: Vec<_> = ELSEWHERE
        .iter()
        .filter(|exception| !is_needed(exception))
        .map(|(file, word, why)| format!("{file}: {word} ({why})"))
        .collect();
    assert_none("these files do not have the word any more: mend the list", &needless);
}

#[test]
fn a_word_inside_its_phrase_is_none() {
    let word = Unwanted {
        word: "管理者".to_owned(),
        instead: "利用組織管理者".to_owned(),
        but: vec!["利用組織管理者".to_owned()],
    };
    assert!(word.is_in("管理者に連絡してください。") && word.is_in("利用組織管理者と管理者"));
    assert!(!word.is_in("利用組織管理者に連絡してください。"));
}

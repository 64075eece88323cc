//! Documents that are written as text: the papers for the insurer, the terms, the form of consent.

use notice::TextDocument;

use crate::day;
use crate::reader::Letter;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/papers");
const TEXTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../service/texts");

/// Every text that ships, with its name.
fn shipped() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in [DOCS, TEXTS] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            found.push((
                name.split('.').next().unwrap().to_owned(),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    found.sort();
    found
}

fn document(title: &str, markdown: &str) -> TextDocument {
    TextDocument {
        title: title.to_owned(),
        foot: format!("縁側市　{title}"),
        date: day("2026-11-22"),
        markdown: markdown.to_owned(),
    }
}

#[test]
fn every_word_of_every_text_that_ships_is_on_paper() {
    let all = shipped();
    assert!(all.len() >= 8, "{}", all.len());
    for (name, markdown) in all {
        let letter = Letter::lay(&name, &document(&name, &markdown).pdf().unwrap());
        let on_paper = letter.pages().concat();
        let bare = |text: &str| -> String {
            let marks = |c: char| !c.is_whitespace() && !"#*`|-".contains(c);
            text.chars().filter(|c| marks(*c)).collect()
        };
        let on_paper = bare(&on_paper);
        for line in markdown.lines().filter(|line| !line.starts_with('|')) {
            // The longest part without a line end in between; numbers of lists are Typst's own.
            let words = bare(line.split_once(". ").map_or(line, |(_, rest)| rest));
            let start: String = words.chars().take(12).collect();
            assert!(on_paper.contains(&start), "{name}: {start}: {on_paper}");
        }
    }
}

#[test]
fn a_text_is_never_a_command_and_rare_names_come_out() {
    let markdown = "#panic(\"x\")\n\n- *a* $1$ @b <c>\n\n| 髙﨑 | 𠮷邉濵 |\n|---|---|\n| `x` | **太い** |\n";
    let letter = Letter::lay("text-hostile", &document("題", markdown).pdf().unwrap());
    letter.assert_says(
        0,
        &[
            "#panic(\"x\")",
            "*a*",
            "$1$",
            "髙﨑",
            "𠮷邉濵",
            "太い",
            "縁側市　題",
            "1 ／ 1",
        ],
    );
}

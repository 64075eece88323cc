//! What poppler's programs say.

use crate::error::PaperError;

/// What is known of a document and one of its pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) pages: usize,
    /// Width and height in points as the page is looked at, if a page was asked for.
    pub(crate) size: Option<(f64, f64)>,
    /// Whether there are form fields, which are written in fonts that the page does not name.
    pub(crate) has_form: bool,
}

/// What pdfinfo answers.
pub(crate) fn facts(answer: &str) -> Option<Facts> {
    let lines = || answer.lines().filter_map(|line| line.split_once(':'));
    let value = |key: &str| lines().find(|(name, _)| *name == key).map(|(_, value)| value.trim());
    let of_page = |what: &str| {
        lines()
            .find(|(name, _)| name.starts_with("Page ") && name.ends_with(what))
            .map(|(_, value)| value.trim())
    };
    let size = of_page("size").and_then(|value| {
        let mut words = value.split_whitespace();
        let width: f64 = words.next()?.parse().ok()?;
        let height: f64 = words.nth(1)?.parse().ok()?;
        let lies = matches!(of_page("rot"), Some("90" | "270"));
        Some(if lies { (height, width) } else { (width, height) })
    });
    Some(Facts {
        pages: value("Pages")?.parse().ok()?,
        size,
        has_form: value("Form").is_some_and(|form| form != "none"),
    })
}

/// What pdffonts answers: whether a font is named that the document does not carry. The last columns are whether it is
/// carried, a part of one, has letters; and the object's number or a word in brackets.
pub(crate) fn names_fonts_outside(answer: &str) -> bool {
    let rows = answer.lines().skip_while(|line| !line.starts_with("---")).skip(1);
    let mut carried = rows.map(|row| {
        let words: Vec<&str> = row.split_whitespace().collect();
        let number = if words.last().is_some_and(|last| last.starts_with('[')) {
            1
        } else {
            2
        };
        let column = words.len().checked_sub(number + 3);
        column
            .and_then(|column| words.get(column))
            .is_some_and(|word| *word == "yes")
    });
    carried.any(|carried| !carried)
}

/// Complaints after which letters are missing from the picture, or stand for others.
const LOST: &[&str] = &[
    "couldn't find a font",
    "couldn't create a font",
    "could not create",
    "cmap",
    "unknown font tag",
    "no font in show",
    "identity encoding",
    "character collection",
    "missing language pack",
    "failed to load",
    "problem with glyph",
    "missing 'tf' operator",
];

/// Whether poppler complains of letters. Anything else it complains of is a fault of the file that it has got over.
pub(crate) fn letters_are_lost(complaints: &str) -> bool {
    let complaints = complaints.to_lowercase();
    LOST.iter().any(|lost| complaints.contains(lost))
}

/// Why poppler refused a document or a page.
pub(crate) fn refusal(complaints: &str, page: usize) -> PaperError {
    let last = complaints
        .split("last page (")
        .nth(1)
        .and_then(|rest| rest.split(')').next()?.parse().ok());
    match last {
        Some(pages) => PaperError::NoSuchPage {
            index: page.saturating_sub(1),
            pages,
        },
        None if complaints.contains("ncorrect password") || complaints.contains("encrypted") => PaperError::Encrypted,
        None if complaints.to_lowercase().contains("out of memory") => PaperError::TooMuch("out of memory".to_owned()),
        None => PaperError::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INFO: &str = "Title:           Page size: 1 x 1\nForm:            AcroForm\nPages:           3\nEncrypted:       no\n\
                        Page    2 size:  595.28 x 841.89 pts (A4)\nPage    2 rot:   90\nFile size:       1 bytes\n";

    #[test]
    fn a_page_is_as_wide_as_it_is_looked_at() {
        let facts = facts(INFO).unwrap();
        assert_eq!(
            (facts.pages, facts.size, facts.has_form),
            (3, Some((841.89, 595.28)), true)
        );
        assert_eq!(super::facts("Syntax Error"), None);
    }

    #[test]
    fn fonts_that_are_not_carried_are_seen_whatever_their_names() {
        let table = |row: &str| format!("name  type  encoding  emb sub uni object ID\n---- ---- ----\n{row}\n");
        for (row, outside) in [
            ("MS-Mincho CID TrueType 90ms-RKSJ-H no  no  no       5  0", true),
            ("Helvetica Type 1 WinAnsi no  no  no  [none]", true),
            (
                "AAAAAA+yes no Mincho CID TrueType Identity-H yes yes no      15  0",
                false,
            ),
            ("[none] Type 3 Custom yes no  no     [none]", false),
        ] {
            assert_eq!(names_fonts_outside(&table(row)), outside, "{row}");
        }
        assert!(!names_fonts_outside("name type\n---- ----\n"));
    }

    #[test]
    fn complaints_of_letters_are_told_from_others() {
        for lost in [
            "Syntax Error: Unknown CMap 'No-Such-H' for character collection 'Adobe-Japan1'",
            "Syntax Error: HorizontalTextLayouter, couldn't find a font for character U+8ABF",
            "Syntax Error: non-embedded font using identity encoding: MS-Mincho",
        ] {
            assert!(letters_are_lost(lost), "{lost}");
        }
        assert!(!letters_are_lost(
            "Syntax Warning: May not be a PDF file (continuing anyway)"
        ));
    }

    #[test]
    fn a_page_beyond_the_last_one_is_no_page() {
        let words = "Wrong page range given: the first page (5) can not be after the last page (3).";
        assert_eq!(refusal(words, 5), PaperError::NoSuchPage { index: 4, pages: 3 });
        assert_eq!(
            refusal("Command Line Error: Incorrect password", 1),
            PaperError::Encrypted
        );
        assert_eq!(refusal("Error opening PDF file.", 1), PaperError::Unreadable);
    }
}

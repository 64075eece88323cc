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

/// Which fonts of a page the document does not carry, from none to those whose stand-ins can go wrong most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NotCarried {
    /// All letters are drawn with the document's own glyphs.
    Nothing,
    /// Fonts of one byte a letter: one that the stand-in does not have is a box.
    Simple,
    /// Fonts whose letters are numbers of two bytes each, of a collection that may or may not be known.
    Numbered,
    /// Fonts whose letters are found by tables of an encoding: where the encoding has none, poppler draws a box and goes on one
    /// byte later, so that what follows can be other letters.
    Encoded,
}

/// What pdffonts answers: which fonts are named that the document does not carry.
pub(crate) fn not_carried(answer: &str) -> NotCarried {
    let rows = answer.lines().skip_while(|line| !line.starts_with("---")).skip(1);
    rows.map(of_row).max().unwrap_or(NotCarried::Nothing)
}

/// The last columns are the encoding; whether the font is carried, a part of one, has letters; and the object's number or a
/// word in brackets. Before them stand name and type, of several words each.
fn of_row(row: &str) -> NotCarried {
    let words: Vec<&str> = row.split_whitespace().collect();
    let number = if words.last().is_some_and(|last| last.starts_with('[')) {
        1
    } else {
        2
    };
    let column = words.len().saturating_sub(number + 3);
    let (font, rest) = words.split_at(column);
    match (rest.first(), font.last()) {
        (Some(&"yes"), _) => NotCarried::Nothing,
        _ if !font.contains(&"CID") => NotCarried::Simple,
        (_, Some(&("Identity-H" | "Identity-V"))) => NotCarried::Numbered,
        _ => NotCarried::Encoded,
    }
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

/// Complaints after which a font that is not carried may show other letters: its numbers are taken for the stand-in's own.
const OTHERS: &[&str] = &[
    "identity encoding",
    "unknown character collection",
    "unknown cid font collection",
    "missing language pack",
];

/// Whether poppler complains that it does not know which letters are meant.
pub(crate) fn letters_are_guessed(complaints: &str) -> bool {
    let complaints = complaints.to_lowercase();
    OTHERS.iter().any(|other| complaints.contains(other))
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
            (
                "MS-Mincho CID TrueType 90ms-RKSJ-H no  no  no       5  0",
                NotCarried::Encoded,
            ),
            (
                "MS Mincho CID Type 0 UniJIS-UTF16-H no  no  yes       5  0",
                NotCarried::Encoded,
            ),
            (
                "MS-Mincho CID TrueType Identity-H no  no  no       5  0",
                NotCarried::Numbered,
            ),
            ("Helvetica Type 1 WinAnsi no  no  no  [none]", NotCarried::Simple),
            (
                "AAAAAA+yes no Mincho CID TrueType Identity-H yes yes no      15  0",
                NotCarried::Nothing,
            ),
            ("[none] Type 3 Custom yes no  no     [none]", NotCarried::Nothing),
        ] {
            assert_eq!(not_carried(&table(row)), outside, "{row}");
        }
        assert_eq!(not_carried("name type\n---- ----\n"), NotCarried::Nothing);
        let two = "MS-Mincho CID TrueType EUC-H no no no 5 0\nHelvetica Type 1 WinAnsi no no no 6 0";
        assert_eq!(not_carried(&table(two)), NotCarried::Encoded, "the worse one counts");
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
        assert!(letters_are_guessed(
            "Syntax Error: Unknown character collection 'Adobe-Foo'"
        ));
        assert!(!letters_are_guessed(
            "Syntax Error: Unknown CMap 'No-Such-H' for character collection 'Adobe-Japan1'"
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

//! Escaping of cells that a spreadsheet would execute. Only for tables that people open; feeds are read by programs and stay
//! as they are.

use std::borrow::Cow;

/// The cell with an apostrophe before it, if a spreadsheet would take it for a formula: if it begins with `=`, `+`, `-`, `@`,
/// a tab or a carriage return, or with one of the full-width twins that spreadsheets in Japan read alike. Leading white space
/// does not hide a formula.
#[must_use]
pub fn without_formula(cell: &str) -> Cow<'_, str> {
    const TRIGGERS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let first_is_control = cell.starts_with(['\t', '\r', '\n']);
    let first = cell.trim_start_matches(|character: char| character.is_whitespace() || character.is_control());
    // U+2212 is what some converters make of the full-width minus.
    if first_is_control || first.starts_with(TRIGGERS) || first.starts_with('\u{2212}') {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_execute_is_made_text() {
        let dangerous = [
            "=1+1",
            "+81",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "＋1",
            "－1",
            "＠A1",
            "  =1",
            "\u{3000}＝1",
            "−1",
        ];
        for cell in dangerous {
            assert_eq!(without_formula(cell), format!("'{cell}"), "{cell:?}");
        }
    }

    #[test]
    fn ordinary_cells_stay_as_they_are() {
        for cell in ["", "山田 太郎", "2026-05-10", "'=1", "a=b", "R8.5.10", "096-328-2111"] {
            assert_eq!(without_formula(cell), cell);
        }
    }
}

//! The table by which an office's administrator makes many changes to its staff at once: 氏名, 権限, and if wanted 操作 and
//! ログインID. Small enough to be read whole; what the cells mean for accounts is decided in `service`.

use std::fmt;

use domain::account::LARGEST_STAFF_TABLE;

use crate::table::encoding::{Broken, Encoding};
use crate::table::export::without_formula;
use crate::table::text::normalized;

/// One row, its cells as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffRow {
    /// The line in the text, counted from 1; the heads are line 1.
    pub line: u32,
    /// 氏名.
    pub name: String,
    /// 権限.
    pub role: String,
    /// 操作; empty means 追加.
    pub action: String,
    /// ログインID.
    pub login_id: String,
    /// A cell begins like a formula, which a spreadsheet would execute: no name does.
    pub formula: bool,
}

/// A column of a table whose heads may be what cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffColumn {
    /// With its head.
    Named(String),
    /// By its place, counted from 1, where there is no head.
    Numbered(usize),
}

impl fmt::Display for StaffColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(head) => f.write_str(head),
            Self::Numbered(place) => write!(f, "{place}"),
        }
    }
}

/// Why a table cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StaffTableError {
    /// A column is missing.
    #[error("the column {0} is missing")]
    MissingColumn(&'static str),
    /// A head that means nothing here, or occurs twice.
    #[error("the heads are not those of this table")]
    UnknownColumn,
    /// A line has more or fewer cells than there are heads, or its quotes do not match.
    #[error("line {0} cannot be read")]
    Malformed(u32),
    /// Bytes that are no text, or a mark that somebody put in the place of such bytes before.
    #[error("line {line}, column {column} cannot be read as text")]
    Unreadable {
        /// The line, counted from 1.
        line: u32,
        /// The column.
        column: StaffColumn,
        /// How the bytes were read and how many could be; absent for text whose reader had replaced them.
        bytes: Option<(Encoding, usize)>,
    },
    /// No row at all.
    #[error("the table holds nobody")]
    Empty,
    /// More than [`LARGEST_STAFF_TABLE`].
    #[error("the table holds more than {LARGEST_STAFF_TABLE} people")]
    TooLong,
}

const NAME: &str = "氏名";
const ROLE: &str = "権限";
const ACTION: &str = "操作";
const LOGIN_ID: &str = "ログインID";

/// Reads the table as a spreadsheet writes it to a file: UTF-8 with or without a byte order mark, or MS932.
///
/// # Errors
/// As [`read_staff`]; [`StaffTableError::Unreadable`] names the first place that is no text.
pub fn read_staff_file(bytes: &[u8]) -> Result<Vec<StaffRow>, StaffTableError> {
    let encoding = Encoding::detect(bytes).unwrap_or(Encoding::Utf8);
    match encoding.decode_whole(bytes) {
        Ok(text) => read_staff(&text),
        Err(Broken { before, bytes }) => Err(unreadable(&before, Some((encoding, bytes)))),
    }
}

/// Reads the table. Lines without any text are passed over.
///
/// # Errors
/// [`StaffTableError`] if it is not such a table; what is wrong with a single row is left to the reader of the rows.
pub fn read_staff(text: &str) -> Result<Vec<StaffRow>, StaffTableError> {
    if let Some((before, _)) = text.split_once(char::REPLACEMENT_CHARACTER) {
        return Err(unreadable(before, None));
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let heads: Vec<String> = match csv.headers() {
        Ok(heads) => heads.iter().map(|head| normalized(head).into_owned()).collect(),
        Err(_) => return Err(StaffTableError::Malformed(1)),
    };
    check(&heads)?;
    let mut rows = Vec::new();
    for record in csv.records() {
        let record = record.map_err(|error| StaffTableError::Malformed(line_of(text, error.position())))?;
        let line = line_of(text, record.position());
        if record.iter().all(|cell| normalized(cell).is_empty()) {
            continue;
        }
        if record.len() != heads.len() {
            return Err(StaffTableError::Malformed(line));
        }
        if rows.len() == LARGEST_STAFF_TABLE {
            return Err(StaffTableError::TooLong);
        }
        rows.push(row(line, &heads, &record));
    }
    if rows.is_empty() {
        Err(StaffTableError::Empty)
    } else {
        Ok(rows)
    }
}

/// The place right after a text.
fn unreadable(before: &str, bytes: Option<(Encoding, usize)>) -> StaffTableError {
    // A mark in the place of what comes next, so that a cell begins there even after a comma or a line's end.
    let text = format!("{}?", before.strip_prefix('\u{FEFF}').unwrap_or(before));
    let mut csv = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = csv.records().filter_map(Result::ok);
    let first = records.next().unwrap_or_default();
    let last = records.last();
    let index = last.as_ref().unwrap_or(&first).len().saturating_sub(1);
    let head = last.is_some().then(|| first.get(index)).flatten();
    let column = head
        .map(|head| normalized(head).into_owned())
        .filter(|head| !head.is_empty())
        .map_or(StaffColumn::Numbered(index + 1), StaffColumn::Named);
    let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
    StaffTableError::Unreadable { line, column, bytes }
}

/// The line on which a record begins. Counted here: the reader's own count is one behind after CRLF.
fn line_of(text: &str, place: Option<&csv::Position>) -> u32 {
    let byte = place.map_or(0, csv::Position::byte);
    let (before, rest) = text
        .split_at_checked(usize::try_from(byte).unwrap_or(0))
        .unwrap_or_default();
    let ends = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let skipped = rest.get(..ends).unwrap_or_default();
    let lines = before.matches('\n').count() + skipped.matches('\n').count() + 1;
    u32::try_from(lines).unwrap_or(u32::MAX)
}

fn check(heads: &[String]) -> Result<(), StaffTableError> {
    for needed in [NAME, ROLE] {
        if !heads.iter().any(|head| head == needed) {
            return Err(StaffTableError::MissingColumn(needed));
        }
    }
    let known = [NAME, ROLE, ACTION, LOGIN_ID];
    let once = |head: &String| heads.iter().filter(|other| *other == head).count() == 1;
    if heads.iter().all(|head| known.contains(&head.as_str()) && once(head)) {
        Ok(())
    } else {
        Err(StaffTableError::UnknownColumn)
    }
}

fn row(line: u32, heads: &[String], record: &csv::StringRecord) -> StaffRow {
    let mut row = StaffRow {
        line,
        ..StaffRow::default()
    };
    for (head, cell) in heads.iter().zip(record) {
        row.formula |= without_formula(cell) != cell;
        let cell = normalized(cell).into_owned();
        match head.as_str() {
            NAME => row.name = cell,
            ROLE => row.role = cell,
            ACTION => row.action = cell,
            _ => row.login_id = cell,
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_any_order_and_empty_lines_are_nobody() {
        let text = "\u{FEFF}権限,氏名,操作\r\nケアマネジャー,\"佐藤 花子\",\r\n,,\r\n閲覧者, 田中 次郎 ,追加\r\n";
        let rows = read_staff(text).unwrap();
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row.line, row.name.as_str(), row.role.as_str(), row.action.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (2, "佐藤 花子", "ケアマネジャー", ""),
                (4, "田中 次郎", "閲覧者", "追加")
            ]
        );
    }

    #[test]
    fn what_is_no_such_table_is_told_apart() {
        let heads = "氏名,権限\r\n";
        for (text, error) in [
            (String::new(), StaffTableError::MissingColumn(NAME)),
            ("氏名,電話\r\nあ,い".into(), StaffTableError::MissingColumn(ROLE)),
            ("氏名,権限,電話\r\nあ,い,う".into(), StaffTableError::UnknownColumn),
            ("氏名,権限,氏名\r\nあ,い,う".into(), StaffTableError::UnknownColumn),
            (heads.into(), StaffTableError::Empty),
            (format!("{heads}あ,い\r\nう\r\n"), StaffTableError::Malformed(3)),
            (format!("{heads}{}", "あ,い\r\n".repeat(101)), StaffTableError::TooLong),
        ] {
            assert_eq!(read_staff(&text), Err(error), "{text:.40}");
        }
        assert_eq!(
            read_staff(&format!("{heads}{}", "あ,い\r\n".repeat(100)))
                .unwrap()
                .len(),
            100
        );
    }

    fn in_ms932(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        Encoding::Ms932.encode(text, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_file_is_read_as_spreadsheets_write_it() {
        let text = "氏名,権限\r\n髙﨑 ①子,ケアマネジャー\r\n";
        let wanted = read_staff(text).unwrap();
        assert_eq!(wanted[0].name, "髙﨑 ①子");
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{FEFF}{text}").into_bytes(),
            in_ms932(text),
        ] {
            assert_eq!(read_staff_file(&bytes), Ok(wanted.clone()));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_named_by_line_and_column() {
        let place = |table: &[u8]| match read_staff_file(table) {
            Err(StaffTableError::Unreadable { line, column, bytes }) => (line, column, bytes.unwrap()),
            other => panic!("{other:?}"),
        };
        let (head, row) = ("氏名,権限\r\n", "佐藤 花子,閲覧者\r\n");
        let ms932 = |text: &str, broken: &[u8]| [&in_ms932(&format!("{head}{row}{text}")), broken, b",x\r\n"].concat();
        let good = in_ms932(&format!("{head}{row}")).len();
        assert_eq!(
            place(&ms932("", b"\xFF")),
            (3, StaffColumn::Named("氏名".into()), (Encoding::Ms932, good))
        );
        assert_eq!(
            place(&ms932("あ,い", b"\xFF")),
            (3, StaffColumn::Named("権限".into()), (Encoding::Ms932, good + 5))
        );
        assert_eq!(place(&ms932("\"あ\nい\",", b"\xFF")).0, 4);
        let utf8 = [format!("\u{FEFF}{head}{row}あ,").as_bytes(), b"\xE3\x81\r\n"].concat();
        assert_eq!(place(&utf8).1, StaffColumn::Named("権限".into()));
        let (line, column, _) =
            place(&[in_ms932("氏名,"), b"\xFF".to_vec(), in_ms932("限\r\n佐藤,閲覧者\r\n")].concat());
        assert_eq!((line, column), (1, StaffColumn::Numbered(2)));
        // What other programs call Unicode.
        let utf16: Vec<u8> = "\u{FEFF}氏名,権限\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(place(&utf16).0, 1);
    }

    #[test]
    fn a_text_whose_reader_has_lost_something_is_not_taken() {
        let lost = read_staff("\u{FEFF}氏名,権限\r\n佐藤 花\u{FFFD},閲覧者\r\n");
        let wanted = StaffTableError::Unreadable {
            line: 2,
            column: StaffColumn::Named("氏名".into()),
            bytes: None,
        };
        assert_eq!(lost, Err(wanted));
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_execute_is_marked() {
        for cell in ["=HYPERLINK(1)", "＝1", "+81", "@a", "-1", "\"\t=1\""] {
            let rows = read_staff(&format!("氏名,権限\r\n{cell},閲覧者\r\n")).unwrap();
            assert!(rows[0].formula, "{cell}");
        }
        assert!(!read_staff("氏名,権限\r\n佐藤,閲覧者\r\n").unwrap()[0].formula);
    }
}

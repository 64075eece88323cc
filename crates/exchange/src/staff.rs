//! The table by which an office's administrator makes many changes to its staff at once: 氏名, 権限, and if wanted 操作 and
//! ログインID. Small enough to be read whole; what the cells mean for accounts is decided in `service`.

use domain::account::LARGEST_STAFF_TABLE;

use crate::export::without_formula;
use crate::text::normalized;

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

/// Reads the table. Lines without any text are passed over.
///
/// # Errors
/// [`StaffTableError`] if it is not such a table; what is wrong with a single row is left to the reader of the rows.
pub fn read_staff(text: &str) -> Result<Vec<StaffRow>, StaffTableError> {
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

    #[test]
    fn a_cell_that_a_spreadsheet_would_execute_is_marked() {
        for cell in ["=HYPERLINK(1)", "＝1", "+81", "@a", "-1", "\"\t=1\""] {
            let rows = read_staff(&format!("氏名,権限\r\n{cell},閲覧者\r\n")).unwrap();
            assert!(rows[0].formula, "{cell}");
        }
        assert!(!read_staff("氏名,権限\r\n佐藤,閲覧者\r\n").unwrap()[0].formula);
    }
}
